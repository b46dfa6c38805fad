import { parse } from 'csv-parse/sync'
import { ok, type Result, refuse } from '~/domain/result'

/** What is wrong with a file, and where: `votes.csv:17: unknown choice "maybe"`. Lines count from 1. */
export interface FileProblem {
  file: string
  line: number
  message: string
}

export const sayFileProblem = ({ file, line, message }: FileProblem): string => `${file}:${line}: ${message}`

/** A CSV file with a header, every row as wide as the header. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The line on which a row begins; a field in quotes may run over several. */
  lineOf(row: number): number
  problem(row: number, message: string): FileProblem
}

export const limits = { columns: 200, cell: 2_000 }

// What can hide or reorder text: control characters, line and direction marks, a byte order mark inside.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\r(?!\n)/u

// Prose may hold marks that writers of right-to-left scripts need; what nobody can see, or what reorders, is refused.
const hiddenInProse =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/u

/** Bytes as UTF-8 text, without a leading byte order mark; refused with the line of the first wrong byte. */
export function decodeText(bytes: Uint8Array, file: string): Result<string, FileProblem> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return ok(decoder.decode(bytes))
  } catch {
    return refuse({ file, line: brokenLine(bytes, decoder), message: 'the text is not valid UTF-8' })
  }
}

function brokenLine(bytes: Uint8Array, decoder: TextDecoder): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end))
    } catch {
      return line
    }
    start = end < 0 ? bytes.length : end + 1
  }
  return line
}

/**
 * Read CSV text with a header. Blank lines between rows are passed over; everything else unsound is refused.
 * `prose`: the cells hold people's own words, of at most so many characters.
 */
export function readTable(text: string, file: string, prose?: { cell: number }): Result<Table, FileProblem> {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text
  const at = (line: number, message: string) => refuse({ file, line, message })
  const found = (prose ? hiddenInProse : hidden).exec(plain)
  if (found) return at(lineAt(plain, found.index), sayHidden(found[0]))
  const lone = plain.isWellFormed() ? null : /\p{Surrogate}/u.exec(plain)
  if (lone) return at(lineAt(plain, lone.index), 'the text holds a broken character (a lone surrogate)')
  const records = readRecords(plain, file)
  if (!records.ok) return records
  const first = records.value.findIndex((record) => !isBlank(record))
  if (first < 0) return at(1, 'the file is empty: a header line is needed')
  const header = records.value[first]!
  const wrong = headerProblem(header)
  if (wrong) return at(lineOfRecord(records.value, first), wrong)
  return ruled(records.value, first, { file, cell: prose?.cell ?? limits.cell })
}

const isBlank = (record: readonly string[]) => record.length === 1 && record[0] === ''

function readRecords(text: string, file: string): Result<string[][], FileProblem> {
  if (!text.includes('"')) return ok(readUnquoted(text))
  try {
    return ok(
      parse(text, { relax_column_count: true, record_delimiter: ['\n', '\r\n'], skip_empty_lines: false }),
    )
  } catch (error) {
    const { lines = 1, code, message } = error as Error & { lines?: number; code?: string }
    // The parser notices at the end of the file; the reader wants the quote that was opened.
    const line = code === 'CSV_QUOTE_NOT_CLOSED' ? lineAt(text, openQuote(text)) : lines
    return refuse({ file, line, message: `the quotes do not fit together (${message})` })
  }
}

/** Where the quote stands that is never closed; all before it are sound. */
function openQuote(text: string): number {
  let open = text.indexOf('"')
  for (;;) {
    let close = text.indexOf('"', open + 1)
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
    const next = close < 0 ? -1 : text.indexOf('"', close + 1)
    if (next < 0) return open
    open = next
  }
}

// Without a quote there is nothing to interpret, and splitting is five times as fast as the parser.
function readUnquoted(text: string): string[][] {
  const lines = text.split(text.includes('\r') ? /\r?\n/ : '\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.split(','))
}

function headerProblem(header: readonly string[]): string | null {
  if (header.length > limits.columns) return `more than ${limits.columns} columns`
  const seen = new Set<string>()
  for (const name of header) {
    if (name.trim() === '') return 'the header has a column without a name'
    if (name === '__proto__') return 'the column name "__proto__" is not allowed'
    if (name.length > 200) return 'the header has a name of more than 200 characters'
    if (seen.has(name)) return `the header has the column "${name}" twice`
    seen.add(name)
  }
  return null
}

function ruled(
  records: readonly string[][],
  first: number,
  { file, cell: most }: { file: string; cell: number },
): Result<Table, FileProblem> {
  const header = records[first]!
  const rows: string[][] = []
  const places: number[] = []
  const refuseAt = (record: number, message: string) =>
    refuse({ file, line: lineOfRecord(records, record), message })
  for (let place = first + 1; place < records.length; place++) {
    const record = records[place]!
    if (isBlank(record)) continue
    if (record.length !== header.length) {
      const columns = record.length === 1 ? '1 column' : `${record.length} columns`
      return refuseAt(place, `the row has ${columns}, the header has ${header.length}`)
    }
    if (record.some((cell) => cell.length > most)) {
      return refuseAt(place, `a cell has more than ${most} characters`)
    }
    rows.push(record)
    places.push(place)
  }
  const lineOf = (row: number) => lineOfRecord(records, places[row]!)
  return ok({ header, rows, lineOf, problem: (row, message) => ({ file, line: lineOf(row), message }) })
}

// Worked out only when something is wrong: a record takes one line, and one more for each line break in a field.
function lineOfRecord(records: readonly (readonly string[])[], record: number): number {
  let line = 1
  for (let before = 0; before < record; before++) {
    line += 1
    for (const cell of records[before]!) if (cell.includes('\n')) line += cell.split('\n').length - 1
  }
  return line
}

function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++
  return line
}

function sayHidden(character: string): string {
  if (character === '\r') return 'a carriage return stands without a line feed'
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return `the text holds the control character U+${code}, which cannot be seen`
}
