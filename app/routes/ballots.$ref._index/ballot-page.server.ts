import type { AppLoadContext } from '@remix-run/node'
import { electorate } from '~/commands/ballots/open-ballot.server'
import { takesVotes } from '~/domain/ballots/ballot'
import { decidingSentence } from '~/domain/ballots/deciding'
import { mayBallot, votingDelegations } from '~/domain/ballots/may-ballot'
import { quorumSoFar } from '~/domain/ballots/presence'
import { findPreset } from '~/domain/ballots/presets'
import type { Roll, RollMember, Votes } from '~/domain/ballots/roll'
import { tally } from '~/domain/ballots/tally'
import { otherVerdicts } from '~/domain/ballots/words'
import type { Standing } from '~/domain/members/standing'
import { castIn, factsOf, headOf } from '~/pages/ballots.server'
import type { Conn } from '~db/store'
import { type BallotRow, ballots, type Elector } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'

/** Everything the page of a ballot shows, by the state the ballot is in. How anybody voted comes with the result only. */
export async function ballotPage({ deps }: AppLoadContext, ballot: BallotRow, who: Standing | null) {
  const c = deps.store.read
  const may = (act: 'open' | 'close') => who !== null && mayBallot(who, act, ballot.forumId).ok
  return {
    head: await headOf(c, ballot),
    facts: await factsOf(c, ballot),
    mayOpen: ballot.kind === 'single' && ballot.status === 'prepared' && may('open'),
    mayClose: ballot.kind === 'single' && ballot.status === 'open' && may('close'),
    before: ballot.status === 'prepared' && ballot.kind === 'single' ? await before(c, ballot) : null,
    voting: ballot.status === 'open' ? await voting(c, ballot, { who, now: deps.now() }) : null,
    result: ballot.status === 'closed' ? await resultOf(c, ballot) : null,
  }
}
export type BallotPage = Awaited<ReturnType<typeof ballotPage>>

async function before(c: Conn, ballot: BallotRow) {
  const electors = await electorate(c, ballot)
  return { members: electors.map(shown) }
}

const shown = ({ member, name, groupings }: RollMember) => ({ member, name, region: groupings.region ?? '' })

/** B38: who has voted, and my own votes; nothing else about how anybody voted leaves the store here. */
async function voting(c: Conn, ballot: BallotRow, { who, now }: { who: Standing | null; now: Date }) {
  const electors = await ballots(c).electors(ballot.id)
  const voted = await votersOf(c, ballot)
  const votedAt = new Map(voted.map(({ member, castAt }) => [member, castAt.toISOString()]))
  const quorum = quorumSoFar(ballot.rule, electors, [...votedAt.keys()])
  const state = { ...ballot, closesAtMs: ballot.closesAt?.getTime() ?? null }
  return {
    takesVotes: takesVotes(state, now.getTime()),
    members: electors.length,
    voted: electors
      .flatMap((each) => {
        const at = votedAt.get(each.member)
        return at ? [{ ...shown(each), at }] : []
      })
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    waiting: electors.filter(({ member }) => !votedAt.has(member)).map(shown),
    quorum: quorum && { sentence: quorum.sentence, passed: quorum.passed },
    mine: ballot.kind === 'single' ? await mine(c, ballot, who) : [],
  }
}

async function votersOf(c: Conn, ballot: BallotRow) {
  if (ballot.kind === 'single') return ballots(c).voters(ballot.id)
  const found: { member: string; castAt: Date }[] = []
  for (const part of await ballots(c).parts(ballot.id)) {
    const forum = await forums(c).byId(part.forumId)
    for (const { member, castAt } of await ballots(c).voters(part.id)) {
      found.push({ member: `${forum?.slug}:${member}`, castAt })
    }
  }
  return found
}

/** The places on the roll that this person may vote for, each with the vote that stands. */
async function mine(c: Conn, ballot: BallotRow, who: Standing | null) {
  const electors = await ballots(c).electorsOf(ballot.id, votingDelegations(who))
  return Promise.all(
    electors.map(async ({ member, name, weights }) => {
      const [vote] = await ballots(c).votesOf(ballot.id, member)
      return { member, name, weights, vote: vote ? standing(vote) : null }
    }),
  )
}

const standing = (vote: { choice: string; castAt: Date; revision: number; receipt: string }) => ({
  choice: vote.choice as 'yes' | 'no' | 'abstain',
  at: vote.castAt.toISOString(),
  revision: vote.revision,
  receipt: vote.receipt,
})

/** The stored result, with the roll call and what other rules would have made of the same votes. */
async function resultOf(c: Conn, ballot: BallotRow) {
  const { result } = ballot
  if (!result) throw new Error(`${ballot.ref} is closed and has no result`)
  const electors = await ballots(c).electors(ballot.id)
  const votes = await castIn(c, ballot)
  return {
    tally: result,
    roll: rollCall(electors, votes),
    others: otherVerdicts(ballot.rule, electors, votes).map((each) => ({
      ...each,
      why: whyOf(each.id, electors, votes),
    })),
    groupings: tables(electors),
  }
}

/** The sentence that would have decided under a preset; empty where it cannot be applied. */
function whyOf(id: string, roll: Roll, votes: Votes): string {
  const preset = findPreset(id)
  const counted = preset && tally(preset, roll, votes)
  return counted?.ok ? decidingSentence(counted.value) : ''
}

function rollCall(electors: readonly Elector[], votes: Votes) {
  const cast = new Map<string, { choice: string; part: string }[]>()
  for (const { member, choice, part } of votes) {
    cast.set(member, [...(cast.get(member) ?? []), { choice, part }])
  }
  return electors.map((each) => ({ ...shown(each), parts: cast.get(each.member) ?? [] }))
}

const mostGroups = 40

/** The groupings worth a table: some members share a group, and every member has one. Regions first. */
function tables(roll: Roll): string[] {
  const names = new Set(roll.flatMap(({ groupings }) => Object.keys(groupings)))
  return [...names]
    .filter((name) => {
      const groups = new Set(roll.map(({ groupings }) => groupings[name] ?? ''))
      return groups.size > 1 && groups.size <= mostGroups && groups.size < roll.length && !groups.has('')
    })
    .sort((a, b) => Number(b === 'region') - Number(a === 'region') || (a < b ? -1 : 1))
}
