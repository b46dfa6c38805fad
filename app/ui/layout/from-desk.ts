/** The drafting desk's own scripts post there; they read the page anew by themselves, one reading after the other. */
export const isFromDesk = (formAction: string | undefined): boolean =>
  formAction?.endsWith('?from=desk') ?? false
