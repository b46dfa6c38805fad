/**
 * What every entry says, and what the ballot entries say on top: enough to count again.
 * Facts are closed: an unknown key in an entry read here is refused, so nothing can hide in one.
 */
import type { Choice } from '../ballots/rule'
import { parseFraction } from '../fraction'
import { ok, type Result, refuse } from '../result'
import type { Json } from './canonical'

export const actingCapacities = [
  'delegate',
  'chair',
  'secretariat',
  'stakeholder',
  'auditor',
  'public',
  'system',
] as const
export type ActingAs = (typeof actingCapacities)[number]

/** Who acted: ids, never names or addresses. */
export type EntryBy = { person?: string; delegation?: string; as: ActingAs }

/**
 * `t`: `parley-v1/<noun>.<verb>`. `at`: the instant with milliseconds and Z; information only, since order is
 * the index. `on`: room or subject, e.g. `norm/N-014`, `ballot/B-0007`. The rest are the facts of the act.
 */
export type EntryBody = {
  readonly t: `parley-v1/${string}.${string}`
  readonly at: string
  readonly by: EntryBy
  readonly on: string
  readonly [fact: string]: Json | undefined
}

const choices: readonly Choice[] = ['yes', 'no', 'abstain']
/** One share of a member's vote; the shares sum to 1. `part`: an exact fraction, `"1"` or `"1/3"`. */
export type VotePart = { choice: Choice; part: string }
/** Sums over the roll in heads, as exact fractions. */
export type Counts = { yes: string; no: string; abstain: string; absent: string }

export type BallotOpened = {
  verb: 'opened'
  ballot: string
  rule: Json
  rollHash: string
  textHash: string | null
  members: number
}
export type BallotVote = {
  verb: 'vote'
  ballot: string
  member: string
  parts: readonly VotePart[]
  revision: number
}
export type BallotClosed = { verb: 'closed'; ballot: string; outcome: string; counts: Counts }
export type BallotRecorded = {
  verb: 'recorded'
  ballot: string
  rule: Json
  rollHash: string
  textHash: string | null
  source: string
  votes: { readonly [member: string]: readonly VotePart[] }
  outcome: string
  counts: Counts
}
/** A joint ballot: votes of part `ballot` count for the roll member `<prefix>:<member>`. */
export type BallotJoined = {
  verb: 'joined'
  ballot: string
  of: readonly { ballot: string; prefix: string }[]
  rule: Json
  rollHash: string
  members: number
}
export type BallotEntry = BallotOpened | BallotVote | BallotClosed | BallotRecorded | BallotJoined

export type EntryRefusal = { code: 'malformed-entry'; field: string; reason: string }

type Fields = { readonly [key: string]: Json }

class Malformed extends Error {
  constructor(
    readonly field: string,
    readonly reason: string,
  ) {
    super(`${field}: ${reason}`)
  }
}

/** Reading stops at the first wrong field; the throw never leaves this file. */
function read<T>(reader: () => T): Result<T, EntryRefusal> {
  try {
    return ok(reader())
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return refuse<EntryRefusal>({ code: 'malformed-entry', field: error.field, reason: error.reason })
  }
}

function object(value: Json | undefined, field: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new Malformed(field, 'not an object')
}

function list(value: Json | undefined, field: string): readonly Json[] {
  if (Array.isArray(value)) return value
  throw new Malformed(field, 'not a list')
}

function text(value: Json | undefined, field: string, form: RegExp = /./su): string {
  if (typeof value === 'string' && form.test(value)) return value
  throw new Malformed(field, typeof value === 'string' ? `not of the form ${form.source}` : 'not a text')
}

function count(value: Json | undefined, field: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new Malformed(field, 'not a whole number >= 0')
}

function oneOf<const T extends string>(value: Json | undefined, field: string, allowed: readonly T[]): T {
  if (allowed.includes(value as T)) return value as T
  throw new Malformed(field, `not one of ${allowed.join(', ')}`)
}

function onlyKeys(fields: Fields, allowed: readonly string[], field: string): void {
  for (const key of Object.keys(fields)) {
    if (!allowed.includes(key)) throw new Malformed(`${field}${key}`, 'not a known key')
  }
}

const typeForm = /^parley-v1\/[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const hashForm = /^[0-9a-f]{64}$/
const exactForm = /^[0-9]+(\/[1-9][0-9]*)?$/
const refForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0)
}

function instant(value: Json | undefined, field: string): string {
  const at = text(value, field, instantForm)
  const number = (from: number, to: number) => Number(at.slice(from, to))
  const day = number(8, 10)
  // By hand: Date would let 30 February pass as 1 March, and is slow at a million entries.
  const exists =
    day >= 1 &&
    day <= daysIn(number(0, 4), number(5, 7)) &&
    number(11, 13) < 24 &&
    number(14, 16) < 60 &&
    number(17, 19) < 60
  if (!exists) throw new Malformed(field, 'no such instant')
  return at
}

function by(value: Json | undefined): EntryBy {
  const fields = object(value, 'by')
  onlyKeys(fields, ['person', 'delegation', 'as'], 'by.')
  oneOf(fields.as, 'by.as', actingCapacities)
  if (fields.person !== undefined) text(fields.person, 'by.person')
  if (fields.delegation !== undefined) text(fields.delegation, 'by.delegation')
  return fields as EntryBy
}

/** The envelope that every entry has, whatever it says. */
export function parseEntry(value: Json): Result<EntryBody, EntryRefusal> {
  return read(() => {
    const fields = object(value, 'entry')
    text(fields.t, 't', typeForm)
    instant(fields.at, 'at')
    by(fields.by)
    text(fields.on, 'on')
    return fields as EntryBody
  })
}

const envelopeKeys = ['t', 'at', 'by', 'on']
const keysOf: { readonly [verb in BallotEntry['verb']]: readonly string[] } = {
  opened: ['ballot', 'rule', 'rollHash', 'textHash', 'members'],
  vote: ['ballot', 'member', 'parts', 'revision'],
  closed: ['ballot', 'outcome', 'counts'],
  recorded: ['ballot', 'rule', 'rollHash', 'textHash', 'source', 'votes', 'outcome', 'counts'],
  joined: ['ballot', 'of', 'rule', 'rollHash', 'members'],
}

const hash = (value: Json | undefined, field: string) => text(value, field, hashForm)
const hashOrNull = (value: Json | undefined, field: string) => (value === null ? null : hash(value, field))
const ballotRef = (value: Json | undefined, field: string) => text(value, field, refForm)

function exactPart(value: Json | undefined, field: string): string {
  const part = text(value, field)
  if (parseFraction(part) === null) throw new Malformed(field, 'not an exact number')
  return part
}

function parts(value: Json | undefined, field: string): readonly VotePart[] {
  const given = list(value, field)
  if (given.length < 1 || given.length > choices.length) throw new Malformed(field, 'not one to three parts')
  const seen = new Set<Json>()
  return given.map((each, i) => {
    const part = object(each, `${field}[${i}]`)
    onlyKeys(part, ['choice', 'part'], `${field}[${i}].`)
    const choice = oneOf(part.choice, `${field}[${i}].choice`, choices)
    if (seen.has(choice)) throw new Malformed(`${field}[${i}].choice`, `${choice} a second time`)
    seen.add(choice)
    return { choice, part: exactPart(part.part, `${field}[${i}].part`) }
  })
}

function counts(value: Json | undefined): Counts {
  const fields = object(value, 'counts')
  onlyKeys(fields, ['yes', 'no', 'abstain', 'absent'], 'counts.')
  const exact = (side: string) => text(fields[side], `counts.${side}`, exactForm)
  return { yes: exact('yes'), no: exact('no'), abstain: exact('abstain'), absent: exact('absent') }
}

// Shared, since a record of thousands of roll calls is nearly all whole votes.
const wholeVote: { readonly [choice in Choice]: readonly VotePart[] } = {
  yes: [{ choice: 'yes', part: '1' }],
  no: [{ choice: 'no', part: '1' }],
  abstain: [{ choice: 'abstain', part: '1' }],
}

/** A recorded vote is a bare choice, or its parts. */
function recordedVotes(value: Json | undefined): { [member: string]: readonly VotePart[] } {
  const votes: { [member: string]: readonly VotePart[] } = {}
  for (const [member, vote] of Object.entries(object(value, 'votes'))) {
    const field = `votes.${member}`
    votes[member] = typeof vote === 'string' ? wholeVote[oneOf(vote, field, choices)] : parts(vote, field)
  }
  return votes
}

function joinedParts(value: Json | undefined): { ballot: string; prefix: string }[] {
  const of = list(value, 'of').map((each, i) => {
    const part = object(each, `of[${i}]`)
    onlyKeys(part, ['ballot', 'prefix'], `of[${i}].`)
    return {
      ballot: ballotRef(part.ballot, `of[${i}].ballot`),
      prefix: text(part.prefix, `of[${i}].prefix`, refForm),
    }
  })
  if (of.length === 0) throw new Malformed('of', 'joins no ballot')
  const twice = (key: 'ballot' | 'prefix') => new Set(of.map((part) => part[key])).size < of.length
  if (twice('ballot') || twice('prefix')) throw new Malformed('of', 'the same ballot or prefix twice')
  return of
}

function ballotFacts(verb: BallotEntry['verb'], fields: Fields): BallotEntry {
  const ballot = ballotRef(fields.ballot, 'ballot')
  const frozen = () => ({ rule: object(fields.rule, 'rule'), rollHash: hash(fields.rollHash, 'rollHash') })
  const result = () => ({ outcome: text(fields.outcome, 'outcome'), counts: counts(fields.counts) })
  const textHash = () => hashOrNull(fields.textHash, 'textHash')
  const members = () => count(fields.members, 'members')
  switch (verb) {
    case 'opened':
      return { verb, ballot, ...frozen(), textHash: textHash(), members: members() }
    case 'vote': {
      const member = text(fields.member, 'member')
      return {
        verb,
        ballot,
        member,
        parts: parts(fields.parts, 'parts'),
        revision: count(fields.revision, 'revision'),
      }
    }
    case 'closed':
      return { verb, ballot, ...result() }
    case 'recorded': {
      const source = text(fields.source, 'source', /^/)
      return {
        verb,
        ballot,
        ...frozen(),
        textHash: textHash(),
        source,
        votes: recordedVotes(fields.votes),
        ...result(),
      }
    }
    case 'joined':
      return { verb, ballot, of: joinedParts(fields.of), ...frozen(), members: members() }
  }
}

/**
 * What a ballot entry says, for counting again; `null` for an entry of any other type, `ballot.` or not.
 * `body`: an entry that has passed `parseEntry`.
 */
export function parseBallotEntry(body: EntryBody): Result<BallotEntry | null, EntryRefusal> {
  const verb = body.t.startsWith('parley-v1/ballot.') ? body.t.slice('parley-v1/ballot.'.length) : ''
  if (!Object.hasOwn(keysOf, verb)) return ok(null)
  return read(() => {
    const fields = body as Fields
    onlyKeys(fields, [...envelopeKeys, ...keysOf[verb as BallotEntry['verb']]], '')
    return ballotFacts(verb as BallotEntry['verb'], fields)
  })
}
