import { describe, expect, test } from 'vitest'
import { findPreset } from '~/domain/ballots/presets'
import { prepare } from '~/domain/ballots/tally'
import { crowdedSizes, crowdedWorld } from '~db/worlds/crowded/crowded-world'
import { seededRandom } from '~db/worlds/crowded/random'

const now = new Date('2030-03-01T12:00:00Z')
const world = crowdedWorld(now)
const started = performance.now()
const norms = [...world.norms()]
const ballots = [...world.ballots()]
const comments = [...world.comments()]
const tookMs = performance.now() - started

const normBySlug = new Map(norms.map((norm) => [norm.slug, norm]))
const { base } = world

describe('the crowded world', () => {
  test('has its full size, made in under two seconds', () => {
    expect(crowdedSizes).toEqual({ norms: 300, ballots: 2_000, comments: 10_000 })
    expect([norms.length, ballots.length, comments.length]).toEqual([300, 2_000, 10_000])
    expect(tookMs).toBeLessThan(2_000)
  })

  test('is the same for the same seed and day, and another for another seed', () => {
    const again = crowdedWorld(new Date('2030-03-01T23:00:00Z'))
    expect([...again.norms()]).toEqual(norms)
    expect([...again.ballots()].slice(0, 50)).toEqual(ballots.slice(0, 50))
    expect([...again.comments()].slice(-50)).toEqual(comments.slice(-50))
    const other = crowdedWorld(now, { seed: 7 })
    expect([...other.comments()].map((c) => c.body)).not.toEqual(comments.map((c) => c.body))
  })

  test('continues the numbers of the demo world without a gap', () => {
    const demoNumbers = [...base.ballots, ...base.joints].length
    expect(norms.map((norm) => norm.number)).toEqual(norms.map((_, i) => base.norms.length + 1 + i))
    expect(ballots.map((ballot) => ballot.number)).toEqual(ballots.map((_, i) => demoNumbers + 1 + i))
    for (const records of [norms, ballots, comments])
      expect(new Set(records.map((r) => r.slug)).size).toBe(records.length)
  })

  test('norms have a preamble, operative paragraphs and one frozen version, in a listed forum', () => {
    const forums = new Set(base.forums.map((forum) => forum.slug))
    for (const norm of norms) {
      expect(forums).toContain(norm.forum)
      expect(norm.paragraphs.length).toBeGreaterThanOrEqual(7)
      expect(norm.paragraphs.at(-1)?.text.endsWith('.')).toBe(true)
      expect(norm.versions).toHaveLength(1)
    }
  })

  test('norms reach their final text, each stage later than the one before', () => {
    for (const { stages, versions } of norms) {
      const instants = stages.map((s) => s.atMs)
      expect(instants).toEqual([...instants].sort((a, b) => a - b))
      expect(stages.map((s) => s.stage)).toEqual(['drafting', 'consultation', 'text-final'])
      expect(versions[0]!.atMs).toBeLessThan(instants.at(-1)!)
    }
  })

  test('the last ballot on a norm, and no other, puts its text to the vote; of ten norms one waits for it', () => {
    const last = new Map(ballots.map((ballot) => [ballot.norm, ballot.slug]))
    const onText = ballots.filter((ballot) => ballot.version !== null)
    expect(onText).toHaveLength(270)
    expect(new Set(onText.map((ballot) => ballot.norm)).size).toBe(270)
    for (const { norm, slug, version } of onText) {
      expect(last.get(norm)).toBe(slug)
      expect(normBySlug.get(norm)!.versions.map((v) => v.symbol)).toContain(version)
    }
  })

  test('comments concern a paragraph that exists and come from a member seated in that forum', () => {
    const voices = new Set(
      base.seats.flatMap((seat) => {
        const delegation = base.delegations.find((d) => d.slug === seat.delegation)
        return (delegation?.members ?? []).map((m) => `${seat.forum} ${m.person} ${delegation?.organisation}`)
      }),
    )
    for (const comment of comments) {
      const norm = normBySlug.get(comment.norm)!
      if (comment.paragraph) expect(norm.paragraphs.some((p) => p.key === comment.paragraph)).toBe(true)
      expect(voices.has(`${norm.forum} ${comment.author} ${comment.onBehalfOf}`)).toBe(true)
      expect(comment.atMs).toBeGreaterThan(norm.stages[1]!.atMs)
      expect(comment.atMs).toBeLessThan(norm.stages[2]!.atMs)
    }
  })

  test('one norm has two thousand comments or more: the long page', () => {
    const counts = new Map<string, number>()
    for (const { norm } of comments) counts.set(norm, (counts.get(norm) ?? 0) + 1)
    expect(Math.max(...counts.values())).toBeGreaterThanOrEqual(1_800)
  })

  test('ballots and comments come in order of time, and lie in the past', () => {
    for (const instants of [ballots.map((b) => b.preparedAtMs), comments.map((c) => c.atMs)]) {
      expect(instants.every((at, i) => i === 0 || at >= instants[i - 1]!)).toBe(true)
    }
    expect(Math.max(...ballots.map((b) => b.closesAtMs))).toBeLessThan(now.getTime() - 86_400_000)
  })

  test('every ballot is decided by its forum’s rule over its roll, with the counts it states', () => {
    const outcomes = new Set<string>()
    const ready = new Map<string, ReturnType<typeof readyFor>>()
    for (const ballot of ballots) {
      const key = `${ballot.forum} ${ballot.rule}`
      if (!ready.has(key)) ready.set(key, readyFor(ballot.forum, ballot.rule))
      const votes = ballot.votes.map(({ member, choice }) => ({ member, choice, part: '1' }))
      const { outcome, counts } = ready.get(key)!(votes)
      outcomes.add(outcome)
      const { yes, no, abstain, absent } = counts
      expect({ yes, no, abstain, absent }).toEqual(asTexts(ballot.closed!.counts))
      expect(ballot.votes.every((v) => v.atMs > ballot.opensAtMs && v.atMs < ballot.closesAtMs)).toBe(true)
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['adopted', 'rejected']))
  })

  test('votes are cast by a head or alternate of the member', () => {
    const voters = new Set(
      base.seats.flatMap((seat) => {
        const members = base.delegations.find((d) => d.slug === seat.delegation)?.members ?? []
        return members.filter((m) => m.role !== 'adviser').map((m) => `${seat.member} ${m.person}`)
      }),
    )
    for (const { votes } of ballots)
      for (const { member, by } of votes) expect(voters.has(`${member} ${by}`)).toBe(true)
  })
})

const asTexts = (counts: Record<'yes' | 'no' | 'abstain' | 'absent', number>) => ({
  yes: String(counts.yes),
  no: String(counts.no),
  abstain: String(counts.abstain),
  absent: String(counts.absent),
})

function readyFor(forum: string, ruleId: string) {
  const listed = base.forums
    .find((f) => f.slug === forum)
    ?.rules.find((r) => (typeof r === 'string' ? r : r.id) === ruleId)
  const rule = typeof listed === 'string' ? findPreset(listed) : listed
  const ready = prepare(
    rule!,
    base.seats.filter((seat) => seat.forum === forum && seat.votes),
  )
  if (!ready.ok) throw new Error(JSON.stringify(ready.error))
  return ready.value
}

describe('seeded chance', () => {
  test('repeats for a seed and stays in range', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed)
      return Array.from({ length: 1_000 }, () => random.int(6))
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(new Set(draw(3))).toEqual(new Set([0, 1, 2, 3, 4, 5]))
  })

  test('has nothing to pick from an empty list', () => {
    expect(() => seededRandom(1).pick([])).toThrow('nothing to pick from')
  })
})
