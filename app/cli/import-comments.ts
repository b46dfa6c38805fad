import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import {
  type ImportCommentsInput,
  type ImportedComment,
  importComments,
} from '~/commands/comments/import-comments.server'
import { decodeText, type FileProblem, readTable, sayFileProblem, type Table } from '~/contracts/csv'
import { textProblem } from '~/contracts/form'
import { normRefForm } from '~/contracts/norms'
import { commentLimits } from '~/domain/comments/comment'
import { languages } from '~/domain/languages'
import { ok, type Result, refuse } from '~/domain/result'
import { type CliIo, type CliVerb, parseFlags } from './cli'
import { withWorld } from './platform'

const largestBytes = 64 * 1024 * 1024
const largestImport = 100_000

const usage = `parley import comments --norm N-014 --file comments.csv [options]

Comments made elsewhere enter a norm's page, character for character, each with a ledger entry that holds a salted
hash. All of them or none; those of the same norm and id that are there already are passed over.

  --norm           the norm's reference
  --file           a CSV file with a header, in UTF-8
  --body-column    the column of the text (comment-body)
  --id-column      the column of the comment's id, unique in the file (comment-id)
  --time-column    the column of the instant: milliseconds since 1970 or 2030-01-31T18:00:00Z (timestamp)
  --author-column  the column of the author's number or name, shown as "Participant 282" (author-id)
  --moderated      all (default), or shown: leaves out rows whose column "moderated" is -1
  --language       of the texts: ${languages.join(', ')} (und)
  --source         what the page and the ledger call the source (the file's name)

Exit 0 imported or nothing new; 2 refused, with file, line and reason on standard error and nothing changed.`

const text = { type: 'string' } as const
const options = {
  norm: text,
  file: text,
  'body-column': text,
  'id-column': text,
  'time-column': text,
  'author-column': text,
  moderated: text,
  language: text,
  source: text,
}
type Flags = Partial<Record<keyof typeof options, string>>

export const importCommentsVerb: CliVerb = {
  name: 'import comments',
  summary: 'bring comments made elsewhere to a norm',
  usage,
  async run(argv, io) {
    const flags = parseFlags(argv, options, { io, usage })
    if (!flags) return 2
    const input = await readInput(flags.values, io)
    if (!input.ok) return say(io, input.error)
    return withWorld(io, async ({ deps }) => {
      const done = await importComments(deps, null, input.value)
      if (done.ok) {
        const { added, known } = done.value
        io.out(`${added} comments on ${input.value.ref}${known > 0 ? `, ${known} were there already` : ''}`)
        return 0
      }
      if (done.error.code === 'not-found') return say(io, `--norm: there is no norm ${input.value.ref}`)
      io.out(`nothing new: all ${done.error.known} comments are there already`)
      return 0
    })
  },
}

function say(io: CliIo, line: string): 2 {
  io.err(line)
  return 2
}

async function readInput(flags: Flags, io: CliIo): Promise<Result<ImportCommentsInput, string>> {
  const { norm: ref, file, moderated = 'all', language = 'und' } = flags
  if (!ref || !normRefForm.test(ref)) return refuse('--norm: name the norm by its reference, such as N-014')
  if (!file) return refuse('--file is missing')
  if (moderated !== 'all' && moderated !== 'shown') return refuse('--moderated must be all or shown')
  if (!languages.some((tag) => tag === language))
    return refuse(`--language must be one of ${languages.join(', ')}`)
  const source = (flags.source ?? basename(file)).normalize('NFC')
  const stray = textProblem(source)
  if (stray || source.length > 200 || source.includes('\n'))
    return refuse(`--source ${stray ?? 'must be one line of at most 200 characters.'}`)
  const said = await readText(file, io)
  if (!said.ok) return said
  const table = readTable(said.value, file, { cell: commentLimits.body })
  const comments = table.ok ? readComments(table.value, flags, moderated === 'shown') : table
  return comments.ok
    ? ok({ ref, source, language, comments: comments.value })
    : refuse(sayFileProblem(comments.error))
}

async function readText(file: string, io: CliIo): Promise<Result<string, string>> {
  const path = resolve(io.cwd, file)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return refuse(`${file}: there is no such file`)
  if (found.size > largestBytes) return refuse(`${file}: larger than ${largestBytes / 1024 / 1024} MiB`)
  const decoded = decodeText(await readFile(path), file)
  return decoded.ok ? decoded : refuse(sayFileProblem(decoded.error))
}

const columnNames = {
  body: ['body-column', 'comment-body'],
  id: ['id-column', 'comment-id'],
  time: ['time-column', 'timestamp'],
  author: ['author-column', 'author-id'],
} as const
type Columns = Record<keyof typeof columnNames, number>

function readComments(
  table: Table,
  flags: Flags,
  shownOnly: boolean,
): Result<ImportedComment[], FileProblem> {
  const columns = findColumns(table, flags)
  if (!columns.ok) return columns
  if (table.rows.length === 0)
    return refuse({ ...table.problem(0, 'there is no comment below the header'), line: 1 })
  const moderated = table.header.indexOf('moderated')
  if (shownOnly && moderated < 0) return refuse(headerProblem(table, 'moderated'))
  if (table.rows.length > largestImport)
    return refuse(table.problem(largestImport, `more than ${largestImport} comments`))
  const seen = new Set<string>()
  const comments: ImportedComment[] = []
  for (const [i, row] of table.rows.entries()) {
    const read = readComment(row, columns.value)
    if (!read.ok) return refuse(table.problem(i, read.error))
    if (seen.has(read.value.sourceId))
      return refuse(table.problem(i, `the comment ${read.value.sourceId} stands here a second time`))
    seen.add(read.value.sourceId)
    if (!shownOnly || row[moderated]!.trim() !== '-1') comments.push(read.value)
  }
  return ok(comments)
}

function findColumns(table: Table, flags: Flags): Result<Columns, FileProblem> {
  const found: Partial<Columns> = {}
  for (const [key, [flag, usual]] of Object.entries(columnNames)) {
    const name = flags[flag] ?? usual
    const at = table.header.indexOf(name)
    if (at < 0) return refuse(headerProblem(table, name))
    found[key as keyof Columns] = at
  }
  return ok(found as Columns)
}

const headerProblem = (table: Table, name: string): FileProblem => ({
  ...table.problem(0, ''),
  line: 1,
  message: `the header has no column "${name}"; it has: ${table.header.join(', ')}`,
})

/** The body is taken as it is; the rest is checked, because it becomes part of the record. */
function readComment(row: readonly string[], columns: Columns): Result<ImportedComment, string> {
  const body = row[columns.body]!
  const sourceId = row[columns.id]!
  const author = row[columns.author]!
  const at = readInstant(row[columns.time]!)
  if (body.trim() === '') return refuse('the comment has no text')
  if (!/^[\w.:-]{1,64}$/.test(sourceId))
    return refuse(`the comment's id "${sourceId.slice(0, 40)}" is not 1 to 64 letters, digits or . : _ -`)
  if (author.length > 80 || /[\r\n]/.test(author))
    return refuse('the author is not one line of at most 80 characters')
  if (!at) return refuse(`"${row[columns.time]!.slice(0, 40)}" is not an instant`)
  const authorLabel = author.trim() === '' ? 'A participant' : `Participant ${author.normalize('NFC')}`
  return ok({ sourceId, authorLabel, body, at })
}

const earliest = Date.UTC(1970, 0, 2)
const latest = Date.UTC(2100, 0, 1)

function readInstant(said: string): Date | null {
  const plain = said.trim()
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(plain)
  const ms = /^\d{9,13}$/.test(plain) ? Number(plain) : iso ? Date.parse(plain) : Number.NaN
  if (!(ms >= earliest && ms < latest)) return null
  const at = new Date(ms)
  // Date.parse lets 30 February pass as 2 March
  return iso && !at.toISOString().startsWith(plain.slice(0, 16)) ? null : at
}
