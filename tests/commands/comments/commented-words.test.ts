import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditRows } from '~/cli/audit-rows'
import { submitComment } from '~/commands/comments/submit-comment.server'
import { withdrawComment } from '~/commands/comments/withdraw-comment.server'
import { addLines } from '~/commands/norms/add-lines.server'
import { mergeParagraphs } from '~/commands/norms/merge-paragraphs.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import { commentLimits, hourMs } from '~/domain/comments/comment'
import { commentHash } from '~/domain/comments/comment-hash'
import type { ParagraphId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import { openWords } from '~db/stores/carried-words'
import { commentPlaces } from '~db/stores/comment-places'
import { comments } from '~db/stores/comments'
import { ledger, sha256 } from '~db/stores/ledger'
import { leaseFloor, wordings } from '~db/stores/wordings'
import { makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const lights = 'States keep their lights. Ports keep their lights too.'

describe.each(engines)('comments on words on %s', (engine) => {
  let world: TestWorld
  let keys = 0
  let drawn = leaseFloor
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  async function written(text = lights) {
    // each test in an hour of its own, so that the limits of others do not reach it
    world.clock.forward(2 * hourMs)
    const norm = await makeNorm(world.deps, world.forums.harbour, [{ text }])
    return { ref: norm.ref, id: norm.paragraphs[0]! }
  }
  const say = (ref: string, more: Partial<Parameters<typeof submitComment>[2]>) =>
    submitComment(world.deps, by(world.people.olga), {
      ref,
      body: 'Which ones?',
      language: 'en',
      key: `key-${String(++keys).padStart(16, '0')}`,
      ...more,
    })
  const anchorsOf = async (id: ParagraphId, start: number, end: number) =>
    (await openWords(world.store.read, id)).spanAt({ start, end })
  const types = (id: ParagraphId, text: string) =>
    world.store.tx((c) =>
      wordings(c).revise(id, text, { personId: null, clientId: ++drawn, at: world.clock.now() }),
    )
  const rowOf = async (ref: string) => (await comments(world.store.read).byRef(ref))!
  const standing = async (ref: string) => {
    const row = await rowOf(ref)
    return { on: row.paragraphId, now: (await commentPlaces(world.store.read, [row])).get(ref)!.now }
  }
  const size = () => ledger(world.store.read).size()
  async function lastEntry() {
    const [entry] = await ledger(world.store.read).since((await size()) - 1, 1)
    return JSON.parse(entry!.body) as EntryBody
  }
  const wrongRows = async () => (await auditRows(world.store)).filter((f) => f.where.startsWith('comment'))

  test('C9 by a quote: kept with its anchors and the number of the log, and only hashed in the ledger', async () => {
    const { ref, id } = await written()
    const { ref: comment } = sure(await say(ref, { paragraph: id, quote: 'lights too' }))
    const row = await rowOf(comment)
    expect(row).toMatchObject({ quote: 'lights too', quoteSeq: 1 })
    const text = await openWords(world.store.read, id)
    expect(text.spanOf(row)).toEqual({ start: 43, end: 53 })
    const entry = await lastEntry()
    expect(entry).toMatchObject({ quoteHash: commentHash(row.salt, 'lights too', sha256), quoteSeq: 1 })
    expect(JSON.stringify(entry)).not.toContain('lights')
  })

  test('C9 by two places: the words are those that stand there now, not those that are claimed', async () => {
    const { ref, id } = await written()
    const anchors = await anchorsOf(id, 32, 42)
    await types(id, lights.replace('Ports keep their', 'Ports keep all their'))
    const { ref: comment } = sure(await say(ref, { paragraph: id, quote: 'anything', ...anchors }))
    expect(await rowOf(comment)).toMatchObject({ quote: 'keep all their', quoteSeq: 2 })
  })

  test('C9 places of another text, or of words deleted meanwhile, give way to the quote', async () => {
    const { ref, id } = await written()
    const other = await written('Nothing of the kind stands in this one.')
    const foreign = await anchorsOf(other.id, 3, 9)
    const { ref: first } = sure(await say(ref, { paragraph: id, quote: 'Ports', ...foreign }))
    expect(lights).toContain((await rowOf(first)).quote)
    const gone = await anchorsOf(id, 0, 6)
    await types(id, 'Ports keep their lights too.')
    expect(codeOf(await say(ref, { paragraph: id, quote: 'States', ...gone }))).toBe('no-such-words')
    sure(await say(ref, { paragraph: id, quote: 'Ports', ...gone }))
  })

  test('C9 what cannot be placed is refused, and nothing is kept', async () => {
    const { ref, id } = await written()
    const parent = sure(await say(ref, { paragraph: id }))
    const before = await size()
    const long = 'x'.repeat(commentLimits.quote + 1)
    for (const [more, code] of [
      [{ paragraph: id, quote: 'lamps' }, 'no-such-words'],
      [{ paragraph: id, quote: 'keep their' }, 'words-more-than-once'],
      [{ quote: 'Ports' }, 'words-without-paragraph'],
      [{ replyTo: parent.ref, quote: 'Ports' }, 'words-without-paragraph'],
    ] as const)
      expect(codeOf(await say(ref, more))).toBe(code)
    expect(await size()).toBe(before)
    const other = await written(`${long} end`)
    const on = { paragraph: other.id }
    expect(codeOf(await say(other.ref, { ...on, quote: long }))).toBe('words-too-long')
    sure(await say(other.ref, { ...on, quote: `${long.slice(4)} end`.slice(1) }))
  })

  test('C10 they grow with words written inside, not with words at their edges; then the quote; then gone', async () => {
    const { ref, id } = await written()
    const { ref: comment } = sure(
      await say(ref, { paragraph: id, ...(await anchorsOf(id, 32, 42)), quote: '' }),
    )
    expect((await standing(comment)).now).toBe('keep their')
    await types(id, lights.replace('Ports keep', 'Ports shall keep'))
    await types(id, lights.replace('Ports keep their', 'Ports shall keep all their'))
    expect((await standing(comment)).now).toBe('keep all their')
    await types(id, 'States keep their lights. Ports shall too.')
    expect((await standing(comment)).now).toBe('keep their')
    await types(id, 'Ports shall.')
    expect(await standing(comment)).toEqual({ on: id, now: null })
    expect((await rowOf(comment)).quote).toBe('keep their')
  })

  test('C10 a split carries the words of its tail, a merge brings them back, pasted lines go between', async () => {
    const { ref, id } = await written()
    const sylvie = by(world.people.sylvie)
    const { ref: head } = sure(await say(ref, { paragraph: id, quote: 'States' }))
    const { ref: tail } = sure(await say(ref, { paragraph: id, quote: 'lights too' }))
    const { ref: whole } = sure(await say(ref, { paragraph: id }))
    const { id: next } = sure(
      await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, words: 'Ports' }),
    )
    expect(await standing(head)).toEqual({ on: id, now: 'States' })
    expect(await standing(tail)).toEqual({ on: next, now: 'lights too' })
    expect((await rowOf(whole)).paragraphId).toBe(id)
    sure(await mergeParagraphs(world.deps, sylvie, { ref, paragraphId: next }))
    expect(await standing(tail)).toEqual({ on: id, now: 'lights too' })
    const text = await openWords(world.store.read, id)
    const place = text.anchorAt(text.text.indexOf('Ports'))
    sure(await addLines(world.deps, sylvie, { ref, paragraphId: id, lines: ['One.', 'Two.'], place }))
    expect(await standing(head)).toEqual({ on: id, now: 'States' })
    const carried = await standing(tail)
    expect(carried.now).toBe('lights too')
    expect(carried.on).not.toBe(id)
    expect(await wrongRows()).toEqual([])
  })

  test('C10 words without places, as found by their quote, are carried too', async () => {
    const { ref, id } = await written()
    const { ref: comment } = sure(await say(ref, { paragraph: id, quote: 'lights too' }))
    const { comment: t } = world.store.read.t
    await world.store.tx(async (c) => {
      await c.q.update(t).set({ anchorStart: null, anchorEnd: null }).where(eq(t.ref, comment))
    })
    const sylvie = by(world.people.sylvie)
    const { id: next } = sure(
      await splitParagraph(world.deps, sylvie, { ref, paragraphId: id, words: 'Ports' }),
    )
    expect(await standing(comment)).toEqual({ on: next, now: 'lights too' })
    expect((await rowOf(comment)).anchorStart).not.toBeNull()
  })

  test('C5 C9 withdrawing deletes the words too; the database still agrees with its ledger, and a changed quote does not', async () => {
    const { ref, id } = await written()
    const { ref: kept } = sure(await say(ref, { paragraph: id, quote: 'Ports' }))
    const { ref: gone } = sure(await say(ref, { paragraph: id, quote: 'States' }))
    sure(await withdrawComment(world.deps, by(world.people.olga), { ref, comment: gone }))
    expect(await rowOf(gone)).toMatchObject({
      body: null,
      salt: '',
      quote: null,
      quoteSeq: null,
      anchorStart: null,
      anchorEnd: null,
    })
    expect(await wrongRows()).toEqual([])
    const { comment: t } = world.store.read.t
    for (const quote of ['ports', null]) {
      await world.store.tx(async (c) => {
        await c.q.update(t).set({ quote }).where(eq(t.ref, kept))
      })
      expect((await wrongRows()).map((f) => f.where)).toEqual([`comment ${kept}`])
    }
  })
})
