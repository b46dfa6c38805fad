import type { Choice } from '~/domain/ballots/rule'
import { demoWorld } from '../demo/demo-world'
import { type At, instantsAround } from '../demo/instants'
import type {
  Counts,
  DemoWorld,
  WorldBallot,
  WorldComment,
  WorldForum,
  WorldNorm,
  WorldParagraph,
  WorldSeat,
  WorldVote,
} from '../demo/types'
import { normSubject, operative, plainDuty, preambular, remark } from './phrases'
import { type Random, seededRandom } from './random'

export type CrowdedSizes = { norms: number; ballots: number; comments: number }

export const crowdedSizes: CrowdedSizes = { norms: 300, ballots: 2_000, comments: 10_000 }

const MINUTE_MS = 60_000
/** 2,000 of them take 83 days: the last one closes a week ago. */
const BETWEEN_BALLOTS_MS = 60 * MINUTE_MS
const CONSULTATION_MS = 32 * 24 * 60 * MINUTE_MS

/**
 * A busy platform on top of the demo world's people, forums and seats (which it repeats, so it stands alone).
 * Generators, because a loader writes in batches; the same seed and day give the same rows.
 */
export type CrowdedWorld = {
  base: DemoWorld
  norms: () => Generator<WorldNorm>
  ballots: () => Generator<WorldBallot>
  comments: () => Generator<WorldComment>
}

type Scene = { base: DemoWorld; at: At; seed: number; sizes: CrowdedSizes }

export function crowdedWorld(
  now: Date,
  { seed = 20_260_101, sizes = crowdedSizes }: { seed?: number; sizes?: CrowdedSizes } = {},
): CrowdedWorld {
  const scene: Scene = { base: demoWorld(now), at: instantsAround(now), seed, sizes }
  return {
    base: scene.base,
    norms: () => norms(scene),
    ballots: () => ballots(scene),
    comments: () => comments(scene),
  }
}

// Each norm has chance of its own, so that ballots and comments can find it again without keeping 300 in memory.
const normRandom = (scene: Scene, index: number) => seededRandom(scene.seed + index * 7_919)

const slugOf = (index: number) => `crowded-${String(index + 1).padStart(3, '0')}`

const firstNumber = (scene: Scene) => scene.base.norms.length + 1

const forumOf = (scene: Scene, index: number): WorldForum => {
  const { forums } = scene.base
  return forums[index % forums.length] ?? forums[0]!
}

const createdDay = (index: number) => -320 + (index % 60) * 3

function* norms(scene: Scene): Generator<WorldNorm> {
  for (let index = 0; index < scene.sizes.norms; index++) yield normAt(scene, index)
}

function normAt(scene: Scene, index: number): WorldNorm {
  const random = normRandom(scene, index)
  const forum = forumOf(scene, index)
  const number = firstNumber(scene) + index
  const title = `${normSubject(random)}, part ${1 + Math.floor(index / 20)}`
  const paragraphs = paragraphsOf(random)
  const day = createdDay(index)
  return {
    slug: slugOf(index),
    number,
    title,
    kind: forum.kind === 'global' ? 'norm' : 'guideline',
    forum: forum.slug,
    language: 'en',
    summaryInPlainWords: [plainDuty(random), plainDuty(random)],
    createdBy: 'priya-oyelarin',
    consultationClosesAtMs: scene.at(day + 40, '16:00'),
    stages: stagesOf(scene, index, forum),
    paragraphs,
    versions: [
      {
        symbol: symbolOf(number),
        kind: 'decision',
        title: 'Text for decision',
        note: '',
        atMs: scene.at(day + 41, '09:00'),
        by: 'priya-oyelarin',
        texts: {},
      },
    ],
  }
}

const symbolOf = (number: number) => `CRW/${number}/L.1`

/** What becomes of a final text, its ballots decide. */
function stagesOf(scene: Scene, index: number, forum: WorldForum): WorldNorm['stages'] {
  const day = createdDay(index)
  const chair = forum.chairs[0] ?? 'priya-oyelarin'
  return [
    { stage: 'drafting', atMs: scene.at(day, '10:00'), by: 'priya-oyelarin' },
    { stage: 'consultation', atMs: scene.at(day + 7, '10:00'), by: chair },
    { stage: 'text-final', atMs: scene.at(day + 41, '10:00'), by: chair },
  ]
}

const preambularCount = (random: Random) => 2 + random.int(4)
const operativeCount = (random: Random) => 5 + random.int(9)

function paragraphsOf(random: Random): WorldParagraph[] {
  const before = preambularCount(random)
  const after = operativeCount(random)
  return [
    ...Array.from(
      { length: before },
      (_, i): WorldParagraph => ({ key: `pp${i + 1}`, kind: 'preambular', text: preambular(random) }),
    ),
    ...Array.from(
      { length: after },
      (_, i): WorldParagraph => ({
        key: `op${i + 1}`,
        kind: 'operative',
        text: operative(random, i === after - 1),
      }),
    ),
  ]
}

/** Every norm has at least five operative paragraphs: a comment needs no look at the norm to find one. */
const commentedParagraphs = ['op1', 'op2', 'op3', 'op4', 'op5'] as const

function* ballots(scene: Scene): Generator<WorldBallot> {
  const random = seededRandom(scene.seed ^ 0xba11)
  const seats = votingSeats(scene)
  const membersByDelegation = new Map(scene.base.delegations.map((d) => [d.slug, d.members]))
  const first = scene.base.ballots.length + scene.base.joints.length + 1
  for (let index = 0; index < scene.sizes.ballots; index++) {
    const normIndex = index % scene.sizes.norms
    const forum = forumOf(scene, normIndex)
    const electorate = seats.get(forum.slug) ?? []
    const opensAtMs = scene.at(-90, '09:00') + index * BETWEEN_BALLOTS_MS
    const votes = votesOf(random, electorate, opensAtMs, (delegation) => {
      const members = membersByDelegation.get(delegation)?.filter((m) => m.role !== 'adviser') ?? []
      return random.pick(members).person
    })
    yield ballotOf(scene, { index, number: first + index, normIndex, forum, opensAtMs, votes, electorate })
  }
}

type Drawn = {
  index: number
  number: number
  normIndex: number
  forum: WorldForum
  opensAtMs: number
  votes: WorldVote[]
  electorate: readonly WorldSeat[]
}

/** Closed in the order of opening; nothing of it reaches into the last day. */
function ballotOf(scene: Scene, drawn: Drawn): WorldBallot {
  const { index, forum, opensAtMs, votes, electorate } = drawn
  const chair = forum.chairs[0] ?? 'priya-oyelarin'
  const closesAtMs = opensAtMs + 12 * 60 * MINUTE_MS
  const normNumber = firstNumber(scene) + drawn.normIndex
  const symbol = symbolOf(normNumber)
  const reading = 1 + Math.floor(index / scene.sizes.norms)
  const decides = isLastReading(scene, index, drawn.normIndex)
  const rule = forum.rules[index % forum.rules.length] ?? forum.defaultRule
  return {
    slug: `crowded-ballot-${String(index + 1).padStart(4, '0')}`,
    number: drawn.number,
    norm: slugOf(drawn.normIndex),
    version: decides ? symbol : null,
    forum: forum.slug,
    title: `${symbol}, reading ${reading}`,
    question: decides ? `Shall ${symbol} be approved?` : `Shall ${symbol} go on to reading ${reading + 1}?`,
    rule: typeof rule === 'string' ? rule : rule.id,
    preparedBy: 'priya-oyelarin',
    preparedAtMs: opensAtMs - 60 * MINUTE_MS,
    openedBy: chair,
    opensAtMs,
    closesAtMs,
    closesZone: forum.timeZone,
    closed: { by: chair, atMs: closesAtMs, counts: countsOf(votes, electorate.length) },
    votes,
  }
}

/** The one reading that puts the text itself to the vote; of ten norms one still waits for it. */
const isLastReading = ({ sizes }: Scene, index: number, normIndex: number) =>
  normIndex % 10 !== 9 && index + sizes.norms >= sizes.ballots

function votesOf(
  random: Random,
  electorate: readonly WorldSeat[],
  opensAtMs: number,
  voterOf: (delegation: string) => string,
): WorldVote[] {
  const favour = 3 + random.int(6)
  return electorate
    .filter(() => random.chance(9, 10))
    .map((seat, i) => ({
      member: seat.member,
      choice: choiceOf(random, favour),
      by: voterOf(seat.delegation),
      atMs: opensAtMs + (i + 1) * 11 * MINUTE_MS + random.int(600) * 1_000,
    }))
}

function choiceOf(random: Random, favour: number): Choice {
  if (random.chance(1, 8)) return 'abstain'
  return random.chance(favour, 10) ? 'yes' : 'no'
}

function countsOf(votes: readonly WorldVote[], eligible: number): Counts {
  const counts = { yes: 0, no: 0, abstain: 0, absent: eligible - votes.length }
  for (const { choice } of votes) counts[choice] += 1
  return counts
}

function votingSeats(scene: Scene): Map<string, WorldSeat[]> {
  const seats = new Map<string, WorldSeat[]>()
  for (const seat of scene.base.seats) {
    if (seat.votes) seats.set(seat.forum, [...(seats.get(seat.forum) ?? []), seat])
  }
  return seats
}

/** A fifth of all comments are on one norm of the Assembly: the long page that must still load. */
const popularNorm = 6

/** In order of time, so that numbers rise with dates. */
function* comments(scene: Scene): Generator<WorldComment> {
  const random = seededRandom(scene.seed ^ 0xc0ffee)
  const authors = authorsByForum(scene)
  const said = Array.from({ length: scene.sizes.comments }, () => {
    const normIndex = random.chance(1, 5) ? popularNorm : random.int(scene.sizes.norms)
    const opensAtMs = scene.at(createdDay(normIndex) + 7, '10:30')
    return { normIndex, atMs: opensAtMs + random.int(CONSULTATION_MS) }
  }).sort((a, b) => a.atMs - b.atMs)
  for (const [index, { normIndex, atMs }] of said.entries()) {
    const author = random.pick(authors.get(forumOf(scene, normIndex).slug) ?? [])
    yield {
      slug: `crowded-comment-${String(index + 1).padStart(5, '0')}`,
      norm: slugOf(normIndex),
      ...(random.chance(9, 10) ? { paragraph: random.pick(commentedParagraphs) } : {}),
      ...author,
      language: 'en',
      body: remark(random),
      atMs,
      replies: [],
      ...(random.chance(1, 200) ? { withdrawnAtMs: atMs + 3 * 60 * MINUTE_MS } : {}),
    }
  }
}

type Author = { author: string; onBehalfOf: string }

function authorsByForum({ base }: Scene): Map<string, Author[]> {
  const members = new Map(base.delegations.map((d) => [d.slug, d]))
  const authors = new Map<string, Author[]>()
  for (const seat of base.seats) {
    const delegation = members.get(seat.delegation)
    const speakers = (delegation?.members ?? []).map(({ person }) => ({
      author: person,
      onBehalfOf: delegation?.organisation ?? '',
    }))
    authors.set(seat.forum, [...(authors.get(seat.forum) ?? []), ...speakers])
  }
  return authors
}
