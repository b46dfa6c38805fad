/**
 * Counts every ballot again from the entries alone (RULES.md L8-L13).
 *
 * Entries are given in index order, and that order is the only clock: a vote counts when it lies after
 * the opening and before the closing. The first tally's result, as the log states it, is compared with ours.
 */
import type { CastPart, Roll, Votes } from '../ballots/roll'
import { sides } from '../ballots/rule'
import { hexEncode } from '../bytes'
import type { Result } from '../result'
import { canonicalize, type Json } from './canonical'
import type {
  BallotClosed,
  BallotEntry,
  BallotJoined,
  BallotRecorded,
  BallotVote,
  Counts,
  VotePart,
} from './entry'
import { type Finding, unknown, wrong } from './finding'
import type { Sha256 } from './merkle'
import { parseRoll } from './roll'

export type Counted = { outcome: string; counts: Counts }
/** Apply a rule to a roll and votes. The error is a sentence for people. */
export type CountBallot = (rule: Json, roll: Roll, votes: Votes) => Result<Counted, string>

export type RecountDeps = {
  sha: Sha256
  count: CountBallot
  /** The bytes of the roll with this hash (64 hex digits), or `null` when it is not there. */
  roll: (hash: string) => Uint8Array | null
}

export type BallotReport = {
  ballot: string
  kind: 'cast' | 'recorded' | 'joint'
  openedAt: number
  closedAt: number | null
  outcome: string | null
  /** 'agrees' and 'differs' after a recount; 'open' while there is no result to compare. */
  recount: 'agrees' | 'differs' | 'open' | 'not-counted'
}

type Cast = { parts: readonly VotePart[]; revision: number }
type Ballot = BallotReport & {
  rule: Json
  rollHash: string
  members: number | null
  votes: Map<string, Cast>
  of: BallotJoined['of']
}

type Frozen = Pick<Ballot, 'ballot' | 'kind' | 'rule' | 'rollHash' | 'members' | 'of'>
type LoadedRoll = { roll: Roll; members: ReadonlySet<string> } | { fault: Finding }

/** A finding about one entry of one ballot. */
const said = (
  index: number,
  ballot: string,
  message: string,
  sides?: { expected?: string; found?: string },
) => [wrong(`entry ${index}, ballot ${ballot}`, message, sides)]

export class Recount {
  readonly #deps: RecountDeps
  readonly #only: string | undefined
  readonly #ballots = new Map<string, Ballot>()
  readonly #rolls = new Map<string, LoadedRoll>()

  /** `only`: count just this ballot; the order of all votes is checked all the same. */
  constructor(deps: RecountDeps, only?: string) {
    this.#deps = deps
    this.#only = only
  }

  get ballots(): readonly BallotReport[] {
    return [...this.#ballots.values()]
  }

  /** The next ballot entry; returns what is wrong with it where it stands. */
  add(index: number, entry: BallotEntry): Finding[] {
    switch (entry.verb) {
      case 'opened':
        return this.#open(index, { ...entry, kind: 'cast', of: [] })
      case 'joined':
        return this.#open(index, { ...entry, kind: 'joint' })
      case 'recorded':
        return this.#record(index, entry)
      case 'vote':
        return this.#vote(index, entry)
      case 'closed':
        return this.#close(index, entry)
    }
  }

  #open(index: number, frozen: Frozen): Finding[] {
    const { ballot, kind, rule, rollHash, members, of } = frozen
    const earlier = this.#ballots.get(ballot)
    if (earlier) return said(index, ballot, `opened a second time; entry ${earlier.openedAt} opened it`)
    const state = { openedAt: index, closedAt: null, outcome: null, recount: 'open' as const }
    this.#ballots.set(ballot, { ballot, kind, rule, rollHash, members, of, votes: new Map(), ...state })
    const loaded = this.#load(rollHash)
    if ('fault' in loaded) return [{ ...loaded.fault, where: `entry ${index}, ballot ${ballot}` }]
    if (members === null || members === loaded.roll.length) return []
    const both = { expected: `${members} members`, found: `${loaded.roll.length} members on the roll` }
    return said(index, ballot, 'the roll has another number of members', both)
  }

  #load(hash: string): LoadedRoll {
    const known = this.#rolls.get(hash)
    if (known) return known
    const loaded = loadRoll(this.#deps, hash)
    this.#rolls.set(hash, loaded)
    return loaded
  }

  #isStranger(ballot: Ballot, member: string): boolean {
    const roll = this.#load(ballot.rollHash)
    return 'roll' in roll && !roll.members.has(member)
  }

  #vote(index: number, { ballot: ref, member, parts, revision }: BallotVote): Finding[] {
    const ballot = this.#ballots.get(ref)
    if (!ballot) return said(index, ref, `a vote of ${member} before the ballot was opened`)
    if (ballot.closedAt !== null) {
      return said(index, ref, `a vote of ${member} after entry ${ballot.closedAt} closed the ballot`)
    }
    if (ballot.kind !== 'cast') return said(index, ref, `a vote of ${member} on a ballot that takes none`)
    if (this.#isStranger(ballot, member))
      return said(index, ref, `a vote of ${member}, who is not on the roll`)
    const earlier = ballot.votes.get(member)
    if (earlier && revision <= earlier.revision) {
      const both = { expected: `above ${earlier.revision}`, found: String(revision) }
      return said(index, ref, `a vote of ${member} that does not raise the revision`, both)
    }
    ballot.votes.set(member, { parts, revision })
    return []
  }

  #record(index: number, entry: BallotRecorded): Finding[] {
    const second = this.#ballots.has(entry.ballot)
    const findings = this.#open(index, { ...entry, kind: 'recorded', members: null, of: [] })
    const ballot = this.#ballots.get(entry.ballot)
    if (second || !ballot) return findings
    for (const [member, parts] of Object.entries(entry.votes))
      ballot.votes.set(member, { parts, revision: 1 })
    const stranger = Object.keys(entry.votes).find((member) => this.#isStranger(ballot, member))
    if (stranger === undefined) return [...findings, ...this.#settle(index, ballot, entry)]
    return [...findings, ...said(index, entry.ballot, `a vote of ${stranger}, who is not on the roll`)]
  }

  #close(index: number, entry: BallotClosed): Finding[] {
    const ballot = this.#ballots.get(entry.ballot)
    if (!ballot) return said(index, entry.ballot, 'closed, but never opened')
    if (ballot.closedAt === null) return this.#settle(index, ballot, entry)
    return said(index, entry.ballot, `closed a second time; entry ${ballot.closedAt} closed it`)
  }

  /** The result as the log states it, against the result as we count it. */
  #settle(index: number, ballot: Ballot, stated: Counted): Finding[] {
    ballot.closedAt = index
    ballot.outcome = stated.outcome
    ballot.recount = 'not-counted'
    if (this.#only !== undefined && this.#only !== ballot.ballot) return []
    const loaded = this.#load(ballot.rollHash)
    if ('fault' in loaded) return []
    const cast =
      ballot.kind === 'joint' ? this.#jointVotes(index, ballot) : { votes: countedVotes(ballot, '') }
    if ('findings' in cast) return cast.findings
    const counted = this.#deps.count(ballot.rule, loaded.roll, cast.votes)
    if (!counted.ok) return said(index, ballot.ballot, `cannot be counted: ${counted.error}`)
    const agrees = counted.value.outcome === stated.outcome && sameCounts(counted.value.counts, stated.counts)
    ballot.recount = agrees ? 'agrees' : 'differs'
    if (agrees) return []
    const both = { expected: printResult(counted.value), found: printResult(stated) }
    return said(index, ballot.ballot, 'the recount gives another result than the log states', both)
  }

  /** The final votes of the parts under their prefixed names, or why there are none. */
  #jointVotes(index: number, joint: Ballot): { votes: Votes } | { findings: Finding[] } {
    const open = joint.of.filter(({ ballot }) => this.#ballots.get(ballot)?.closedAt == null)
    if (open.length > 0) {
      const refs = open.map(({ ballot }) => ballot).join(', ')
      return { findings: said(index, joint.ballot, `closed before its part ${refs}`) }
    }
    const votes = joint.of.flatMap(({ ballot, prefix }) =>
      countedVotes(this.#ballots.get(ballot)!, `${prefix}:`),
    )
    const stranger = votes.find(({ member }) => this.#isStranger(joint, member))
    if (!stranger) return { votes }
    return {
      findings: said(index, joint.ballot, `a vote of ${stranger.member}, who is not on the joint roll`),
    }
  }
}

function loadRoll({ sha, roll: find }: RecountDeps, hash: string): LoadedRoll {
  const bytes = find(hash)
  if (bytes === null) return { fault: unknown('roll', `the roll ${hash} is not there`) }
  const found = hexEncode(sha(bytes))
  if (found !== hash) {
    return { fault: wrong('roll', 'the roll is not the one that was frozen', { expected: hash, found }) }
  }
  const roll = parseRoll(bytes)
  if (!roll.ok) return { fault: wrong('roll', `the roll ${hash}: ${roll.error.reason}`) }
  return { roll: roll.value, members: new Set(roll.value.map(({ member }) => member)) }
}

function countedVotes({ votes }: Ballot, prefix: string): CastPart[] {
  return [...votes].flatMap(([member, { parts }]) =>
    parts.map(({ choice, part }) => ({ member: prefix + member, choice, part })),
  )
}

/** Exact: 1/2 and 2/4 are one number. Both are of the form n or n/d with d > 0. */
function sameNumber(a: string, b: string): boolean {
  const [aNum = '0', aDen = '1'] = a.split('/')
  const [bNum = '0', bDen = '1'] = b.split('/')
  return BigInt(aNum) * BigInt(bDen) === BigInt(bNum) * BigInt(aDen)
}

const sameCounts = (a: Counts, b: Counts) => sides.every((side) => sameNumber(a[side], b[side]))

const printResult = ({ outcome, counts }: Counted) => canonicalize({ counts, outcome })
