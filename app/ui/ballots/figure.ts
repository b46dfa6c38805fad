/** Thousands apart in what is a whole number; any other exact text as it is. */
export const figure = (exact: string): string =>
  exact.replace(/^\d{4,}$/, (digits) => BigInt(digits).toLocaleString('en-GB'))
