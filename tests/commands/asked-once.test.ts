import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/commands/deps.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import type { PersonId } from '~/domain/ids'
import { ledger } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { makeNorm } from '../norm-world'
import { by, codeOf, sure } from '../sure'
import { engines, openWorld, type TestWorld } from '../world'

describe.each(engines)('D30 a request that names itself is done once, on %s', (engine) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.drop())

  const named = (personId: PersonId, key: string): Actor => ({ personId, nextKey: () => key })
  async function lights() {
    const { ref } = await makeNorm(world.deps, world.forums.harbour, [{ text: 'One.' }, { text: 'Two.' }])
    const add = (who: Actor) =>
      addParagraph(world.deps, who, { ref, kind: 'article', heading: '', text: 'Three.' })
    const texts = async () => {
      const norm = (await norms(world.store.read).byRef(ref))!
      return (await normTexts(world.store.read).live(norm)).paragraphs.map((p) => p.text)
    }
    return { ref, add, texts }
  }
  const size = () => ledger(world.store.read).size()

  test('sent again it is answered as before, and nothing is changed; under another name it is another', async () => {
    const { add, texts } = await lights()
    const first = sure(await add(named(world.people.ana, 'the-first')))
    const before = await size()
    expect(sure(await add(named(world.people.ana, 'the-first')))).toEqual(first)
    expect(await size()).toBe(before)
    expect(await texts()).toEqual(['One.', 'Two.', 'Three.'])
    const second = sure(await add(named(world.people.ana, 'the-second')))
    expect(second.id).not.toBe(first.id)
    expect(await texts()).toEqual(['One.', 'Two.', 'Three.', 'Three.'])
  })

  test('sent twice at the same time it is done once, and both hear the same', async () => {
    const { add, texts } = await lights()
    const [one, other] = await Promise.all([
      add(named(world.people.ana, 'both-at-once')),
      add(named(world.people.ana, 'both-at-once')),
    ])
    expect(sure(one)).toEqual(sure(other))
    expect(await texts()).toEqual(['One.', 'Two.', 'Three.'])
  })

  test('a name is one person’s own; without one every request is another', async () => {
    const { add, texts } = await lights()
    sure(await add(named(world.people.ana, 'of-one-person')))
    sure(await add(named(world.people.bela, 'of-one-person')))
    sure(await add(by(world.people.ana)))
    sure(await add(by(world.people.ana)))
    expect(await texts()).toHaveLength(6)
  })

  test('what was refused was not done, and is tried anew', async () => {
    const { ref, texts } = await lights()
    const norm = (await norms(world.store.read).byRef(ref))!
    const [one, two] = (await norms(world.store.read).paragraphs(norm.id)).map((p) => p.id)
    const up = (key: string, paragraphId = one!) =>
      moveParagraph(world.deps, named(world.people.sylvie, key), { ref, paragraphId, direction: 'up' })
    expect(codeOf(await up('up-it-goes'))).toBe('at-the-end')
    sure(await up('the-other-up', two))
    sure(await up('up-it-goes'))
    expect(await texts()).toEqual(['One.', 'Two.'])
  })

  test('a name is remembered for a day', async () => {
    const { add, texts } = await lights()
    const day = 24 * 3_600_000
    sure(await add(named(world.people.ana, 'a-day-long')))
    world.clock.forward(day)
    sure(await add(named(world.people.ana, 'another-one')))
    sure(await add(named(world.people.ana, 'a-day-long')))
    expect(await texts()).toHaveLength(4)
    world.clock.forward(1)
    sure(await add(named(world.people.ana, 'and-a-third')))
    sure(await add(named(world.people.ana, 'a-day-long')))
    expect(await texts()).toHaveLength(6)
  })
})
