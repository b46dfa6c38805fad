import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeStage } from '~/commands/norms/change-stage.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { freezeChairText } from '~/commands/proposals/freeze-chair-text.server'
import { freezeCompilation } from '~/commands/proposals/freeze-compilation.server'
import { settleProposal } from '~/commands/proposals/settle-proposal.server'
import { submitProposal } from '~/commands/proposals/submit-proposal.server'
import { supportProposal } from '~/commands/proposals/support-proposal.server'
import { withdrawProposal } from '~/commands/proposals/withdraw-proposal.server'
import { hourMs } from '~/domain/comments/comment'
import type { ParagraphId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import { versionHash } from '~/domain/norms/version-content'
import { proposalLimits } from '~/domain/proposals/proposal'
import { attributions } from '~db/stores/attributions'
import { ledger, sha256 } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { proposals } from '~db/stores/proposals'
import { wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

describe.each(engines)('proposals on %s', (engine) => {
  let world: TestWorld
  let keys = 0
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  const lights = () =>
    makeNorm(world.deps, world.forums.harbour, [
      { kind: 'operative', text: 'Keep the lights.' },
      { kind: 'operative', text: 'Ring the bells.' },
    ])
  type Who = keyof TestWorld['people']
  const propose = (who: Who, ref: string, over: Partial<Parameters<typeof submitProposal>[2]> = {}) =>
    submitProposal(world.deps, by(world.people[who]), {
      ref,
      text: 'Keep all the lights.',
      rationale: 'Because.',
      language: 'en',
      key: `a-key-of-the-tests-${++keys}`,
      ...over,
    })
  const find = async (ref: string) => (await proposals(world.store.read).byRef(ref))!
  const entries = async (): Promise<EntryBody[]> =>
    (await ledger(world.store.read).since(0, 5_000)).map((e) => JSON.parse(e.body) as EntryBody)
  const textOf = (id: ParagraphId) => wordings(world.store.read).text(id)
  const settle = (
    ref: string,
    proposal: string,
    over: Partial<Parameters<typeof settleProposal>[2]> = {},
    who: Who = 'chiara',
  ) =>
    settleProposal(world.deps, by(world.people[who]), {
      ref,
      proposal,
      settlement: 'merged',
      answer: 'It is clearer.',
      ...over,
    })

  test('R1 stored with its place and author; the ledger has hashes and never the words; Arabic stays as it is', async () => {
    const { ref, paragraphs } = await lights()
    const text = 'على السفن أن تبقي أضواءها.'
    const done = sure(await propose('olga', ref, { paragraph: paragraphs[0], text, language: 'ar' }))
    expect(await find(done.ref)).toMatchObject({
      text,
      language: 'ar',
      paragraphId: paragraphs[0],
      delegationName: 'Openwatch',
      status: 'submitted',
    })
    const entry = (await entries()).at(-1)!
    expect(entry).toMatchObject({
      t: 'parley-v1/proposal.submitted',
      by: { as: 'stakeholder', delegation: world.delegations.openwatch },
      on: `norm/${ref}`,
      proposal: done.ref,
    })
    expect(JSON.stringify(entry)).not.toContain(text)
  })
  test('R3 the same form twice is one proposal, also at the same moment; the hourly limit holds', async () => {
    world.clock.forward(hourMs)
    const { ref, id } = await lights()
    const key = 'the-same-key-both-times'
    const [a, b] = await Promise.all([propose('ana', ref, { key }), propose('ana', ref, { key })])
    expect(sure(a).ref).toBe(sure(b).ref)
    expect(await proposals(world.store.read).ofNorm(id)).toHaveLength(1)
    for (let n = 1; n < proposalLimits.perPersonAnHour; n++) sure(await propose('ana', ref))
    expect(codeOf(await propose('ana', ref))).toBe('too-many')
    world.clock.forward(hourMs)
    expect(codeOf(await propose('ana', ref))).toBe('ok')
  })
  test('refused: outsiders, other places, closed texts', async () => {
    world.clock.forward(hourMs)
    const { ref, paragraphs } = await lights()
    const other = await lights()
    expect(codeOf(await propose('paul', ref))).toBe('not-allowed')
    expect(codeOf(await propose('chiara', ref))).toBe('not-allowed')
    expect(codeOf(await propose('ana', ref, { paragraph: other.paragraphs[0] }))).toBe('no-such-paragraph')
    expect(codeOf(await propose('ana', ref, { after: other.paragraphs[0] }))).toBe('no-such-paragraph')
    expect(codeOf(await propose('ana', ref, { paragraph: paragraphs[0], after: paragraphs[1] }))).toBe(
      'place-twice',
    )
    expect(codeOf(await propose('ana', 'N-999'))).toBe('not-found')
    expect(codeOf(await propose('ana', ref, { as: world.delegations.belmora }))).toBe('not-your-capacity')
    await freeze(world.deps, ref, 'HAR/1')
    sure(await changeStage(world.deps, by(world.people.chiara), { ref, to: 'consultation' }))
    sure(await changeStage(world.deps, by(world.people.chiara), { ref, to: 'text-final' }))
    expect(codeOf(await propose('ana', ref))).toBe('not-open')
  })
  test('R4 R5 support and its end, withdrawal by the author alone', async () => {
    const { ref } = await lights()
    const other = await lights()
    const { ref: proposal } = sure(await propose('ana', ref))
    const place = { ref, proposal }
    const support = (who: Who, on: boolean) =>
      supportProposal(world.deps, by(world.people[who]), { ...place, support: on })
    expect(codeOf(await support('bela', true))).toBe('ok')
    expect(codeOf(await support('bela', true))).toBe('already-so')
    expect(codeOf(await support('olga', true))).toBe('ok')
    expect(codeOf(await support('alto', true))).toBe('own-proposal')
    expect((await find(proposal)).supporters.map((s) => s.name)).toEqual(['Belmora', 'Openwatch'])
    expect(codeOf(await support('bela', false))).toBe('ok')
    expect((await find(proposal)).supporters.map((s) => s.name)).toEqual(['Openwatch'])
    const withdraw = (who: Who, ref = place.ref) =>
      withdrawProposal(world.deps, by(world.people[who]), { ...place, ref })
    expect(codeOf(await withdraw('alto'))).toBe('not-yours')
    expect(codeOf(await withdraw('ana', other.ref))).toBe('no-such-proposal')
    expect(codeOf(await withdraw('ana'))).toBe('ok')
    expect(codeOf(await withdraw('ana'))).toBe('already-settled')
    expect(codeOf(await support('bela', true))).toBe('already-settled')
    expect((await find(proposal)).text).toBe('Keep all the lights.')
  })
  test('R6 a compilation is frozen and hashed: base texts, then attributed proposals; later acts leave it as it is', async () => {
    world.clock.forward(hourMs)
    const { ref, id, paragraphs } = await lights()
    const compile = (symbol: string, who: Who = 'sylvie') =>
      freezeCompilation(world.deps, by(world.people[who]), { ref, symbol })
    expect(codeOf(await compile('HAR/C'))).toBe('nothing-to-compile')
    const first = sure(await propose('ana', ref, { paragraph: paragraphs[0] })).ref
    sure(await propose('bela', ref, { after: paragraphs[0], text: 'And the horns.' }))
    sure(await supportProposal(world.deps, by(world.people.bela), { ref, proposal: first, support: true }))
    expect(codeOf(await compile('HAR/C', 'ana'))).toBe('not-allowed')
    const frozen = sure(await compile('HAR/C'))
    const version = (await norms(world.store.read).version(id, frozen.number))!
    const text = await normTexts(world.store.read).frozen(version)
    expect(text.paragraphs.map((p) => [p.number, p.heading, p.text])).toEqual([
      ['OP1', '', 'Keep the lights.'],
      [first, 'Proposed by Ardenia, supported by Belmora', 'Keep all the lights.'],
      [expect.stringMatching(/^P-/), 'New paragraph proposed by Belmora', 'And the horns.'],
      ['OP2', '', 'Ring the bells.'],
    ])
    expect(version).toMatchObject({ kind: 'compilation', hash: versionHash(text, sha256) })
    expect((await entries()).at(-1)).toMatchObject({ kind: 'compilation', hash: version.hash, proposals: 2 })
    sure(await withdrawProposal(world.deps, by(world.people.ana), { ref, proposal: first }))
    expect(await normTexts(world.store.read).frozen(version)).toEqual(text)
    expect(codeOf(await compile('HAR/C'))).toBe('symbol-taken')
    expect(await textOf(paragraphs[0]!)).toBe('Keep the lights.')
  })
  test('R7 R8 merged verbatim the words are the proposer’s, merged in part the chair’s; noted changes nothing', async () => {
    world.clock.forward(hourMs)
    const { ref, paragraphs } = await lights()
    const [one, two] = paragraphs as [ParagraphId, ParagraphId]
    const merged = sure(await propose('ana', ref, { paragraph: one })).ref
    expect(codeOf(await settle(ref, merged, {}, 'sylvie'))).toBe('not-allowed')
    sure(await settle(ref, merged, { text: 'Something else.' }))
    expect(await textOf(one)).toBe('Keep all the lights.')
    const authorOf = async (id: ParagraphId, words: string) =>
      (await attributions(world.store.read).of(id)).find((r) => r.text.includes(words))?.author
    expect(await authorOf(one, 'all')).toMatchObject({ name: 'Ardenia' })
    expect(await authorOf(one, 'Keep')).toEqual({ kind: 'platform' })
    expect(await find(merged)).toMatchObject({ status: 'merged', answer: 'It is clearer.' })
    expect((await entries()).at(-1)).toMatchObject({
      t: 'parley-v1/proposal.settled',
      by: { as: 'chair' },
      proposal: merged,
      settlement: 'merged',
      paragraph: one,
    })
    expect(codeOf(await settle(ref, merged))).toBe('already-settled')
    const part = sure(await propose('bela', ref, { paragraph: two, text: 'Ring all the bells.' })).ref
    expect(codeOf(await settle(ref, part, { settlement: 'merged-in-part' }))).toBe('no-wording')
    sure(await settle(ref, part, { settlement: 'merged-in-part', text: 'Ring the big bells.' }))
    expect(await textOf(two)).toBe('Ring the big bells.')
    expect(await authorOf(two, 'big')).toMatchObject({ kind: 'person', name: 'chiara' })
    for (const settlement of ['noted', 'not-taken'] as const) {
      const left = sure(await propose('bela', ref, { paragraph: two })).ref
      sure(await settle(ref, left, { settlement }))
      expect(await textOf(two)).toBe('Ring the big bells.')
    }
  })
  test('R8 a new paragraph is added at its place; a removed or settled one is not written to', async () => {
    world.clock.forward(hourMs)
    const { ref, id, paragraphs } = await lights()
    const [one, two] = paragraphs as [ParagraphId, ParagraphId]
    const added = sure(await propose('ana', ref, { after: one, text: 'And the horns.' })).ref
    sure(await settle(ref, added, { kind: 'sub' }))
    const first = sure(await propose('ana', ref, { text: 'Recalling the sea,' })).ref
    sure(await settle(ref, first, { kind: 'preambular' }))
    const norm = (await norms(world.store.read).byId(id))!
    expect(
      (await normTexts(world.store.read).live(norm)).paragraphs.map((p) => `${p.number} ${p.text}`),
    ).toEqual([
      'PP1 Recalling the sea,',
      'OP1 Keep the lights.',
      'OP1.1 And the horns.',
      'OP2 Ring the bells.',
    ])
    const gone = sure(await propose('ana', ref, { paragraph: two })).ref
    const afterGone = sure(await propose('ana', ref, { after: two })).ref
    sure(await removeParagraph(world.deps, null, { ref, paragraphId: two }))
    expect(await settle(ref, gone)).toMatchObject({
      error: { code: 'not-writable', why: 'paragraph-removed' },
    })
    expect(codeOf(await settle(ref, afterGone))).toBe('no-such-paragraph')
    const closed = sure(await propose('ana', ref, { paragraph: one })).ref
    await world.store.tx((c) => c.q.update(c.t.paragraph).set({ state: 'closed' }))
    expect(await settle(ref, closed)).toMatchObject({
      error: { code: 'not-writable', why: 'paragraph-closed' },
    })
    expect((await find(closed)).status).toBe('submitted')
    expect(codeOf(await settle(ref, closed, { settlement: 'noted' }))).toBe('ok')
  })
  test('R9 the chair’s text has one change log of what was settled since the one before', async () => {
    world.clock.forward(hourMs)
    const { ref, id, paragraphs } = await lights()
    const chair = (symbol: string, who: Who = 'chiara') =>
      freezeChairText(world.deps, by(world.people[who]), { ref, symbol })
    expect(codeOf(await chair('HAR/CT1'))).toBe('nothing-settled')
    const first = sure(await propose('ana', ref, { paragraph: paragraphs[0] })).ref
    sure(await settle(ref, first))
    expect(codeOf(await chair('HAR/CT1', 'sylvie'))).toBe('not-allowed')
    const one = sure(await chair('HAR/CT1'))
    world.clock.forward(1)
    const second = sure(await propose('bela', ref)).ref
    sure(await settle(ref, second, { settlement: 'not-taken', answer: 'Out of scope.' }))
    const two = sure(await chair('HAR/CT2'))
    const noteOf = async (n: number) => (await norms(world.store.read).version(id, n))!
    expect(await noteOf(one.number)).toMatchObject({
      kind: 'chair',
      note: `1 proposal settled: 1 merged.\nParagraph OP1: ${first} of Ardenia merged. It is clearer.`,
    })
    expect((await noteOf(two.number)).note).toBe(
      `1 proposal settled: 1 not taken.\nNew paragraph: ${second} of Belmora not taken. Out of scope.`,
    )
    expect((await entries()).at(-1)).toMatchObject({ settled: 1, kind: 'chair' })
  })
})
