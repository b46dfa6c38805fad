import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offerAlternative } from '~/commands/brackets/offer-alternative.server'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { agreeParagraph } from '~/commands/norms/agree-paragraph.server'
import { closeParagraph, confirmParagraph } from '~/commands/norms/confirm-paragraph.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { reopenParagraph } from '~/commands/norms/reopen-paragraph.server'
import { reviseParagraph } from '~/commands/norms/revise-paragraph.server'
import { setPackageDeal } from '~/commands/norms/set-package-deal.server'
import { closeDueParagraphs } from '~/jobs/settle-text.server'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const day = 86_400_000

describe.each(engines)('paragraph states on %s', (engine) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  type Name = keyof TestWorld['people']
  const as = (name: Name) => by(world.people[name])

  async function paper(text = 'Keep the lights.', heading = '') {
    const made = await makeNorm(world.deps, world.forums.harbour, [{ text, heading }, { text: 'More.' }])
    const { id, ref } = made
    const place = { ref, paragraphId: made.paragraphs[0]! }
    const confirmBy = new Date(world.clock.now().getTime() + day)
    return {
      id,
      ref,
      place,
      confirmBy,
      agree: async (name: Name, at = confirmBy) =>
        codeOf(await agreeParagraph(world.deps, as(name), { ...place, confirmBy: at })),
      say: async (name: Name, confirmed: boolean) =>
        codeOf(await confirmParagraph(world.deps, as(name), { ...place, confirmed })),
      reopen: async (name: Name) =>
        codeOf(await reopenParagraph(world.deps, as(name), { ...place, reason: 'New figures.' })),
      state: async () => (await norms(world.store.read).paragraph(place.paragraphId))!.state,
    }
  }
  const lastEntry = async () => JSON.parse((await ledger(world.store.read).since(0, 9_999)).at(-1)!.body)

  describe('N17 agreed ad referendum', () => {
    test('declared by the secretariat or the chair, with a deadline to come', async () => {
      const p = await paper()
      expect(await p.agree('ana')).toBe('not-allowed')
      expect(await p.agree('chiara', world.clock.now())).toBe('ends-in-the-past')
      expect(await p.agree('sylvie')).toBe('ok')
      expect(await p.state()).toBe('agreed-ad-referendum')
      expect(await lastEntry()).toMatchObject({
        t: 'parley-v1/paragraph.agreed',
        by: { as: 'secretariat' },
        confirmBy: p.confirmBy.toISOString(),
      })
      expect(await p.agree('chiara')).toBe('already-settled')
    })
    test.each([
      ['a bracket in its words', 'Keep [the] lights.', '', 'brackets-in-paragraph'],
      ['a bracket in its heading', 'Keep.', '[Lights]', 'brackets-in-paragraph'],
      ['half a bracket', 'Keep [the lights.', '', 'brackets-in-paragraph'],
      ['no words', '', '', 'no-words'],
    ])('not with %s', async (_, text, heading, code) => {
      const p = await paper(text, heading)
      expect(await p.agree('chiara')).toBe(code)
      expect(await p.state()).toBe('open')
    })
    test('closes when every seated delegation has confirmed', async () => {
      const p = await paper()
      await p.agree('chiara')
      expect(await p.say('ana', true)).toBe('ok')
      expect(await p.say('alto', true)).toBe('same-position')
      expect(await p.say('bela', true)).toBe('ok')
      expect(await p.state()).toBe('agreed-ad-referendum')
      for (const name of ['chiara', 'sylvie'] as const)
        expect(await p.say(name, true)).toBe('delegations-only')
      for (const name of ['olga', 'ivo', 'paul'] as const) expect(await p.say(name, true)).toBe('not-allowed')
      expect(await p.say('coro', true)).toBe('ok')
      expect(await p.state()).toBe('closed')
      expect(await lastEntry()).toMatchObject({ t: 'parley-v1/paragraph.closed', by: { as: 'system' } })
      expect(await p.say('coro', false)).toBe('not-agreed')
    })
    test('one objection opens it again, also by who had confirmed; a new declaration begins anew', async () => {
      const p = await paper()
      await p.agree('chiara')
      await p.say('ana', true)
      await p.say('bela', true)
      expect(await p.say('ana', false)).toBe('ok')
      expect(await p.state()).toBe('open')
      expect(await p.say('coro', true)).toBe('not-agreed')
      expect(await p.agree('chiara')).toBe('ok')
      expect(await p.say('coro', true)).toBe('ok')
      expect(await p.state()).toBe('agreed-ad-referendum')
    })
    test('a millisecond before the deadline it waits; at the deadline it closes, and an objection is too late', async () => {
      const p = await paper()
      await p.agree('chiara')
      world.clock.forward(day - 1)
      expect(await closeDueParagraphs(world.deps)).toBe(0)
      expect(codeOf(await closeParagraph(world.deps, p.place))).toBe('still-confirming')
      world.clock.forward(1)
      expect(await p.say('ana', false)).toBe('confirmation-over')
      expect(await closeDueParagraphs(world.deps)).toBeGreaterThan(0)
      expect(await p.state()).toBe('closed')
      expect(await closeDueParagraphs(world.deps)).toBe(0)
    })
    test('an objection a millisecond before the deadline counts', async () => {
      const p = await paper()
      await p.agree('chiara')
      world.clock.forward(day - 1)
      expect(await p.say('bela', false)).toBe('ok')
      world.clock.forward(1)
      await closeDueParagraphs(world.deps)
      expect(await p.state()).toBe('open')
    })
  })

  test('N17 nothing in a settled paragraph changes, by whatever command; the chair reopens it', async () => {
    const p = await paper('Keep the lights.')
    await p.agree('chiara')
    const { deps } = world
    const chiara = as('chiara')
    const refused = async () => [
      codeOf(await reviseParagraph(deps, chiara, { ...p.place, kind: 'article', heading: 'H' })),
      codeOf(await moveParagraph(deps, chiara, { ...p.place, direction: 'down' })),
      codeOf(await removeParagraph(deps, chiara, p.place)),
      codeOf(await placeBracket(deps, as('ana'), { ...p.place, words: 'lights', reason: '' })),
      codeOf(await placeBracket(deps, as('ana'), { ...p.place, where: 'heading', reason: '' })),
    ]
    expect(new Set(await refused())).toEqual(new Set(['paragraph-closed']))
    await p.say('ana', true)
    await p.say('bela', true)
    await p.say('coro', true)
    expect(new Set(await refused())).toEqual(new Set(['paragraph-closed']))
    expect(await p.reopen('sylvie')).toBe('chair-only')
    expect(await p.reopen('ana')).toBe('not-allowed')
    expect(await p.reopen('chiara')).toBe('ok')
    expect(await p.state()).toBe('reopened')
    expect(await lastEntry()).toMatchObject({ t: 'parley-v1/paragraph.reopened', reason: 'New figures.' })
    expect(await p.reopen('chiara')).toBe('not-settled')
    const placed = sure(await placeBracket(deps, as('ana'), { ...p.place, words: 'lights', reason: '' }))
    expect(await p.agree('chiara')).toBe('brackets-in-paragraph')
    const bracket = { ref: p.ref, bracketId: placed.id }
    expect(codeOf(await offerAlternative(deps, as('bela'), { ...bracket, text: 'lamps' }))).toBe('ok')
  })

  test('N18 the chair declares a package deal and takes it back', async () => {
    const p = await paper()
    const say = async (name: Name, packageDeal: boolean) =>
      codeOf(await setPackageDeal(world.deps, as(name), { ref: p.ref, packageDeal }))
    expect(await say('sylvie', true)).toBe('chair-only')
    expect(await say('ana', true)).toBe('not-allowed')
    expect(await say('chiara', true)).toBe('ok')
    expect((await norms(world.store.read).byRef(p.ref))?.packageDeal).toBe(true)
    expect(await say('chiara', true)).toBe('package-as-said')
    expect(await say('chiara', false)).toBe('ok')
  })
})
