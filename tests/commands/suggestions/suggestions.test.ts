import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { mergeParagraphs } from '~/commands/norms/merge-paragraphs.server'
import { reviseParagraph } from '~/commands/norms/revise-paragraph.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import { acceptSuggestion } from '~/commands/suggestions/accept-suggestion.server'
import { bracketSuggestion } from '~/commands/suggestions/bracket-suggestion.server'
import { explainSuggestion } from '~/commands/suggestions/explain-suggestion.server'
import { openSuggestion } from '~/commands/suggestions/open-suggestion.server'
import { rejectSuggestion, withdrawSuggestion } from '~/commands/suggestions/reject-suggestion.server'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import { forkedText } from '~db/stores/forks'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { suggestions } from '~db/stores/suggestions'
import { textRoot, updatesOf, wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../../norm-world'
import { sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const words = 'States should report within 72 hours of an incident.'

describe.each(engines)('suggestions on %s', (engine) => {
  let world: TestWorld
  let ref = ''
  let other = ''
  beforeAll(async () => {
    world = await openWorld(engine)
    const norm = await makeNorm(world.deps, world.forums.harbour, [{ text: words }])
    ref = norm.ref
    await freeze(world.deps, ref, 'L.1')
    other = (await makeNorm(world.deps, world.forums.harbour, [{ text: 'Other.' }], 'Another norm')).ref
  })
  afterAll(() => world.drop())

  const as = (name: keyof TestWorld['people']) => ({ personId: world.people[name] })
  const read = () => world.store.read
  const textOf = (id: ParagraphId) => wordings(read()).text(id)

  async function paragraph(text = words): Promise<ParagraphId> {
    const { id } = (await norms(read()).byRef(ref))!
    const added = sure(await addParagraph(world.deps, null, { ref, kind: 'article', heading: '', text }))
    expect((await norms(read()).paragraph(added.id))!.normId).toBe(id)
    return added.id
  }
  const suggest = async (who: keyof TestWorld['people'], paragraphId: ParagraphId, text: string) =>
    sure(await openSuggestion(world.deps, as(who), { ref, paragraphId, reason: 'Clearer.', text }))
  const statusOf = async (suggestion: string) => (await suggestions(read()).byRef(suggestion))!.status

  /** Whom each word of the live text is credited to, through the client ids' leases. */
  async function credited(id: ParagraphId): Promise<{ text: string; delegation: DelegationId | null }[]> {
    const doc = new Y.Doc()
    for (const update of updatesOf((await wordings(read()).load([id])).get(id)!)) Y.applyUpdate(doc, update)
    const runs: { text: string; delegation: DelegationId | null }[] = []
    for (let item = doc.getText(textRoot)._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue
      const lease = await wordings(read()).lease(id, item.id.client)
      runs.push({ text: item.content.str, delegation: lease?.delegationId ?? null })
    }
    return runs
  }
  const by = async (id: ParagraphId, delegation: DelegationId | null) =>
    (await credited(id)).filter((r) => r.delegation === delegation).map((r) => r.text)

  test('D10 a suggestion leaves the paragraph as it is and says what it would become', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, words.replace('72', '24'))
    expect(suggestion).toMatch(/^S-\d{5}$/)
    expect(await textOf(id)).toBe(words)
    const [row] = await suggestions(read()).openOn(id)
    expect(row).toMatchObject({
      ref: suggestion,
      authorName: 'ana',
      delegationName: 'Ardenia',
      reason: 'Clearer.',
      status: 'open',
    })
    const fork = (await suggestions(read()).forks([row!.id])).get(row!.id)!
    const body = updatesOf((await wordings(read()).load([id])).get(id)!)
    expect(
      forkedText(
        body,
        fork.map((r) => r.update),
      ),
    ).toBe(words.replace('72', '24'))
  })

  test('D13 its delegation says why, and changes its mind; nobody else does, nor once it is resolved', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, words.replace('72', '24'))
    const explain = (who: 'alto' | 'bela' | 'chiara', reason: string) =>
      explainSuggestion(world.deps, as(who), { ref, suggestion, reason })
    const { entryIndex } = sure(await explain('alto', 'Reports come too late.'))
    expect((await suggestions(read()).byRef(suggestion))!.reason).toBe('Reports come too late.')
    const entry = (await ledger(read()).since(entryIndex, 1))[0]!
    expect(entry.type).toContain('suggestion.explained')
    for (const who of ['bela', 'chiara'] as const)
      expect(await explain(who, 'No.')).toEqual({ ok: false, error: { code: 'not-your-suggestion' } })
    sure(await rejectSuggestion(world.deps, as('chiara'), { ref, suggestion, reason: 'No.' }))
    expect(await explain('alto', 'Yes.')).toEqual({ ok: false, error: { code: 'suggestion-closed' } })
    expect((await suggestions(read()).byRef(suggestion))!.reason).toBe('Reports come too late.')
  })

  test('D13 the suggestion that first words open is the same for all of a delegation, and the next one another', async () => {
    const id = await paragraph()
    const { ardenia, belmora } = world.delegations
    const of = (delegationId: DelegationId) =>
      suggestions(read()).ofOwner(id, { authorId: world.people.ana, delegationId })
    const first = await of(ardenia)
    expect(
      await suggestions(read()).ofOwner(id, { authorId: world.people.alto, delegationId: ardenia }),
    ).toBe(first)
    expect(await of(belmora)).not.toBe(first)
    const opened = await suggest('ana', id, words.replace('72', '24'))
    expect(await of(ardenia)).toBe(opened.id)
    sure(await withdrawSuggestion(world.deps, as('ana'), { ref, suggestion: opened.ref }))
    expect([first, opened.id]).not.toContain(await of(ardenia))
  })

  test('D9 where delegates suggest, they do not split, merge or revise either', async () => {
    const id = await paragraph()
    const place = { ref, paragraphId: id }
    const refused = { ok: false, error: { code: 'suggest-only' } }
    const revised = { ...place, kind: 'article', heading: 'New' } as const
    expect(await reviseParagraph(world.deps, as('ana'), revised)).toEqual(refused)
    expect(await splitParagraph(world.deps, as('ana'), { ...place, words: 'report' })).toEqual(refused)
    expect(await mergeParagraphs(world.deps, as('ana'), place)).toEqual(refused)
    expect((await reviseParagraph(world.deps, as('chiara'), revised)).ok).toBe(true)
  })

  test('a suggestion that changes nothing is none', async () => {
    const id = await paragraph()
    const input = { ref, paragraphId: id, reason: '', text: words }
    expect(await openSuggestion(world.deps, as('ana'), input)).toEqual({
      ok: false,
      error: { code: 'nothing-suggested' },
    })
  })

  test.each(['olga', 'paul', 'admin'] as const)('D1 %s does not suggest', async (name) => {
    const id = await paragraph()
    const input = { ref, paragraphId: id, reason: '', text: 'Else.' }
    expect(await openSuggestion(world.deps, as(name), input)).toEqual({
      ok: false,
      error: { code: 'not-allowed' },
    })
  })

  test('a paragraph of another norm, an unknown norm and an unknown suggestion are none', async () => {
    const id = await paragraph()
    const input = { ref: other, paragraphId: id, reason: '', text: 'Else.' }
    expect(await openSuggestion(world.deps, as('ana'), input)).toMatchObject({
      error: { code: 'no-such-paragraph' },
    })
    expect(await openSuggestion(world.deps, as('ana'), { ...input, ref: 'N-999' })).toMatchObject({
      error: { code: 'not-found' },
    })
    const { ref: suggestion } = await suggest('ana', id, 'Else.')
    expect(await acceptSuggestion(world.deps, as('chiara'), { ref: other, suggestion })).toMatchObject({
      error: { code: 'no-such-paragraph' },
    })
    expect(await acceptSuggestion(world.deps, as('chiara'), { ref, suggestion: 'S-99999' })).toMatchObject({
      error: { code: 'no-such-suggestion' },
    })
  })

  test('D11 accepted words stand in the text and stay their author’s', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, words.replace('72 hours', 'one day'))
    const done = sure(await acceptSuggestion(world.deps, as('chiara'), { ref, suggestion }))
    expect(done).toMatchObject({ status: 'accepted', remaining: null })
    expect(await textOf(id)).toBe(words.replace('72 hours', 'one day'))
    expect((await by(id, world.delegations.ardenia)).join('')).toContain('one')
    expect(await statusOf(suggestion)).toBe('accepted')
    expect((await wordings(read()).since(id, 1)).flatMap((r) => r.authors)).toMatchObject([
      { personId: world.people.ana },
    ])
  })

  test('D11 two suggestions made against one text are both accepted, whatever came between', async () => {
    const id = await paragraph()
    const first = await suggest('ana', id, words.replace('72', '24'))
    const second = await suggest('bela', id, `All ${words}`)
    await world.store.tx((c) =>
      wordings(c).revise(id, words.replace('incident', 'outage'), {
        personId: world.people.chiara,
        clientId: 1_000_000,
        at: world.clock.now(),
      }),
    )
    for (const { ref: suggestion } of [second, first])
      sure(await acceptSuggestion(world.deps, as('sylvie'), { ref, suggestion }))
    expect(await textOf(id)).toBe(`All ${words.replace('72', '24').replace('incident', 'outage')}`)
  })

  test('D11 a part is accepted; the rest is a suggestion of its own', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest(
      'ana',
      id,
      'States shall report within 24 hours of an incident.',
    )
    const bodySeen = await wordings(read()).head(id)
    const accept = (changes: number[], seen = bodySeen) =>
      acceptSuggestion(world.deps, as('chiara'), { ref, suggestion, part: { changes, bodySeen: seen } })
    expect(await accept([2])).toMatchObject({ error: { code: 'no-such-change' } })
    expect(await accept([])).toMatchObject({ error: { code: 'no-such-change' } })
    expect(await accept([1], bodySeen + 1)).toMatchObject({ error: { code: 'moved-on' } })
    const done = sure(await accept([1]))
    expect(done.status).toBe('part')
    expect(await textOf(id)).toBe(words.replace('72', '24'))
    expect(await by(id, world.delegations.ardenia)).toEqual(['24'])
    const [rest] = await suggestions(read()).openOn(id)
    expect(rest).toMatchObject({ ref: done.remaining, delegationName: 'Ardenia', authorName: 'ana' })
    sure(await acceptSuggestion(world.deps, as('chiara'), { ref, suggestion: rest!.ref }))
    expect(await textOf(id)).toBe('States shall report within 24 hours of an incident.')
    expect(await by(id, world.delegations.ardenia)).toEqual(['shall', '24'])
  })

  test('what was typed since it was read is not accepted unseen', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, 'Else.')
    for (const seen of [0, 2])
      for (const command of [acceptSuggestion, bracketSuggestion])
        expect(await command(world.deps, as('chiara'), { ref, suggestion, seen })).toMatchObject({
          error: { code: 'moved-on' },
        })
    sure(await acceptSuggestion(world.deps, as('chiara'), { ref, suggestion, seen: 1 }))
  })

  test('D11 delegations do not resolve, not even their own', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, 'Else.')
    for (const name of ['ana', 'bela'] as const) {
      expect(await acceptSuggestion(world.deps, as(name), { ref, suggestion })).toMatchObject({
        error: { code: 'suggest-only' },
      })
      expect(await rejectSuggestion(world.deps, as(name), { ref, suggestion, reason: 'No.' })).toMatchObject({
        error: { code: 'suggest-only' },
      })
      expect(await bracketSuggestion(world.deps, as(name), { ref, suggestion })).toMatchObject({
        error: { code: 'suggest-only' },
      })
    }
  })

  test('D10 its delegation withdraws it, whoever of them; nobody else', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, 'Else.')
    for (const name of ['bela', 'chiara'] as const)
      expect(await withdrawSuggestion(world.deps, as(name), { ref, suggestion })).toMatchObject({
        error: { code: 'not-your-suggestion' },
      })
    sure(await withdrawSuggestion(world.deps, as('alto'), { ref, suggestion }))
    expect(await statusOf(suggestion)).toBe('withdrawn')
    expect(await textOf(id)).toBe(words)
  })

  test('D11 what is resolved stays so', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, 'Else.')
    sure(await rejectSuggestion(world.deps, as('chiara'), { ref, suggestion, reason: 'Too short.' }))
    expect(await suggestions(read()).byRef(suggestion)).toMatchObject({
      status: 'rejected',
      resolution: 'Too short.',
      resolvedBy: world.people.chiara,
    })
    for (const again of [
      acceptSuggestion(world.deps, as('chiara'), { ref, suggestion }),
      bracketSuggestion(world.deps, as('chiara'), { ref, suggestion }),
      rejectSuggestion(world.deps, as('chiara'), { ref, suggestion, reason: 'No.' }),
      withdrawSuggestion(world.deps, as('ana'), { ref, suggestion }),
    ])
      expect(await again).toMatchObject({ error: { code: 'suggestion-closed' } })
    expect(await textOf(id)).toBe(words)
  })

  test('D12 a clash becomes bracketed alternatives, each held by the other side', async () => {
    const id = await paragraph()
    const { ref: first } = await suggest('bela', id, words.replace('72 hours', 'a week'))
    sure(await acceptSuggestion(world.deps, as('chiara'), { ref, suggestion: first }))
    const { ref: second } = await suggest('ana', id, words.replace('72 hours', 'one day'))
    const { brackets } = sure(await bracketSuggestion(world.deps, as('chiara'), { ref, suggestion: second }))
    expect(await textOf(id)).toMatchInlineSnapshot(
      `"States should report within [a week][one day] of an incident."`,
    )
    const { id: normId } = (await norms(read()).byRef(ref))!
    const rows = (await norms(read()).brackets(normId)).filter((b) => b.paragraphId === id)
    expect(rows).toHaveLength(brackets)
    const holders = new Set(rows.map((b) => b.holderId))
    expect(holders).toEqual(new Set([world.delegations.ardenia, world.delegations.belmora]))
    expect(await statusOf(second)).toBe('bracketed')
    const ardenian = (await by(id, world.delegations.ardenia)).join('')
    expect(ardenian).toContain('one')
    expect(ardenian).not.toContain('[')
  })

  test('D12 words that would tear a bracket apart are not bracketed', async () => {
    const id = await paragraph('Report within [72 hours].')
    const { ref: suggestion } = await suggest('ana', id, 'Report within [72 hours.')
    expect(await bracketSuggestion(world.deps, as('chiara'), { ref, suggestion })).toMatchObject({
      error: { code: 'brackets-cross' },
    })
  })

  test('each act leaves an entry with the state and the hash of the text', async () => {
    const id = await paragraph()
    const { ref: suggestion } = await suggest('ana', id, 'Else.')
    const { entryIndex } = sure(await acceptSuggestion(world.deps, as('chiara'), { ref, suggestion }))
    const [entry] = await ledger(read()).since(entryIndex, 1)
    expect(JSON.parse(Buffer.from(entry!.body).toString())).toMatchObject({
      t: 'parley-v1/suggestion.accepted',
      on: `norm/${ref}`,
      suggestion,
      paragraph: id,
      status: 'accepted',
      text: createHash('sha256').update('Else.').digest('hex'),
    })
  })

  test('random edits and suggestions, accepted in any order, converge and keep their authors', async () => {
    const edit = fc.record({ at: fc.nat(60), cut: fc.nat(8), say: fc.constantFrom('', 'x', ' yz', 'é字') })
    const names = ['ana', 'bela', 'coro'] as const
    const marks = 'αβγ'
    const plan = fc.record({
      body: fc.array(edit, { maxLength: 4 }),
      forks: fc.array(edit, { minLength: 1, maxLength: 3 }),
      order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
    })
    let client = 2_000_000
    await fc.assert(
      fc.asyncProperty(plan, async ({ body, forks, order }) => {
        const id = await paragraph()
        const asked: { suggestion: string; who: PersonId }[] = []
        for (const [i, { at, cut }] of forks.entries()) {
          const now = await textOf(id)
          const mark = `«${marks[i]}»`
          const spot = Math.min(at, now.length)
          const text = now.slice(0, spot) + mark + now.slice(spot + cut)
          const { ref: suggestion } = await suggest(names[i]!, id, text)
          asked.push({ suggestion, who: world.people[names[i]!] })
        }
        for (const { at, cut, say } of body) {
          const now = await textOf(id)
          const text = now.slice(0, at) + say + now.slice(at + cut)
          await world.store.tx((c) =>
            wordings(c).revise(id, text, {
              personId: world.people.chiara,
              clientId: client++,
              at: world.clock.now(),
            }),
          )
        }
        for (const i of order)
          if (asked[i])
            sure(await acceptSuggestion(world.deps, as('chiara'), { ref, suggestion: asked[i].suggestion }))
        await converges(id)
        const writers = new Map<string, PersonId | null>()
        const { rows } = (await wordings(read()).load([id])).get(id)!
        const doc = new Y.Doc()
        for (const { update } of rows) Y.applyUpdate(doc, update)
        for (let item = doc.getText(textRoot)._start; item; item = item.right)
          if (!item.deleted && item.content instanceof Y.ContentString)
            for (const character of item.content.str)
              writers.set(character, (await wordings(read()).lease(id, item.id.client))?.personId ?? null)
        for (const [i, { who }] of asked.entries()) expect(writers.get(marks[i]!)).toBe(who)
      }),
      { numRuns: engine === 'sqlite' ? 15 : 5 },
    )
  })

  /** Copies that take the log's rows in any order, or one by one, say the same. */
  async function converges(id: ParagraphId) {
    const { rows } = (await wordings(read()).load([id])).get(id)!
    const says = (updates: Uint8Array[]) => {
      const doc = new Y.Doc()
      for (const update of updates) Y.applyUpdate(doc, update)
      return doc.getText(textRoot).toString()
    }
    const updates = rows.map((r) => r.update)
    expect(says([...updates].reverse())).toBe(says(updates))
    expect(says([Y.mergeUpdates(updates)])).toBe(await textOf(id))
  }
})
