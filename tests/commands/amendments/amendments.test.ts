import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmPlan } from '~/commands/amendments/confirm-plan.server'
import { mergeAmendment } from '~/commands/amendments/merge-amendment.server'
import { type ReviseAmendmentInput, reviseAmendment } from '~/commands/amendments/revise-amendment.server'
import { appealRuling, decideAppeal, ruleAmendment } from '~/commands/amendments/rule-amendment.server'
import { setAmendmentTerms } from '~/commands/amendments/set-terms.server'
import { settleAmendment } from '~/commands/amendments/settle-amendment.server'
import {
  leaveAmendment,
  nameMainSponsor,
  sponsorAmendment,
  takeOverAmendment,
  withdrawAmendment,
} from '~/commands/amendments/sponsor-amendment.server'
import { type TableAmendmentInput, tableAmendment } from '~/commands/amendments/table-amendment.server'
import { changeStage } from '~/commands/norms/change-stage.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import type { AmendmentTerms } from '~/domain/amendments/terms'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { amendmentActs } from '~db/stores/amendment-acts'
import { amendments } from '~db/stores/amendments'
import { attributions } from '~db/stores/attributions'
import { brackets } from '~db/stores/brackets'
import { ledger } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import { freeze, makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const first = 'Ships shall report within 72 hours.'

describe.each(engines)('amendments on %s', (engine) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  type Name = keyof TestWorld['people']
  const as = (name: Name) => by(world.people[name] as PersonId)

  /** In the regional forum, where one member is enough, unless told. */
  async function frozenNorm(texts = [first, 'Harbours answer.'], forum: 'harbour' | 'valley' = 'valley') {
    const made = await makeNorm(
      world.deps,
      world.forums[forum],
      texts.map((text) => ({ kind: 'operative' as const, text })),
    )
    await freeze(world.deps, made.ref, 'V/1')
    return made
  }
  type Made = Awaited<ReturnType<typeof frozenNorm>>

  const table = (norm: Made, name: Name, asked: Partial<TableAmendmentInput>) =>
    tableAmendment(world.deps, as(name), {
      ref: norm.ref,
      version: 1,
      op: 'replace',
      paragraphId: asked.op === 'add' ? undefined : norm.paragraphs[0],
      text: '',
      heading: '',
      reason: 'Because.',
      ...asked,
    })
  const tabled = async (norm: Made, name: Name, asked: Partial<TableAmendmentInput>) =>
    sure(await table(norm, name, asked)).am
  const rowOf = async (norm: Made, am: string) => (await amendments(world.store.read).byRef(norm.id, am))!
  const statusOf = async (norm: Made, am: string) => (await rowOf(norm, am)).status
  const liveOf = async (norm: Made) =>
    (await normTexts(world.store.read).live((await norms(world.store.read).byId(norm.id))!)).paragraphs.map(
      (p) => p.text,
    )
  const lastEntry = async () =>
    JSON.parse((await ledger(world.store.read).since(0, 10_000)).at(-1)!.body) as Record<string, unknown>
  const plan = async (norm: Made, ...lines: string[]) =>
    sure(
      await confirmPlan(world.deps, as('chiara'), {
        ref: norm.ref,
        steps: lines.map((line) => ({ ref: line.split(' ')[0]!, falls: line.split(' ').slice(1) })),
      }),
    )
  const settle = (norm: Made, am: string, adopted: boolean) =>
    settleAmendment(world.deps, as('chiara'), { ref: norm.ref, am, adopted, note: '' })
  const merge = (norm: Made, am: string) => mergeAmendment(world.deps, as('sylvie'), { ref: norm.ref, am })
  async function reword(paragraphId: ParagraphId, text: string) {
    const clientId = 0x100000 + Math.floor(text.length * 7919)
    await world.store.tx((c) =>
      wordings(c).revise(paragraphId, text, { personId: null, clientId, at: world.clock.now() } as never),
    )
  }
  /** The refusal's code; nothing may have been recorded. */
  async function refusedWith(act: Promise<Parameters<typeof codeOf>[0]>) {
    const size = await ledger(world.store.read).size()
    const code = codeOf(await act)
    expect(code).not.toBe('ok')
    expect(await ledger(world.store.read).size()).toBe(size)
    return code
  }

  describe('A2, A3 tabling', () => {
    test('the span is found; words stand in the ledger by their hash', async () => {
      const norm = await frozenNorm()
      const am = await tabled(norm, 'ana', { text: 'Ships shall report within 48 hours.' })
      expect(await rowOf(norm, am)).toMatchObject({
        op: 'replace',
        text: '48',
        spanStart: 26,
        spanEnd: 28,
        status: 'tabled',
        reason: 'Because.',
      })
      const entry = await lastEntry()
      expect(entry).toMatchObject({
        t: 'parley-v1/amendment.tabled',
        by: { as: 'delegate', delegation: world.delegations.ardenia },
        on: `norm/${norm.ref}`,
        amendment: am,
        version: 1,
        op: 'replace',
        span: [26, 28],
      })
      expect(entry.words).toMatch(/^[0-9a-f]{64}$/)
    })
    test.each([
      { asked: { text: first }, code: 'nothing-changes' },
      { asked: { text: ' ' }, code: 'no-words' },
      { asked: { version: 2, text: 'x' }, code: 'version-moved-on' },
      {
        asked: { paragraphId: '00000000-0000-7000-8000-000000000000' as ParagraphId },
        code: 'no-such-paragraph',
      },
      { asked: { parent: 'AM-99999', text: 'x' }, code: 'no-such-amendment' },
      { asked: { ref: 'N-999', text: 'x' }, code: 'not-found' },
    ])('$asked: $code', async ({ asked, code }) => {
      expect(await refusedWith(table(await frozenNorm(), 'ana', asked))).toBe(code)
    })
    test('a paragraph of another norm is none of this one', async () => {
      const other = await frozenNorm()
      const paragraphId = other.paragraphs[0]
      expect(await refusedWith(table(await frozenNorm(), 'ana', { paragraphId, text: 'x' }))).toBe(
        'no-such-paragraph',
      )
    })
    test('before anything is frozen there is nothing to amend', async () => {
      const norm = await makeNorm(world.deps, world.forums.valley, [{ text: first }])
      expect(await refusedWith(table(norm, 'ana', { text: 'x' }))).toBe('nothing-frozen')
    })
    test.each(['ivo', 'olga', 'paul', 'chiara', 'sylvie', 'coro'] as const)('A1 %s may not', async (name) => {
      expect(await refusedWith(table(await frozenNorm(), name, { text: 'x' }))).toBe('not-allowed')
    })
    test('the same twice by one delegation is one; by another it is another', async () => {
      const norm = await frozenNorm()
      const asked = { text: 'Ships shall report within 48 hours.' }
      await tabled(norm, 'ana', asked)
      expect(await refusedWith(table(norm, 'alto', asked))).toBe('tabled-already')
      await tabled(norm, 'bela', asked)
    })
    test('at text final the time for amendments is over', async () => {
      const norm = await frozenNorm()
      for (const to of ['consultation', 'text-final'] as const)
        sure(await changeStage(world.deps, as('chiara'), { ref: norm.ref, to }))
      expect(await refusedWith(table(norm, 'ana', { text: 'x' }))).toBe('text-closed')
    })
    test('two at the same time get two numbers', async () => {
      const [one, two] = await Promise.all([frozenNorm(), frozenNorm()])
      const both = await Promise.all([
        table(one, 'ana', { text: 'Ships report.' }),
        table(two, 'bela', { text: 'Ships report.' }),
      ])
      expect(new Set(both.map((r) => sure(r).am)).size).toBe(2)
    })
  })

  describe('A4-A6 sponsors', () => {
    test('in a global forum the second member brings it before the forum', async () => {
      const norm = await frozenNorm(undefined, 'harbour')
      const am = await tabled(norm, 'ana', { op: 'delete' })
      expect(await statusOf(norm, am)).toBe('draft')
      const place = { ref: norm.ref, am }
      expect(await refusedWith(sponsorAmendment(world.deps, as('alto'), place))).toBe('already-sponsor')
      world.clock.forward(60_000)
      sure(await sponsorAmendment(world.deps, as('bela'), place))
      expect(await rowOf(norm, am)).toMatchObject({ status: 'tabled', tabledAt: world.clock.now() })
      const sponsors = await amendments(world.store.read).sponsorsOf([(await rowOf(norm, am)).id])
      expect(sponsors.map((s) => [s.name, s.kind])).toEqual([
        ['Ardenia', 'main'],
        ['Belmora', 'co'],
      ])
      expect(sponsors[1]?.since).toEqual(world.clock.now())
      sure(await leaveAmendment(world.deps, as('bela'), place))
      expect(await statusOf(norm, am)).toBe('draft')
      expect(await refusedWith(leaveAmendment(world.deps, as('ana'), place))).toBe('main-sponsor-withdraws')
    })
    test('withdrawn by the main sponsor, taken over by another member', async () => {
      const norm = await frozenNorm()
      const am = await tabled(norm, 'ana', { text: 'Ships report promptly.' })
      const place = { ref: norm.ref, am }
      const child = await tabled(norm, 'bela', { parent: am, text: 'promptly and fully' })
      expect(await refusedWith(withdrawAmendment(world.deps, as('bela'), place))).toBe('not-main-sponsor')
      expect(await refusedWith(takeOverAmendment(world.deps, as('bela'), place))).toBe('not-withdrawn')
      sure(await withdrawAmendment(world.deps, as('alto'), place))
      expect(await statusOf(norm, am)).toBe('withdrawn')
      expect(await rowOf(norm, child)).toMatchObject({ status: 'fallen', note: `${am} was withdrawn.` })
      expect(await refusedWith(takeOverAmendment(world.deps, as('olga'), place))).toBe('not-allowed')
      sure(await takeOverAmendment(world.deps, as('bela'), place))
      const sponsors = await amendments(world.store.read).sponsorsOf([(await rowOf(norm, am)).id])
      expect(sponsors.filter((s) => !s.withdrawnAt).map((s) => [s.name, s.kind])).toEqual([
        ['Belmora', 'main'],
      ])
      expect(await rowOf(norm, am)).toMatchObject({ status: 'tabled', settledAt: null })
    })
    test('an amendment of another norm is not found under this one', async () => {
      const am = await tabled(await frozenNorm(), 'ana', { op: 'delete' })
      const { ref } = await frozenNorm()
      expect(await refusedWith(sponsorAmendment(world.deps, as('bela'), { ref, am }))).toBe('not-found')
      expect(await refusedWith(mergeAmendment(world.deps, as('sylvie'), { ref, am }))).toBe('not-found')
    })
  })

  describe('A7, A16, A17 rulings and appeals', () => {
    const out = { admissible: false, reason: 'It is out of scope.' }
    const votes = (votesFor: number, votesAgainst: number) => ({ votesFor, votesAgainst, abstentions: 1 })
    async function ruledOut() {
      const norm = await frozenNorm()
      const place = { ref: norm.ref, am: await tabled(norm, 'ana', { op: 'delete' }) }
      sure(await ruleAmendment(world.deps, as('chiara'), { ...place, ...out }))
      return { norm, place }
    }
    test('with a reason, by the chair alone; ruled admissible again', async () => {
      const norm = await frozenNorm()
      const place = { ref: norm.ref, am: await tabled(norm, 'ana', { op: 'delete' }) }
      const rule = (name: Name, ruling: typeof out) =>
        ruleAmendment(world.deps, as(name), { ...place, ...ruling })
      expect(await refusedWith(rule('sylvie', out))).toBe('not-allowed')
      expect(await refusedWith(appealRuling(world.deps, as('ana'), { ...place, reason: 'x' }))).toBe(
        'not-ruled-out',
      )
      sure(await rule('chiara', out))
      expect(await statusOf(norm, place.am)).toBe('inadmissible')
      expect(await refusedWith(rule('chiara', out))).toBe('no-change-of-ruling')
      sure(await rule('chiara', { admissible: true, reason: 'It is within scope.' }))
      expect(await rowOf(norm, place.am)).toMatchObject({ status: 'tabled', settledAt: null })
      const rulings = await amendmentActs(world.store.read).rulings([(await rowOf(norm, place.am)).id])
      expect(rulings.map((r) => [r.nth, r.admissible, r.reason])).toEqual([
        [1, false, 'It is out of scope.'],
        [2, true, 'It is within scope.'],
      ])
    })
    test('a sponsor appeals once; a tie leaves the ruling standing', async () => {
      const { norm, place } = await ruledOut()
      const appeal = (name: Name) =>
        appealRuling(world.deps, as(name), { ...place, reason: 'It is within it.' })
      expect(await refusedWith(decideAppeal(world.deps, as('chiara'), { ...place, ...votes(2, 1) }))).toBe(
        'no-appeal',
      )
      expect(await refusedWith(appeal('bela'))).toBe('not-a-sponsor')
      sure(await appeal('alto'))
      expect(await refusedWith(appeal('ana'))).toBe('appealed-already')
      expect(await statusOf(norm, place.am)).toBe('inadmissible')
      expect(await refusedWith(decideAppeal(world.deps, as('sylvie'), { ...place, ...votes(2, 1) }))).toBe(
        'not-allowed',
      )
      sure(await decideAppeal(world.deps, as('chiara'), { ...place, ...votes(2, 2) }))
      expect(await lastEntry()).toMatchObject({ t: 'parley-v1/amendment.appeal-decided', overruled: false })
      expect(await statusOf(norm, place.am)).toBe('inadmissible')
      expect(await refusedWith(appeal('ana'))).toBe('appealed-already')
      expect(await refusedWith(decideAppeal(world.deps, as('chiara'), { ...place, ...votes(3, 0) }))).toBe(
        'no-appeal',
      )
    })
    test('a majority overrules: it is open again', async () => {
      const { norm, place } = await ruledOut()
      sure(await appealRuling(world.deps, as('ana'), { ...place, reason: 'It is within it.' }))
      sure(await decideAppeal(world.deps, as('chiara'), { ...place, ...votes(3, 2) }))
      expect(await rowOf(norm, place.am)).toMatchObject({ status: 'tabled', settledAt: null })
      // a new ruling can be appealed against anew
      sure(await ruleAmendment(world.deps, as('chiara'), { ...place, ...out }))
      sure(await appealRuling(world.deps, as('ana'), { ...place, reason: 'Again.' }))
    })
  })

  describe('A14 main sponsors revise', () => {
    const revised = (norm: Made, name: Name, am: string, over: Partial<ReviseAmendmentInput> = {}) =>
      reviseAmendment(world.deps, as(name), {
        ref: norm.ref,
        am,
        version: 1,
        text: 'Ships shall report within 36 hours.',
        heading: '',
        reason: 'To meet others half way.',
        ...over,
      })
    test('what it said before is kept; co-sponsors and others may not', async () => {
      const norm = await frozenNorm()
      const am = await tabled(norm, 'ana', { text: 'Ships shall report within 48 hours.' })
      const place = { ref: norm.ref, am }
      sure(await sponsorAmendment(world.deps, as('bela'), place))
      expect(await refusedWith(revised(norm, 'bela', am))).toBe('not-main-sponsor')
      expect(await refusedWith(revised(norm, 'chiara', am))).toBe('not-allowed')
      expect(await refusedWith(revised(norm, 'ana', am, { version: 2 }))).toBe('version-moved-on')
      expect(
        await refusedWith(revised(norm, 'ana', am, { text: 'Ships shall report within 48 hours.' })),
      ).toBe('nothing-changes')
      sure(await revised(norm, 'ana', am))
      const row = await rowOf(norm, am)
      expect(row).toMatchObject({ text: '36', status: 'tabled' })
      const [before] = await amendmentActs(world.store.read).revisions([row.id])
      expect(before).toMatchObject({
        nth: 1,
        wording: 'Ships shall report within 48 hours.',
        reason: 'To meet others half way.',
        delegationId: world.delegations.ardenia,
      })
      sure(
        await nameMainSponsor(world.deps, as('ana'), { ...place, delegationId: world.delegations.belmora }),
      )
      expect(await refusedWith(withdrawAmendment(world.deps, as('ana'), place))).toBe('other-main-sponsors')
      expect(sure(await revised(norm, 'bela', am, { text: 'Ships shall report within 30 hours.' })).nth).toBe(
        2,
      )
      sure(await leaveAmendment(world.deps, as('ana'), place))
      expect(await refusedWith(revised(norm, 'ana', am))).toBe('not-main-sponsor')
    })
    test('only a co-sponsor is named', async () => {
      const norm = await frozenNorm()
      const place = { ref: norm.ref, am: await tabled(norm, 'ana', { op: 'delete' }) }
      const name = (who: Name) =>
        nameMainSponsor(world.deps, as(who), { ...place, delegationId: world.delegations.belmora })
      expect(await refusedWith(name('ana'))).toBe('not-a-co-sponsor')
      sure(await sponsorAmendment(world.deps, as('bela'), place))
      expect(await refusedWith(name('bela'))).toBe('not-main-sponsor')
      sure(await name('ana'))
      expect(await refusedWith(name('ana'))).toBe('not-a-co-sponsor')
    })
    test('amendments to it go along with its words, or are flagged', async () => {
      const norm = await frozenNorm()
      const am = await tabled(norm, 'ana', { text: 'Ships shall report by radio within 48 hours.' })
      const radio = await tabled(norm, 'bela', { parent: am, text: 'by letter within 48' })
      const hours = await tabled(norm, 'bela', { parent: am, text: 'by radio within 24' })
      sure(await revised(norm, 'ana', am, { text: 'Ships shall report by radio, at once, within 36 hours.' }))
      expect(await statusOf(norm, radio)).toBe('tabled')
      expect(await rowOf(norm, hours)).toMatchObject({ status: 'flagged' })
      expect(await lastEntry()).toMatchObject({ t: 'parley-v1/amendment.revised', flagged: [hours] })
      const child = await rowOf(norm, radio)
      const words = (await rowOf(norm, am)).text
      expect(words.slice(child.spanStart!, child.spanEnd!)).toBe('radio')
      sure(await revised(norm, 'bela', hours, { text: 'by radio, at once, within 24' }))
      expect(await rowOf(norm, hours)).toMatchObject({ status: 'tabled', note: '' })
    })
    test('one that was flagged is revised to the newest version and stands again', async () => {
      const norm = await frozenNorm()
      const am = await tabled(norm, 'ana', { text: 'Ships shall report within 48 hours.' })
      await reword(norm.paragraphs[0]!, 'Ships shall report daily.')
      const second = await freeze(world.deps, norm.ref, 'V/2')
      expect(await statusOf(norm, am)).toBe('flagged')
      sure(await revised(norm, 'ana', am, { version: 2, text: 'Ships shall report hourly.' }))
      expect(await rowOf(norm, am)).toMatchObject({
        status: 'tabled',
        versionId: second.id,
        text: 'hourly',
        note: '',
      })
    })
  })

  describe('A15 terms', () => {
    const set = (norm: Made, name: Name, terms: Partial<AmendmentTerms>) =>
      setAmendmentTerms(world.deps, as(name), {
        ref: norm.ref,
        sponsorsNeeded: 1,
        tableUntil: null,
        sponsorUntil: null,
        ...terms,
      })
    const inMinutes = (n: number) => new Date(world.clock.now().getTime() + n * 60_000)
    test('a new number holds at once for those that seek sponsors', async () => {
      const norm = await frozenNorm(undefined, 'harbour')
      const am = await tabled(norm, 'ana', { op: 'delete' })
      expect(await statusOf(norm, am)).toBe('draft')
      expect(await refusedWith(set(norm, 'ana', {}))).toBe('not-allowed')
      sure(await set(norm, 'sylvie', {}))
      expect(await statusOf(norm, am)).toBe('tabled')
      sure(await set(norm, 'chiara', { sponsorsNeeded: 3 }))
      expect(await statusOf(norm, am)).toBe('draft')
      expect(await lastEntry()).toMatchObject({ t: 'parley-v1/amendment.terms-set', sponsorsNeeded: 3 })
    })
    test('after the end nobody tables or joins; another end waives it', async () => {
      const norm = await frozenNorm()
      const am = await tabled(norm, 'ana', { op: 'delete' })
      sure(await set(norm, 'chiara', { tableUntil: inMinutes(5), sponsorUntil: inMinutes(10) }))
      world.clock.forward(5 * 60_000)
      expect(await refusedWith(table(norm, 'bela', { op: 'delete' }))).toBe('past-cut-off')
      sure(await sponsorAmendment(world.deps, as('bela'), { ref: norm.ref, am }))
      sure(await leaveAmendment(world.deps, as('bela'), { ref: norm.ref, am }))
      world.clock.forward(5 * 60_000)
      expect(await refusedWith(sponsorAmendment(world.deps, as('bela'), { ref: norm.ref, am }))).toBe(
        'past-cut-off',
      )
      sure(await set(norm, 'chiara', { tableUntil: inMinutes(5) }))
      await tabled(norm, 'bela', { op: 'delete' })
    })
  })

  describe('A9, A10 plan and results', () => {
    test('what falls with an adopted one falls; only what the plan names is settled', async () => {
      const norm = await frozenNorm()
      const to48 = await tabled(norm, 'ana', { text: 'Ships shall report within 48 hours.' })
      const child = await tabled(norm, 'bela', { parent: to48, text: '36' })
      const to24 = await tabled(norm, 'bela', { text: 'Ships shall report within 24 hours.' })
      const childOf24 = await tabled(norm, 'ana', { parent: to24, text: '12' })
      expect(codeOf(await settle(norm, to48, true))).toBe('not-in-plan')
      const steps = [{ ref: to48, falls: [] }]
      expect(await refusedWith(confirmPlan(world.deps, as('chiara'), { ref: norm.ref, steps }))).toBe(
        'plan-missing',
      )
      expect(await refusedWith(confirmPlan(world.deps, as('ana'), { ref: norm.ref, steps }))).toBe(
        'not-allowed',
      )
      await plan(norm, child, `${to48} ${to24}`, childOf24, to24)
      expect(codeOf(await settle(norm, to48, true))).toBe('open-amendments-to-it')
      sure(await settle(norm, child, true))
      expect(await refusedWith(withdrawAmendment(world.deps, as('ana'), { ref: norm.ref, am: to48 }))).toBe(
        'amended',
      )
      expect(sure(await settle(norm, to48, true)).fallen).toEqual([to24, childOf24])
      expect(await rowOf(norm, to24)).toMatchObject({ status: 'fallen', note: `${to48} was adopted.` })
      expect(codeOf(await settle(norm, to48, false))).toBe('not-tabled')
      expect(await refusedWith(merge(norm, child))).toBe('merged-with-its-parent')
      expect(sure(await merge(norm, to48)).outcome).toBe('clean')
      expect((await liveOf(norm))[0]).toBe('Ships shall report within 36 hours.')
      expect(await statusOf(norm, child)).toBe('merged')
    })
    test('an amendment of an amendment of an amendment is none', async () => {
      const norm = await frozenNorm()
      const am = await tabled(norm, 'ana', { text: 'Ships shall report within 48 hours.' })
      const child = await tabled(norm, 'bela', { parent: am, text: '36' })
      expect(await refusedWith(table(norm, 'ana', { parent: child, text: '30' }))).toBe('amends-an-amendment')
      const gone = await tabled(norm, 'ana', { op: 'delete' })
      expect(await refusedWith(table(norm, 'bela', { parent: gone, text: 'x' }))).toBe('not-amendable')
    })
  })

  describe('A13 merging', () => {
    const adopted = async (norm: Made, asked: Partial<TableAmendmentInput>) => {
      const am = await tabled(norm, 'ana', asked)
      await plan(norm, am)
      sure(await settle(norm, am, true))
      return am
    }
    test('added, moved, deleted, reworded: one at a time', async () => {
      const norm = await frozenNorm()
      const [one, two] = norm.paragraphs as [ParagraphId, ParagraphId]
      sure(await merge(norm, await adopted(norm, { op: 'add', afterId: one, text: 'New.' })))
      expect(await liveOf(norm)).toEqual([first, 'New.', 'Harbours answer.'])
      sure(await merge(norm, await adopted(norm, { op: 'move', paragraphId: two })))
      expect(await liveOf(norm)).toEqual(['Harbours answer.', first, 'New.'])
      sure(await merge(norm, await adopted(norm, { paragraphId: two, text: 'All harbours answer.' })))
      const gone = await adopted(norm, { op: 'delete', paragraphId: one })
      sure(await merge(norm, gone))
      expect(await liveOf(norm)).toEqual(['All harbours answer.', 'New.'])
      expect(await refusedWith(merge(norm, gone))).toBe('not-adopted')
      expect((await lastEntry()).t).toBe('parley-v1/amendment.merged')
    })
    test('words that changed meanwhile are not overwritten: both stand in brackets', async () => {
      const norm = await frozenNorm()
      const am = await adopted(norm, { text: 'Ships shall report within 48 hours.' })
      await reword(norm.paragraphs[0]!, 'All ships shall report within 24 hours.')
      expect(sure(await merge(norm, am)).outcome).toBe('bracketed')
      expect((await liveOf(norm))[0]).toBe('All ships shall report within [24][48] hours.')
      const held = await brackets(world.store.read).ofNorm(norm.id)
      expect(held.map((b) => [b.quote, b.holderId])).toEqual([
        ['[24]', world.delegations.ardenia],
        ['[48]', null],
      ])
    })
    test('the words that come in are the main sponsor’s', async () => {
      const norm = await frozenNorm()
      sure(await merge(norm, await adopted(norm, { text: 'Ships shall report within 48 hours.' })))
      const runs = await attributions(world.store.read).of(norm.paragraphs[0]!)
      expect(runs.find((r) => r.text === '48')?.author).toMatchObject({ kind: 'delegation', name: 'Ardenia' })
    })
    test('a paragraph that has left the draft is named', async () => {
      const norm = await frozenNorm()
      const am = await adopted(norm, { text: 'Ships shall report within 48 hours.' })
      sure(
        await removeParagraph(world.deps, as('sylvie'), { ref: norm.ref, paragraphId: norm.paragraphs[0]! }),
      )
      expect(await refusedWith(merge(norm, am))).toBe('paragraph-gone')
    })
    test('a delegate does not merge', async () => {
      const norm = await frozenNorm()
      const am = await adopted(norm, { op: 'delete' })
      expect(await refusedWith(mergeAmendment(world.deps, as('ana'), { ref: norm.ref, am }))).toBe(
        'not-allowed',
      )
    })
  })

  test('A11 with the next version open amendments go along or are flagged, and fit again later', async () => {
    const norm = await frozenNorm()
    const [one] = norm.paragraphs as [ParagraphId]
    const to48 = await tabled(norm, 'ana', { text: 'Ships shall report within 48 hours.' })
    const child = await tabled(norm, 'bela', { parent: to48, text: '36' })
    const gone = await tabled(norm, 'bela', { op: 'delete', paragraphId: norm.paragraphs[1] })
    const settled = await tabled(norm, 'ana', { text: 'Ships tell.' })
    sure(await withdrawAmendment(world.deps, as('ana'), { ref: norm.ref, am: settled }))
    await reword(one, 'All ships of the valley shall report within 72 hours.')
    await reword(norm.paragraphs[1]!, 'Harbours reply.')
    const second = await freeze(world.deps, norm.ref, 'V/2')
    expect(await lastEntry()).toMatchObject({
      t: 'parley-v1/amendment.reanchored',
      version: 2,
      kept: [to48, child],
      flagged: [gone],
    })
    const row = await rowOf(norm, to48)
    expect(row).toMatchObject({ versionId: second.id, status: 'tabled' })
    expect('All ships of the valley shall report within 72 hours.'.slice(row.spanStart!, row.spanEnd!)).toBe(
      '72',
    )
    expect((await rowOf(norm, child)).versionId).toBe(second.id)
    expect(await statusOf(norm, gone)).toBe('flagged')
    expect(await statusOf(norm, settled)).toBe('withdrawn')
    await reword(norm.paragraphs[1]!, 'Harbours answer.')
    const third = await freeze(world.deps, norm.ref, 'V/3')
    expect(await rowOf(norm, gone)).toMatchObject({ status: 'tabled', versionId: third.id, note: '' })
  })
})
