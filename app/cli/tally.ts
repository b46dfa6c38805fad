import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { decodeText, type FileProblem, sayFileProblem } from '~/contracts/csv'
import { parseRollCsv } from '~/contracts/roll'
import { parseRuleText } from '~/contracts/rule'
import { type BallotVotes, parseVotesCsv } from '~/contracts/votes'
import { findPreset, presets } from '~/domain/ballots/presets'
import type { Rule } from '~/domain/ballots/rule'
import { prepare, refusalInWords, type SideCounts, type Tally, type TestResult } from '~/domain/ballots/tally'
import { ruleInWords } from '~/domain/ballots/words'
import { ok, type Result, refuse } from '~/domain/result'
import { type CliIo, type CliVerb, parseFlags } from './cli'

const LARGEST = 256 * 1024 * 1024

const usage = `parley tally --rule <preset id | file.json> --roll roll.csv --votes votes.csv [--json]

Decides every ballot of a votes file by one rule, exactly.

  --rule    a preset (${presets.map(({ id }) => id).join(', ')}) or a rule in a JSON file
  --roll    who may vote: member, optional name, weight:<measure> columns, every other column a grouping
  --votes   member, choice (yes, no, abstain), optional ballot, optional part; without the column "ballot"
            the file is one ballot called 1
  --json    one JSON line per ballot: {"ballot", "outcome", "tests", "counts"}

Exit 0 when every ballot was decided, adopted or not; 2 for bad input, with the reason on standard error and
nothing on standard output.`

/** `parley tally`: RULES.md B1-B20. */
export const tallyVerb: CliVerb = {
  name: 'tally',
  summary: 'decide ballots by a rule from a roll and votes in CSV',
  usage,
  async run(argv, io) {
    const flags = parseFlags(
      argv,
      {
        rule: { type: 'string' },
        roll: { type: 'string' },
        votes: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      { io, usage },
    )
    if (!flags) return 2
    if (flags.values.help) {
      io.out(usage)
      return 0
    }
    const { rule, roll, votes, json = false } = flags.values
    if (!rule || !roll || !votes) {
      io.err(`--${!rule ? 'rule' : !roll ? 'roll' : 'votes'} is missing`)
      io.err(usage)
      return 2
    }
    const decided = await decideAll({ rule, roll, votes }, io)
    if (!decided.ok) {
      for (const line of decided.error) io.err(line)
      return 2
    }
    for (const line of json ? jsonLines(decided.value) : readableLines(decided.value)) io.out(line)
    return 0
  },
}

interface Decided {
  rule: Rule
  ballots: { ballot: string; tally: Tally }[]
}

/** Read the three inputs and decide; the error is lines for standard error. Nothing is shown before all is decided. */
async function decideAll(
  paths: { rule: string; roll: string; votes: string },
  io: CliIo,
): Promise<Result<Decided, string[]>> {
  const rule = await readRule(paths.rule, io)
  if (!rule.ok) return rule
  const roll = await readCsv(paths.roll, io, parseRollCsv)
  if (!roll.ok) return roll
  const ready = prepare(rule.value, roll.value)
  if (!ready.ok) {
    return refuse([`${paths.rule} with ${paths.roll}: ${refusalInWords(ready.error)}`])
  }
  const votes = await readCsv(paths.votes, io, (text, file) => parseVotesCsv(text, file, roll.value))
  if (!votes.ok) return votes
  const ballots = votes.value.map((box: BallotVotes) => ({
    ballot: box.ballot,
    tally: ready.value(box.votes),
  }))
  return ok({ rule: rule.value, ballots })
}

async function readRule(name: string, io: CliIo): Promise<Result<Rule, string[]>> {
  const preset = findPreset(name)
  if (preset) return ok(preset)
  const text = await readText(name, io)
  if (!text.ok) {
    const known = presets.map(({ id }) => id).join(', ')
    return refuse([`--rule: no preset is called "${name}" (there are ${known})`, ...text.error])
  }
  const rule = parseRuleText(text.value)
  if (rule.ok) return rule
  return refuse(rule.error.map(({ path, message }) => `${name}: ${path ? `${path}: ` : ''}${message}`))
}

async function readCsv<T>(
  path: string,
  io: CliIo,
  parse: (text: string, file: string) => Result<T, FileProblem>,
): Promise<Result<T, string[]>> {
  const text = await readText(path, io)
  if (!text.ok) return text
  const parsed = parse(text.value, path)
  return parsed.ok ? parsed : refuse([sayFileProblem(parsed.error)])
}

async function readText(path: string, io: CliIo): Promise<Result<string, string[]>> {
  const full = resolve(io.cwd, path)
  try {
    if ((await stat(full)).size > LARGEST) return refuse([`${path}: larger than ${LARGEST} bytes`])
    const decoded = decodeText(await readFile(full), path)
    return decoded.ok ? decoded : refuse([sayFileProblem(decoded.error)])
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return refuse([`${path}: cannot be read (${code ?? message})`])
  }
}

function* jsonLines({ ballots }: Decided): Generator<string> {
  for (const { ballot, tally } of ballots) {
    const { outcome, tests, counts } = tally
    yield JSON.stringify({ ballot, outcome, tests, counts })
  }
}

function* readableLines({ rule, ballots }: Decided): Generator<string> {
  yield `${rule.title} (${rule.id})`
  for (const sentence of ruleInWords(rule)) yield `  ${sentence}`
  for (const { ballot, tally } of ballots) {
    yield ''
    yield `${ballot}: ${tally.outcome}`
    yield `  ${sayCounts(tally.counts)}`
    for (const [measure, counts] of Object.entries(tally.counts.weights ?? {})) {
      yield `  ${measure}: ${sayCounts(counts)}`
    }
    for (const test of tally.tests) yield* testLines(test, `${test.role}: `, '  ')
  }
}

const sayCounts = ({ yes, no, abstain, absent }: SideCounts) =>
  `${yes} yes, ${no} no, ${abstain} abstain, ${absent} absent`

function* testLines(test: TestResult, label: string, indent: string): Generator<string> {
  yield `${indent}${test.passed ? '+' : '-'} ${label}${test.sentence}`
  if (test.missing) yield `${indent}    ${test.missing}`
  const inner = [...test.children, ...(test.groups ?? []).map(({ result }) => result)]
  for (const result of inner) yield* testLines(result, '', `${indent}  `)
}
