/** What was taken out of a pasted text because it cannot be seen. */
export interface Cleaned {
  text: string
  /** Control and direction-override characters removed: people are told. */
  removed: number
}

const lineEnds = /\r\n?|[\u0085\u2028\u2029\v\f]/gu
const oddSpaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]/gu
/** Soft hyphens, zero-width spaces and byte order marks; joiners stay, since scripts need them. */
const invisible = /[\u00ad\u200b\u2060\ufeff]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu

/** Plain text as it comes out of word processors, made fit to stand in a norm: quotation marks and dashes stay. */
export function cleanPaste(pasted: string): Cleaned {
  const spaced = pasted
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replace(oddSpaces, ' ')
    .replace(invisible, '')
    .normalize('NFC')
  const text = spaced.replace(forbidden, '')
  return { text, removed: spaced.length - text.length }
}

/** More than this is read as plain text: nobody's text of law is that long, and reading it would hold the page up. */
const htmlAtMost = 2_000_000

const marks = /(?:class=["']?mso|mso-|urn:schemas-microsoft-com:office|content=["']?microsoft word)/i

/** Whether a word processor put this on the clipboard. */
export const isFromWord = (html: string): boolean =>
  html.length <= htmlAtMost && marks.test(html.slice(0, 20_000))

/** Numbers and bullets of lists that stand before a tab, as word processors write them into plain text. */
export const withoutListMarks = (plain: string): string =>
  plain.replace(
    /^[ \u00a0]*(?:[•·▪◦o§–-]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivxl]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,3})\t+/gim,
    '',
  )
