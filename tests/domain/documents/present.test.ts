import { describe, expect, test } from 'vitest'
import { toldOf } from '~/domain/documents/present'

const somebody = (key: number, at: string | null = null, hidden = false) => ({ person: { key, at }, hidden })
const keysOf = (all: ReturnType<typeof somebody>[], n: number) => {
  const { people, more } = toldOf(all, n)
  return [people.map((p) => p.key), more]
}

describe('D24 who is told of', () => {
  test('as many as are listed, the rest as a number', () => {
    expect(keysOf([somebody(1), somebody(2)], 2)).toEqual([[1, 2], 0])
    expect(keysOf([somebody(1), somebody(2), somebody(3)], 2)).toEqual([[1, 2], 1])
    expect(keysOf([], 2)).toEqual([[], 0])
  })

  test('those who stand in a paragraph come first', () => {
    expect(keysOf([somebody(1), somebody(2, 'p'), somebody(3), somebody(4, 'q')], 3)).toEqual([[2, 4, 1], 1])
  })

  test('D25 whoever hides is neither listed nor counted', () => {
    expect(keysOf([somebody(1, 'p', true), somebody(2)], 1)).toEqual([[2], 0])
    expect(keysOf([somebody(1, null, true)], 5)).toEqual([[], 0])
  })
})
