/** How a paragraph of a kind may begin; `says` is what the words amount to. */
export interface OfferedOpening {
  kind: string
  words: string
  says: string
}

/** The table for a plain text field, which browsers offer from. */
export function OpeningsList({ id, openings }: { id: string; openings: readonly OfferedOpening[] }) {
  if (openings.length === 0) return null
  return (
    <datalist id={id}>
      {openings.map(({ words, says }) => (
        <option key={words} value={`${words} `} label={says ? `${words}: ${says}` : words} />
      ))}
    </datalist>
  )
}
