import { assert } from '~/domain/assert'
import { sides } from '~/domain/ballots/rule'
import { ballots } from '~db/stores/ballots'
import type { WorldBallot, WorldJoint, WorldVote } from '~db/worlds/demo/types'
import { castVote } from '../ballots/cast-vote.server'
import { closeBallot } from '../ballots/close-ballot.server'
import { joinBallots } from '../ballots/join-ballots.server'
import { openBallot } from '../ballots/open-ballot.server'
import { prepareBallot } from '../ballots/prepare-ballot.server'
import { type Act, accepted, actorOf, type Loading } from './replay-acts.server'

/** A ballot from its preparation to its closing, every vote by the hand that cast it. */
export function ballotActs(ballot: WorldBallot): Act[] {
  const { slug, closed } = ballot
  return [
    { atMs: ballot.preparedAtMs, run: (l) => prepare(l, ballot) },
    { atMs: ballot.opensAtMs, run: (l) => open(l, ballot) },
    ...ballot.votes.map((vote) => ({ atMs: vote.atMs, run: (l: Loading) => cast(l, slug, vote) })),
    ...(closed ? [{ atMs: closed.atMs, run: (l: Loading) => close(l, slug, closed) }] : []),
  ]
}

/** Joined after its parts are prepared; opens and closes with them. */
export const jointActs = (joint: WorldJoint): Act[] => [
  { atMs: joint.preparedAtMs, run: (l) => join(l, joint) },
  { atMs: joint.closed.atMs, run: (l) => checkResult(l, joint.slug, joint.closed) },
]

async function prepare(loading: Loading, ballot: WorldBallot) {
  const { deps, forums, rules, versions } = loading
  const { slug, norm, version, forum, title, question, rule, number, closesZone } = ballot
  const prepared = await prepareBallot(deps, actorOf(loading, ballot.preparedBy), {
    forumId: forums.get(forum),
    title,
    question,
    versionId: version === null ? null : versions.get(`${norm} ${version}`),
    ruleId: rules.get(`${forum} ${rule}`),
    record: 'roll-call',
    closesAt: new Date(ballot.closesAtMs),
    closesZone,
    number,
  })
  loading.ballots.set(slug, { ref: accepted(prepared, `ballot ${slug}`).ref, textHash: '' })
}

async function open(loading: Loading, { slug, openedBy }: WorldBallot) {
  const { ref } = loading.ballots.get(slug)
  const opened = await openBallot(loading.deps, actorOf(loading, openedBy), { ref })
  loading.ballots.set(slug, { ref, textHash: accepted(opened, `opening ${slug}`).textHash })
}

async function cast(loading: Loading, slug: string, { member, choice, by }: WorldVote) {
  const vote = { ...loading.ballots.get(slug), member, choice }
  accepted(await castVote(loading.deps, actorOf(loading, by), vote), `the vote of ${member} in ${slug}`)
}

type Closed = NonNullable<WorldBallot['closed']>

async function close(loading: Loading, slug: string, closed: Closed) {
  const { ref } = loading.ballots.get(slug)
  accepted(await closeBallot(loading.deps, actorOf(loading, closed.by), { ref }), `closing ${slug}`)
  await checkResult(loading, slug, closed)
}

/** A world states its results: another one found by counting is a fault of the data. */
async function checkResult({ deps, ballots: known }: Loading, slug: string, { outcome, counts }: Closed) {
  const found = await ballots(deps.store.read).byRef(known.get(slug).ref)
  assert(found?.status === 'closed' && found.result, `${slug} is not closed`)
  const counted = sides.map((side) => `${side} ${found.result?.counts[side]}`).join(', ')
  const said = sides.map((side) => `${side} ${counts[side]}`).join(', ')
  assert(counted === said, `${slug} is said to have ${said}, and has ${counted}`)
  assert(outcome === undefined || found.outcome === outcome, `${slug} is ${found.outcome}, not ${outcome}`)
}

/** The rule that joins belongs to no forum alone, so the platform brings it. */
async function join(loading: Loading, joint: WorldJoint) {
  const { slug, forum, title, question, rule, number } = joint
  const refs = joint.ballots.map((part) => loading.ballots.get(part).ref)
  const input = { forumId: loading.forums.get(forum), title, question, rule, refs, number }
  const joined = await joinBallots(loading.deps, null, input)
  loading.ballots.set(slug, { ref: accepted(joined, `joint ballot ${slug}`).ref, textHash: '' })
}
