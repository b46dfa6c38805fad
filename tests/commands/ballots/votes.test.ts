import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { castVote } from '~/commands/ballots/cast-vote.server'
import { closeBallot } from '~/commands/ballots/close-ballot.server'
import { openBallot } from '~/commands/ballots/open-ballot.server'
import { receiptOf } from '~/domain/ballots/receipt'
import type { Choice } from '~/domain/ballots/rule'
import type { PersonId } from '~/domain/ids'
import { encodeEntry } from '~/domain/ledger/canonical'
import { leafHash } from '~/domain/ledger/merkle'
import { closeDueBallots } from '~/jobs/close-ballots.server'
import { createDeps } from '~/server/services'
import { openPg } from '~db/pg'
import { openSqlite } from '~db/sqlite'
import { ballots } from '~db/stores/ballots'
import { sha256 } from '~db/stores/ledger'
import { adders, engines, openWorld, type TestWorld } from '../../world'
import { by, floorOf, sure } from './floor'

describe.each(engines)('votes on %s', (engine) => {
  let world: TestWorld
  let floor: ReturnType<typeof floorOf>
  beforeAll(async () => {
    world = await openWorld(engine)
    floor = floorOf(world)
  })
  afterAll(() => world.drop())

  const cast = (
    person: PersonId,
    ballot: { ref: string; textHash: string },
    member: string,
    choice: Choice,
  ) => castVote(world.deps, by(person), { ref: ballot.ref, textHash: ballot.textHash, member, choice })

  test('B30 before the opening and after the closing there is no vote', async () => {
    const { people } = world
    const ref = await floor.prepared()
    const early = await cast(people.ana, { ref, textHash: 'a'.repeat(64) }, 'ARD', 'yes')
    expect(early).toEqual({ ok: false, error: { code: 'not-open', status: 'prepared' } })
    const ballot = sure(await openBallot(world.deps, by(people.chiara), { ref }))
    expect((await cast(people.ana, ballot, 'ARD', 'yes')).ok).toBe(true)
    sure(await floor.close(ref))
    const late = await cast(people.bela, ballot, 'BEL', 'no')
    expect(late).toEqual({ ok: false, error: { code: 'not-open', status: 'closed' } })
    expect(await floor.votes(ref)).toHaveLength(1)
  })

  test('B30 a vote one millisecond before the closing time counts, and at it does not', async () => {
    const { deps, people, clock } = world
    const closesAt = new Date(deps.now().getTime() + 1_000)
    const ballot = await floor.opened({ closesAt })
    clock.set(new Date(closesAt.getTime() - 1).toISOString())
    expect((await cast(people.ana, ballot, 'ARD', 'yes')).ok).toBe(true)
    expect(await closeDueBallots(deps)).toBe(0)
    clock.set(closesAt.toISOString())
    const late = await cast(people.bela, ballot, 'BEL', 'no')
    expect(late).toEqual({ ok: false, error: { code: 'closing-time-past', closesAtMs: closesAt.getTime() } })
    expect(await closeDueBallots(deps)).toBe(1)
    expect(await closeDueBallots(deps)).toBe(0)
    expect(await floor.ballot(ballot.ref)).toMatchObject({
      status: 'closed',
      outcome: 'adopted',
      closedAt: closesAt,
    })
  })

  test('B27 nobody votes for a foreign place, a place that is not there, or without a delegation', async () => {
    const { people } = world
    const ballot = await floor.opened()
    const strangers = [
      ['ana', 'BEL'],
      ['ana', 'XXX'],
      ['ana', '__proto__'],
      ['ivo', 'ARD'],
      ['paul', 'ARD'],
      ['chiara', 'ARD'],
      ['admin', 'ARD'],
    ] as const
    for (const [name, member] of strangers) {
      const done = await cast(people[name], ballot, member, 'yes')
      expect(done).toEqual({ ok: false, error: { code: 'not-allowed', why: 'not-your-seat' } })
    }
    expect(await floor.votes(ballot.ref)).toEqual([])
  })

  test('B27 head and alternate share the one vote of their delegation', async () => {
    const { people } = world
    const ballot = await floor.opened()
    const first = sure(await cast(people.ana, ballot, 'ARD', 'yes'))
    const second = sure(await cast(people.alto, ballot, 'ARD', 'no'))
    expect([first.revision, second.revision]).toEqual([1, 2])
    expect(await floor.votes(ballot.ref)).toMatchObject([
      { member: 'ARD', choice: 'no', part: '1', revision: 2 },
    ])
  })

  test('B27 a delegation that is no longer accredited does not vote', async () => {
    const { store, deps, people, forums } = world
    const delegation = await store.tx(async (c) => {
      const id = await adders(c, deps.now()).delegation('dorvale', 'government', 'south')
      await adders(c, deps.now()).member(id, people.paul, 'head')
      await adders(c, deps.now()).seat(forums.valley, id, 'DOR', { region: 'south' }, { population: '5' })
      return id
    })
    const ballot = await floor.opened({ forumId: forums.valley })
    expect((await cast(people.paul, ballot, 'DOR', 'yes')).ok).toBe(true)
    const { organisation } = world.store.read.t
    await store.tx((c) => c.q.update(organisation).set({ accredited: false }))
    const done = await cast(people.paul, ballot, 'DOR', 'no')
    await store.tx((c) => c.q.update(organisation).set({ accredited: true }))
    expect(done).toEqual({ ok: false, error: { code: 'not-allowed', why: 'not-accredited' } })
    expect(delegation).toBeTruthy()
  })

  test('B29 the text that was shown must be the one that is voted on', async () => {
    const ballot = await floor.opened()
    const done = await cast(world.people.ana, { ...ballot, textHash: 'f'.repeat(64) }, 'ARD', 'yes')
    expect(done).toEqual({ ok: false, error: { code: 'other-text', frozen: ballot.textHash } })
  })

  test('B31, B32 the same choice once more gives the same receipt and no entry; the code follows from the entry', async () => {
    const { people, clock } = world
    const ballot = await floor.opened()
    const first = sure(await cast(people.ana, ballot, 'ARD', 'yes'))
    const entry = (await floor.entries()).at(-1)!
    expect(first).toMatchObject({ revision: 1, changed: true })
    expect(first.receipt).toBe(receiptOf(leafHash(sha256, encodeEntry(entry))))
    clock.forward(60_000)
    const again = sure(await cast(people.alto, ballot, 'ARD', 'yes'))
    expect(again).toMatchObject({ receipt: first.receipt, revision: 1, castAt: first.castAt, changed: false })
    expect((await floor.entries()).at(-1)).toEqual(entry)
    const changed = sure(await cast(people.ana, ballot, 'ARD', 'abstain'))
    expect(changed.receipt).not.toBe(first.receipt)
  })

  test('B31 a hundred posts of one delegation with two choices: one vote stands, each change is in the ledger', async () => {
    const { people } = world
    const ballot = await floor.opened()
    const posts = Array.from({ length: 100 }, (_, i) =>
      cast(i % 2 ? people.ana : people.alto, ballot, 'ARD', i % 3 === 0 ? 'yes' : 'no'),
    )
    const receipts = (await Promise.all(posts)).map((each) => sure(each).receipt)
    const entries = (await floor.entries()).filter(
      ({ t, on }) => t.endsWith('.vote') && on === `ballot/${ballot.ref}`,
    )
    const [vote, ...more] = await floor.votes(ballot.ref)
    expect(more).toEqual([])
    expect(entries.map(({ revision }) => revision)).toEqual(entries.map((_, i) => i + 1))
    expect(vote!.revision).toBe(entries.length)
    expect(entries.at(-1)!.parts).toEqual([{ choice: vote!.choice, part: '1' }])
    const codes = new Set(entries.map((each) => receiptOf(leafHash(sha256, encodeEntry(each)))))
    expect(new Set(receipts)).toEqual(codes)
  })

  test('B30 votes racing with the closing are counted or refused, as the order of the ledger says', async () => {
    const { deps, people } = world
    const voters = [
      ['ana', 'ARD'],
      ['bela', 'BEL'],
      ['coro', 'COR'],
    ] as const
    for (let round = 0; round < 8; round++) {
      const ballot = await floor.opened()
      const acts: (() => Promise<boolean>)[] = voters.flatMap(([name, member], i) =>
        Array.from({ length: 4 }, (_, n) => async () => {
          const done = await cast(people[name], ballot, member, (i + n + round) % 2 ? 'yes' : 'no')
          if (!done.ok) expect(done.error).toEqual({ code: 'not-open', status: 'closed' })
          return done.ok
        }),
      )
      acts.splice(
        (round * 5) % acts.length,
        0,
        async () => (await closeBallot(deps, null, { ref: ballot.ref })).ok,
      )
      await Promise.all(acts.map((act) => act()))
      const own = (await floor.entries()).filter(({ on }) => on === `ballot/${ballot.ref}`)
      expect(own.at(-1)!.t).toBe('parley-v1/ballot.closed')
      const { result } = await floor.ballot(ballot.ref)
      const last = new Map(
        own.filter(({ t }) => t.endsWith('.vote')).map((each) => [each.member, each.parts]),
      )
      expect(Number(result!.counts.present)).toBe(last.size)
    }
    expect((await floor.recount()).findings).toEqual([])
  })

  test('B30 a restart between votes and closing loses nothing', async () => {
    const { people, url, file, clock } = world
    const ballot = await floor.opened()
    sure(await cast(people.ana, ballot, 'ARD', 'yes'))
    sure(await cast(people.bela, ballot, 'BEL', 'no'))
    const other = engine === 'pg' ? await openPg(url!) : openSqlite(file!)
    const later = createDeps(other, { now: clock.now })
    const vote = { ref: ballot.ref, textHash: ballot.textHash, member: 'COR', choice: 'yes' } as const
    sure(await castVote(later, by(people.coro), vote))
    expect(sure(await closeBallot(later, by(people.chiara), { ref: ballot.ref })).outcome).toBe('adopted')
    await other.close()
    expect((await floor.ballot(ballot.ref)).result!.counts).toMatchObject({
      yes: '2',
      no: '1',
      abstain: '0',
      absent: '0',
    })
  })

  test('L8 the recount of all these ballots agrees', async () => {
    const { findings, ballots: counted } = await floor.recount()
    expect(findings).toEqual([])
    expect(counted.filter(({ recount }) => recount === 'differs')).toEqual([])
    expect(await ballots(world.store.read).totals()).toMatchObject({ prepared: 0 })
  })
})
