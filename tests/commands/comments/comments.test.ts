import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importComments } from '~/commands/comments/import-comments.server'
import { submitComment } from '~/commands/comments/submit-comment.server'
import { withdrawComment } from '~/commands/comments/withdraw-comment.server'
import { changeStage } from '~/commands/norms/change-stage.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { commentLimits, hourMs } from '~/domain/comments/comment'
import { commentHash } from '~/domain/comments/comment-hash'
import type { ParagraphId, PersonId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import { comments } from '~db/stores/comments'
import { ledger, sha256 } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { freeze, makeNorm } from '../../norm-world'
import { by, sure } from '../../sure'
import { adders, engines, openWorld, type TestWorld } from '../../world'

const nowhere = '00000000-0000-7000-8000-000000000000' as ParagraphId

describe.each(engines)('comments on %s', (engine) => {
  let world: TestWorld
  let keys = 0
  // one database for all: each test comments on a norm of its own
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  const lights = () =>
    makeNorm(world.deps, world.forums.harbour, [{ text: 'Keep the lights.' }, { text: 'Every light.' }])
  const said = (ref: string, body = 'Which lights?') => ({
    ref,
    body,
    language: 'en',
    key: `key-${String(++keys).padStart(16, '0')}`,
  })
  const say = (who: PersonId, input: Parameters<typeof submitComment>[2]) =>
    submitComment(world.deps, by(who), input)
  const size = () => ledger(world.store.read).size()
  const entriesSince = async (from: number): Promise<EntryBody[]> =>
    (await ledger(world.store.read).since(from, 10_000)).map((e) => JSON.parse(e.body) as EntryBody)
  /** Each test in an hour of its own, so that the limits of others do not reach it. */
  const anotherHour = () => world.clock.forward(2 * hourMs)

  test('C1 C6 a stakeholder comments; the ledger has a salted hash and no text', async () => {
    anotherHour()
    const { ref, paragraphs } = await lights()
    const before = await size()
    const body = 'Which lights? [All] – « всё » 全部 😀'
    const { ref: comment } = sure(
      await say(world.people.olga, { ...said(ref, body), paragraph: paragraphs[1] }),
    )
    const row = (await comments(world.store.read).byRef(comment))!
    expect(row).toMatchObject({
      body,
      paragraphId: paragraphs[1],
      authorId: world.people.olga,
      authorLabel: 'olga',
      organisationName: 'Openwatch',
      delegationId: world.delegations.openwatch,
      status: 'visible',
      source: null,
    })
    expect(row.salt).toMatch(/^[0-9a-f]{32}$/)
    const entries = await entriesSince(before)
    expect(entries).toEqual([
      {
        t: 'parley-v1/comment.submitted',
        at: world.clock.now().toISOString(),
        by: { as: 'stakeholder', person: world.people.olga, delegation: world.delegations.openwatch },
        on: `norm/${ref}`,
        comment,
        paragraph: paragraphs[1],
        replyTo: null,
        hash: commentHash(row.salt, body, sha256),
      },
    ])
    expect(JSON.stringify(entries)).not.toContain('Which')
  })

  test('C1 delegates, the secretariat, and nobody else', async () => {
    anotherHour()
    const { ref } = await lights()
    sure(await say(world.people.ana, said(ref)))
    const { ref: byDesk } = sure(await say(world.people.sylvie, said(ref)))
    expect(await comments(world.store.read).byRef(byDesk)).toMatchObject({
      authorLabel: 'sylvie, secretariat',
      organisationId: null,
    })
    for (const name of ['paul', 'chiara', 'admin'] as const)
      expect(await say(world.people[name], said(ref))).toEqual({ ok: false, error: { code: 'not-allowed' } })
    expect(await say(world.people.ana, { ...said(ref), as: world.delegations.belmora })).toEqual({
      ok: false,
      error: { code: 'not-your-capacity' },
    })
  })

  test('C2 open in drafting and consultation, closed at its end and afterwards', async () => {
    anotherHour()
    const { ref } = await lights()
    const end = new Date(world.clock.now().getTime() + hourMs)
    sure(await changeStage(world.deps, null, { ref, to: 'consultation', closesAt: end }))
    sure(await say(world.people.olga, said(ref)))
    world.clock.forward(hourMs - 1)
    sure(await say(world.people.olga, said(ref)))
    world.clock.forward(1)
    expect(await say(world.people.olga, said(ref))).toEqual({
      ok: false,
      error: { code: 'consultation-over', closedAtMs: end.getTime() },
    })
    await freeze(world.deps, ref, 'HAR/1')
    sure(await changeStage(world.deps, null, { ref, to: 'text-final' }))
    expect(await say(world.people.sylvie, said(ref))).toEqual({
      ok: false,
      error: { code: 'not-open', stage: 'text-final' },
    })
  })

  test('places that are not there', async () => {
    anotherHour()
    const { ref, paragraphs } = await lights()
    const other = await lights()
    const before = await size()
    expect(await say(world.people.ana, said('N-999'))).toEqual({ ok: false, error: { code: 'not-found' } })
    for (const paragraph of [nowhere, other.paragraphs[0]])
      expect(await say(world.people.ana, { ...said(ref), paragraph })).toEqual({
        ok: false,
        error: { code: 'no-such-paragraph' },
      })
    expect(await size()).toBe(before)
    sure(await removeParagraph(world.deps, null, { ref, paragraphId: paragraphs[0]! }))
    expect(await say(world.people.ana, { ...said(ref), paragraph: paragraphs[0] })).toEqual({
      ok: false,
      error: { code: 'no-such-paragraph' },
    })
  })

  test('C3 the twenty-first of an hour is refused, and after the hour it is not', async () => {
    anotherHour()
    const { ref } = await lights()
    for (let i = 0; i < commentLimits.perPersonAnHour; i++) sure(await say(world.people.bela, said(ref)))
    const refused = { ok: false, error: { code: 'too-many', of: 'person', limit: 20 } }
    expect(await say(world.people.bela, said(ref))).toEqual(refused)
    world.clock.forward(hourMs - 1)
    expect(await say(world.people.bela, said(ref))).toEqual(refused)
    world.clock.forward(1)
    sure(await say(world.people.bela, said(ref)))
  })

  test('C3 a delegation of many people stops at a hundred', async () => {
    anotherHour()
    const { ref } = await lights()
    const crowd = await world.store.tx(async (c) => {
      const add = adders(c, world.clock.now())
      const people: PersonId[] = []
      for (let i = 0; i < 6; i++) {
        const person = await add.person(`crowd-${engine}-${i}`)
        await add.member(world.delegations.ironworks, person, 'adviser')
        people.push(person)
      }
      return people
    })
    for (let i = 0; i < commentLimits.perDelegationAnHour; i++) sure(await say(crowd[i % 5]!, said(ref)))
    expect(await say(crowd[5]!, said(ref))).toEqual({
      ok: false,
      error: { code: 'too-many', of: 'delegation', limit: 100 },
    })
    sure(await say(world.people.olga, said(ref)))
  })

  test('C4 replies stand with their parent and go one level deep', async () => {
    anotherHour()
    const { id, ref, paragraphs } = await lights()
    const { ref: parent } = sure(await say(world.people.olga, { ...said(ref), paragraph: paragraphs[1] }))
    const { ref: reply } = sure(await say(world.people.sylvie, { ...said(ref, 'All.'), replyTo: parent }))
    expect((await comments(world.store.read).byRef(reply))?.paragraphId).toBe(paragraphs[1])
    expect(await say(world.people.ana, { ...said(ref), replyTo: reply })).toEqual({
      ok: false,
      error: { code: 'reply-to-a-reply' },
    })
    const other = await lights()
    for (const [norm, replyTo] of [
      [other.ref, parent],
      [ref, 'C-99999'],
    ] as const)
      expect(await say(world.people.ana, { ...said(norm), replyTo })).toEqual({
        ok: false,
        error: { code: 'no-such-parent' },
      })
    sure(await withdrawComment(world.deps, by(world.people.olga), { ref, comment: parent }))
    expect(await say(world.people.ana, { ...said(ref), replyTo: parent })).toEqual({
      ok: false,
      error: { code: 'parent-withdrawn' },
    })
    const [thread] = await comments(world.store.read).page({ normId: id, n: 10 })
    expect(thread?.ref).toBe(parent)
    expect((await comments(world.store.read).replies([thread!.id])).map((r) => r.ref)).toEqual([reply])
  })

  test('C5 withdrawn: text and salt are gone from every row, the trace stays', async () => {
    anotherHour()
    const { ref } = await lights()
    const secret = `a text that must go ${engine}`
    const { ref: comment } = sure(await say(world.people.ivo, said(ref, secret)))
    const before = await size()
    const withdraw = (who: PersonId, norm = ref) =>
      withdrawComment(world.deps, by(who), { ref: norm, comment })
    for (const name of ['olga', 'sylvie', 'admin'] as const)
      expect(await withdraw(world.people[name])).toEqual({ ok: false, error: { code: 'not-yours' } })
    expect(await withdraw(world.people.ivo, (await lights()).ref)).toEqual({
      ok: false,
      error: { code: 'not-found' },
    })
    sure(await withdraw(world.people.ivo))
    expect(await comments(world.store.read).byRef(comment)).toMatchObject({
      body: null,
      salt: '',
      status: 'withdrawn',
      withdrawnAt: world.clock.now(),
      authorLabel: 'ivo',
    })
    expect(await withdraw(world.people.ivo)).toEqual({ ok: false, error: { code: 'already-withdrawn' } })
    const [last] = (await entriesSince(before)).slice(-1)
    expect(last).toMatchObject({ t: 'parley-v1/comment.withdrawn', comment, by: { as: 'stakeholder' } })
  })

  test('C7 the same form twice, one after the other and at once, leaves one comment', async () => {
    anotherHour()
    const { id, ref } = await lights()
    const form = said(ref)
    const first = sure(await say(world.people.olga, form))
    const before = await size()
    expect(sure(await say(world.people.olga, form))).toEqual(first)
    expect(await size()).toBe(before)
    const atOnce = said(ref)
    const answers = await Promise.all(Array.from({ length: 5 }, () => say(world.people.ana, atOnce)))
    expect(new Set(answers.map((a) => sure(a).ref)).size).toBe(1)
    expect(await size()).toBe(before + 1)
    expect(await comments(world.store.read).page({ normId: id, n: 10 })).toHaveLength(2)
  })
  test('C7 a key is one person’s own', async () => {
    anotherHour()
    const { ref } = await lights()
    const form = said(ref)
    const olgas = sure(await say(world.people.olga, form))
    expect(sure(await say(world.people.ana, form)).ref).not.toBe(olgas.ref)
  })
  test('many at once get a number each', async () => {
    anotherHour()
    const { ref } = await lights()
    const people = [world.people.olga, world.people.ana, world.people.ivo, world.people.sylvie]
    const made = await Promise.all(people.map((p) => say(p, said(ref))))
    expect(new Set(made.map((m) => sure(m).ref)).size).toBe(4)
  })

  test('pages by number, by paragraph, with counts of what is visible', async () => {
    anotherHour()
    const { id, ref, paragraphs } = await lights()
    const made: string[] = []
    for (const paragraph of [undefined, paragraphs[0], paragraphs[0], undefined, paragraphs[1]])
      made.push(sure(await say(world.people.coro, { ...said(ref), paragraph })).ref)
    sure(await withdrawComment(world.deps, by(world.people.coro), { ref, comment: made[1]! }))
    const store = comments(world.store.read)
    const refs = async (page: Parameters<typeof store.page>[0]) => (await store.page(page)).map((r) => r.ref)
    const [one, two, three, four, five] = made
    expect(await refs({ normId: id, n: 2 })).toEqual([five, four])
    const before = (await store.byRef(four!))!.number
    expect(await refs({ normId: id, n: 9, before })).toEqual([three, two, one])
    expect(await refs({ normId: id, n: 9, paragraphId: null })).toEqual([four, one])
    expect(await refs({ normId: id, n: 9, paragraphId: paragraphs[0] })).toEqual([three, two])
    expect(await store.counts(id)).toEqual(
      new Map([
        ['', 2],
        [paragraphs[0], 1],
        [paragraphs[1], 1],
      ]),
    )
  })

  test('the secretariat sees what it has not answered, until it has, while the text is open', async () => {
    anotherHour()
    const { ref } = await lights()
    const waiting = async () =>
      (await comments(world.store.read).unanswered(1_000)).rows
        .filter((r) => r.normRef === ref)
        .map((r) => r.ref)
    const { ref: first } = sure(await say(world.people.olga, said(ref)))
    const { ref: second } = sure(await say(world.people.ana, said(ref)))
    sure(await say(world.people.sylvie, said(ref)))
    sure(await say(world.people.ivo, { ...said(ref), replyTo: first }))
    expect(await waiting()).toEqual([first, second])
    sure(await say(world.people.sylvie, { ...said(ref), replyTo: first }))
    expect(await waiting()).toEqual([second])
    await world.store.tx(async (c) => {
      const norm = (await norms(c).byRef(ref))!
      await norms(c).setStage(norm.id, 'adopted', world.clock.now())
    })
    expect(await waiting()).toEqual([])
  })

  describe('C8 importing', () => {
    const found = (sourceId: string, body: string) => ({
      sourceId,
      body,
      authorLabel: 'Participant 7',
      at: new Date('2017-01-09T03:43:41Z'),
    })
    test('every character as found, one entry each, once', async () => {
      const { id, ref } = await lights()
      const bodies = ['  padded \r\n', 'e\u0301 not composed', '"quoted", [bracketed]', '\tтаб\n\n全']
      const input = {
        ref,
        source: 'old.csv',
        language: 'und',
        comments: bodies.map((body, i) => found(String(i), body)),
      }
      const before = await size()
      expect(sure(await importComments(world.deps, null, input))).toMatchObject({ added: 4, known: 0 })
      const rows = await comments(world.store.read).page({ normId: id, n: 10 })
      expect(rows.map((r) => r.body).reverse()).toEqual(bodies)
      expect(rows[0]).toMatchObject({
        authorId: null,
        authorLabel: 'Participant 7',
        source: 'old.csv, comment 3',
        createdAt: new Date('2017-01-09T03:43:41Z'),
      })
      const entries = await entriesSince(before)
      expect(entries.map((e) => e.t)).toEqual(Array(4).fill('parley-v1/comment.imported'))
      expect(entries[1]).toMatchObject({
        by: { as: 'system' },
        source: 'old.csv',
        sourceId: '1',
        saidAt: '2017-01-09T03:43:41.000Z',
        hash: commentHash(rows[2]!.salt, bodies[1]!, sha256),
      })
      expect(await importComments(world.deps, null, input)).toEqual({
        ok: false,
        error: { code: 'nothing-new', known: 4 },
      })
      const more = { ...input, comments: [...input.comments, found('4', 'late')] }
      expect(sure(await importComments(world.deps, null, more))).toMatchObject({ added: 1, known: 4 })
      const elsewhere = await lights()
      expect(sure(await importComments(world.deps, null, { ...input, ref: elsewhere.ref }))).toMatchObject({
        added: 4,
      })
    })
    test('a norm that is not there', async () => {
      const input = { ref: 'N-999', source: 's', language: 'en', comments: [found('1', 'a')] }
      expect(await importComments(world.deps, null, input)).toEqual({
        ok: false,
        error: { code: 'not-found' },
      })
    })
  })
})
