import { describe, expect, test } from 'vitest'
import { comingAndGoing } from '~/domain/documents/coming-and-going'

const [ana, bela, coro, dita] = ['Ana', 'Bela', 'Coro', 'Dita'].map((name) => ({
  name,
  speaksFor: 'Ardenia',
})) as [Named, Named, Named, Named]
interface Named {
  name: string
  speaksFor: string
}

describe('D24 what is spoken of people who come and go', () => {
  test.each([
    [[], [], ''],
    [[ana], [ana], ''],
    [[], [ana], 'Ana (Ardenia) has come to the desk.'],
    [[ana], [], 'Ana (Ardenia) has left.'],
    [[ana], [bela], 'Bela (Ardenia) has come to the desk. Ana (Ardenia) has left.'],
    [[], [ana, bela, coro], 'Ana (Ardenia), Bela (Ardenia), Coro (Ardenia) have come to the desk.'],
    [[], [ana, bela, coro, dita], '4 people have come to the desk.'],
    [[ana, bela, coro, dita], [], '4 people have left.'],
  ])('%j, then %j: %s', (before, now, said) => {
    expect(comingAndGoing(before, now)).toBe(said)
  })
})
