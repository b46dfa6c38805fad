import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type RecordRefusal,
  type RollCall,
  recordRollCalls,
} from '~/commands/ballots/record-roll-calls.server'
import { decodeText, type FileProblem, readTable, sayFileProblem } from '~/contracts/csv'
import { textProblem } from '~/contracts/form'
import { parseRollCsv } from '~/contracts/roll'
import { parseRuleText } from '~/contracts/rule'
import { type BallotVotes, parseVotesCsv } from '~/contracts/votes'
import { findPreset, presets } from '~/domain/ballots/presets'
import type { Roll } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import { ok, type Result, refuse } from '~/domain/result'
import type { Store } from '~db/store'
import { forums } from '~db/stores/forums'
import { type CliIo, type CliVerb, parseFlags } from './cli'
import { withWorld } from './platform'

const largestBytes = 256 * 1024 * 1024

const usage = `parley import roll-calls --roll R.csv --votes V.csv --rule <preset id | file.json> [options]

Votes that were decided elsewhere enter the record of a forum as closed ballots, member by member: one ballot for
each name in the column "ballot", decided by the rule, with one ledger entry each. All of them or none.

  --roll           who could vote: member, optional name, weight:<measure>, every other column a grouping
  --votes          member, choice (yes, no, abstain), optional ballot, optional part
  --rule           a preset (${presets.map(({ id }) => id).join(', ')}) or a rule in a JSON file
  --forum          the forum's short name; needed unless there is exactly one global forum
  --source         what stands before the ballot's name in the record: "UN General Assembly"
  --title-column, --date-column                  columns of the votes file; without them the ballot's name, and no date
  --member-column, --choice-column, --ballot-column   what the files call these columns
  --region-column  the column of the roll that is its region; the roll's other groupings are then left out
  --absent         the choice that stands for a member who did not vote

A source that the forum's record has already is refused. Exit 0 imported; 2 refused, with file, line and reason
on standard error and nothing changed.`

const text = { type: 'string' } as const
const options = {
  roll: text,
  votes: text,
  rule: text,
  forum: text,
  source: text,
  'title-column': text,
  'date-column': text,
  'member-column': text,
  'choice-column': text,
  'ballot-column': text,
  'region-column': text,
  absent: text,
}
type Flags = Partial<Record<keyof typeof options, string>>
type Refused = readonly string[]

export const importRollCallsVerb: CliVerb = {
  name: 'import roll-calls',
  summary: 'bring votes decided elsewhere into the record of a forum',
  usage,
  async run(argv, io) {
    const flags = parseFlags(argv, options, { io, usage })
    if (!flags) return 2
    const missing = (['roll', 'votes', 'rule'] as const).find((name) => !flags.values[name])
    if (missing) return say(io, [`--${missing} is missing`, usage])
    const read = await readAll(flags.values, io)
    if (!read.ok) return say(io, read.error)
    return withWorld(io, async ({ deps }) => {
      const forum = await findForum(deps.store, flags.values.forum)
      if (!forum.ok) return say(io, forum.error)
      const done = await recordRollCalls(deps, null, { forumId: forum.value.id, ...read.value })
      if (!done.ok) return say(io, [sayRefusal(done.error, forum.value.name)])
      const { refs } = done.value
      const span = refs.length === 1 ? refs[0] : `${refs[0]} to ${refs.at(-1)}`
      io.out(
        `${refs.length} ${refs.length === 1 ? 'ballot' : 'ballots'} in the record of ${forum.value.name}: ${span}`,
      )
      return 0
    })
  },
}

function say(io: CliIo, lines: Refused): 2 {
  for (const line of lines) io.err(line)
  return 2
}

interface Read {
  rule: Rule
  roll: Roll
  calls: RollCall[]
}

async function readAll(flags: Flags, io: CliIo): Promise<Result<Read, Refused>> {
  const rule = await readRule(flags.rule!, io)
  if (!rule.ok) return rule
  const stray = textProblem(flags.source ?? '')
  if (stray || (flags.source?.length ?? 0) > 200)
    return refuse([`--source ${stray ?? 'has more than 200 characters.'}`])
  const rollText = await readText(flags.roll!, io)
  if (!rollText.ok) return rollText
  const roll = parseRollCsv(rollText.value, flags.roll!, rollColumns(flags))
  if (!roll.ok) return problem(roll.error)
  const votesText = await readText(flags.votes!, io)
  if (!votesText.ok) return votesText
  const boxes = parseVotesCsv(votesText.value, flags.votes!, roll.value, {
    member: flags['member-column'],
    choice: flags['choice-column'],
    ballot: flags['ballot-column'],
    absent: flags.absent,
  })
  if (!boxes.ok) return problem(boxes.error)
  const about = readAbout(votesText.value, flags)
  if (!about.ok) return problem(about.error)
  const calls = boxes.value.map((box) => rollCall(box, about.value.get(box.ballot), flags))
  return ok({ rule: rule.value, roll: normal(roll.value), calls: calls.map(normal) })
}

const problem = (found: FileProblem) => refuse([sayFileProblem(found)])

/** Text enters the ledger in one spelling (NFC). */
const normal = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).normalize('NFC'), (key, each: unknown) =>
    key === 'decidedAt' && typeof each === 'string' ? new Date(each) : each,
  ) as T

function rollColumns(flags: Flags) {
  const member = flags['member-column'] ?? 'member'
  const region = flags['region-column']
  return (column: string): string | null => {
    if (column === member) return 'member'
    if (column === region) return 'region'
    if (column === 'member') return null
    if (region === undefined || column === 'name' || column.startsWith('weight:')) return column
    return null
  }
}

interface About {
  title: string
  decidedAt: Date | null
}

/** Title and date of each ballot, from its first row. */
function readAbout(csv: string, flags: Flags): Result<Map<string, About>, FileProblem> {
  const file = flags.votes!
  const table = readTable(csv, file)
  if (!table.ok) return table
  const { header, rows } = table.value
  const at = (flag: 'title-column' | 'date-column') => header.indexOf(flags[flag] ?? '')
  for (const flag of ['title-column', 'date-column'] as const) {
    if (flags[flag] !== undefined && at(flag) < 0) {
      return refuse({ file, line: 1, message: `the column "${flags[flag]}" is missing` })
    }
  }
  const ballot = header.indexOf(flags['ballot-column'] ?? 'ballot')
  const about = new Map<string, About>()
  for (const [row, cells] of rows.entries()) {
    const name = ballot < 0 ? '1' : cells[ballot]!
    if (about.has(name)) continue
    const date = at('date-column') < 0 ? null : isoDate(cells[at('date-column')]!)
    if (date === undefined) return refuse(table.value.problem(row, 'the date is not one such as 2018-12-22'))
    about.set(name, {
      title: at('title-column') < 0 ? '' : cells[at('title-column')]!.trim(),
      decidedAt: date,
    })
  }
  return ok(about)
}

/** A day is its beginning in UTC; undefined for what is none. */
function isoDate(cell: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(cell)) return undefined
  const date = new Date(`${cell}T00:00:00.000Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== cell ? undefined : date
}

function rollCall({ ballot, votes }: BallotVotes, about: About | undefined, flags: Flags): RollCall {
  const source = flags.source ? `${flags.source}, ${ballot}` : ballot
  return {
    source,
    title: (about?.title || ballot).slice(0, 200),
    question: `Recorded vote: ${source}`,
    decidedAt: about?.decidedAt ?? null,
    votes,
  }
}

async function findForum(store: Store, slug: string | undefined) {
  if (slug !== undefined) {
    const forum = await forums(store.read).bySlug(slug)
    return forum ? ok(forum) : refuse([`--forum: there is no forum "${slug.slice(0, 60)}"`])
  }
  const globals = (await forums(store.read).list()).filter(({ kind }) => kind === 'global')
  if (globals.length === 1) return ok(globals[0]!)
  return refuse([`--forum is needed: there are ${globals.length} global forums`])
}

function sayRefusal(refusal: RecordRefusal, forum: string): string {
  switch (refusal.code) {
    case 'already-recorded':
      return `nothing was imported: the record of ${forum} has "${refusal.source}" already (${refusal.ref})`
    case 'rule-does-not-fit':
      return `nothing was imported: ${refusal.reason}`
    case 'cannot-be-entered':
      return `nothing was imported: ${refusal.source}: ${refusal.reason}`
    case 'rule-too-long':
      return 'nothing was imported: the rule is too long for an entry of the ledger'
    case 'nothing-to-record':
      return 'nothing was imported: the votes file names no ballot'
    case 'not-allowed':
    case 'not-found':
      return 'nothing was imported: there is no such forum any more'
  }
}

async function readRule(name: string, io: CliIo): Promise<Result<Rule, Refused>> {
  const preset = findPreset(name)
  if (preset) return ok(preset)
  const file = await readText(name, io)
  if (!file.ok) {
    const known = presets.map(({ id }) => id).join(', ')
    return refuse([`--rule: no preset is called "${name}" (there are ${known})`, ...file.error])
  }
  const rule = parseRuleText(file.value)
  if (rule.ok) return rule
  return refuse(rule.error.map(({ path, message }) => `${name}: ${path ? `${path}: ` : ''}${message}`))
}

async function readText(path: string, io: CliIo): Promise<Result<string, Refused>> {
  const full = resolve(io.cwd, path)
  try {
    if ((await stat(full)).size > largestBytes) return refuse([`${path}: larger than ${largestBytes} bytes`])
    const decoded = decodeText(await readFile(full), path)
    return decoded.ok ? decoded : problem(decoded.error)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return refuse([`${path}: cannot be read (${code ?? message})`])
  }
}
