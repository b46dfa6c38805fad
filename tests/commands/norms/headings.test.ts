import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reviseParagraph } from '~/commands/norms/revise-paragraph.server'
import { setHeading } from '~/commands/norms/set-heading.server'
import { undoAct } from '~/commands/norms/undo-act.server'
import type { EntryBody } from '~/domain/ledger/entry'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { freeze, makeNorm } from '../../norm-world'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

describe.each(engines)('D29 headings on %s', (engine) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  async function lights(heading = 'Lights') {
    const norm = await makeNorm(world.deps, world.forums.harbour, [{ heading, text: 'Keep the lights.' }])
    const paragraphId = norm.paragraphs[0]!
    const place = { ref: norm.ref, paragraphId }
    const row = async () => (await norms(world.store.read).paragraph(paragraphId))!
    return { ref: norm.ref, place, row }
  }
  const lastEntry = async (): Promise<EntryBody> => {
    const [entry] = (await ledger(world.store.read).since(0, 1_000)).slice(-1)
    return JSON.parse(entry!.body)
  }

  test('changed alone, with an entry that says by whom and what it was; undone and done again', async () => {
    const { ref, place, row } = await lights()
    const ana = by(world.people.ana)
    const before = await row()
    const done = sure(await setHeading(world.deps, ana, { ...place, heading: 'All lights', was: 'Lights' }))
    expect(await row()).toEqual({ ...before, heading: 'All lights' })
    expect(await lastEntry()).toMatchObject({
      t: 'parley-v1/paragraph.revised',
      by: { as: 'delegate', person: world.people.ana },
      heading: 'All lights',
      was: { heading: 'Lights' },
    })
    const undone = sure(await undoAct(world.deps, ana, { ref, entry: done.actIndex }))
    expect((await row()).heading).toBe('Lights')
    sure(await undoAct(world.deps, ana, { ref, entry: undone.actIndex }))
    expect((await row()).heading).toBe('All lights')
  })

  test('of two at once the second is told both, and nothing is changed; knowing it, they replace it', async () => {
    const { place, row } = await lights()
    const [ana, bela] = [by(world.people.ana), by(world.people.bela)]
    sure(await setHeading(world.deps, ana, { ...place, heading: 'All lights', was: 'Lights' }))
    const size = await ledger(world.store.read).size()
    const mine = { ...place, heading: 'Every light' }
    expect(await setHeading(world.deps, bela, { ...mine, was: 'Lights' })).toEqual({
      ok: false,
      error: { code: 'heading-changed', now: 'All lights', yours: 'Every light' },
    })
    expect(await ledger(world.store.read).size()).toBe(size)
    expect((await row()).heading).toBe('All lights')
    sure(await setHeading(world.deps, bela, { ...mine, was: 'All lights' }))
    expect((await row()).heading).toBe('Every light')
  })

  test('two who make it the same do not stand in each other’s way', async () => {
    const { place, row } = await lights()
    const same = { ...place, heading: 'All lights', was: 'Lights' }
    sure(await setHeading(world.deps, by(world.people.ana), same))
    sure(await setHeading(world.deps, by(world.people.bela), same))
    expect((await row()).heading).toBe('All lights')
  })

  test('a revision that does not speak of the heading leaves it as somebody has just made it', async () => {
    const { place, row } = await lights()
    sure(await setHeading(world.deps, by(world.people.ana), { ...place, heading: 'All lights' }))
    sure(await reviseParagraph(world.deps, by(world.people.bela), { ...place, kind: 'sub' }))
    expect(await row()).toMatchObject({ kind: 'sub', heading: 'All lights' })
  })

  test('by whoever may change the wording: a delegate until a version is frozen, the secretariat after it', async () => {
    const { ref, place } = await lights()
    const heading = (who: keyof TestWorld['people'], words: string) =>
      setHeading(world.deps, by(world.people[who]), { ...place, heading: words })
    expect(codeOf(await heading('ana', 'A'))).toBe('ok')
    expect(codeOf(await heading('olga', 'U'))).toBe('not-allowed')
    await freeze(world.deps, ref, `HEAD/${ref}`)
    expect(codeOf(await heading('ana', 'B'))).toBe('suggest-only')
    expect(codeOf(await heading('sylvie', 'S'))).toBe('ok')
  })
})
