import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bracketsLeft, countBrackets, findBrackets, isBalanced } from '~/domain/norms/brackets'

describe('N7 brackets', () => {
  test.each([
    ['no brackets', []],
    ['[a]', ['1 [a]']],
    ['[shall][should]', ['1 [shall]', '1 [should]']],
    ['within [72 [or 48] hours]', ['1 [72 [or 48] hours]', '2 [or 48]']],
    ['[[a]]', ['1 [[a]]', '2 [a]']],
    ['[]', ['1 []']],
    ['[يجب][ينبغي] ‏ 條', ['1 [يجب]', '1 [ينبغي]']],
    ['[😀 a] b', ['1 [😀 a]']],
  ])('%s', (text, pairs) => {
    expect(findBrackets(text).pairs.map((p) => `${p.depth} ${p.quote}`)).toEqual(pairs)
    expect(findBrackets(text).stray).toEqual([])
    expect(isBalanced(text)).toBe(true)
    expect(countBrackets(text)).toBe(pairs.length)
  })

  test.each([
    ['a ] b', [2], 1],
    ['a [ b', [2], 1],
    ['][', [0, 1], 2],
    ['[a]]', [3], 2],
    // the inner one closes, the outer one is left open
    ['[a [b]', [0], 2],
  ])('%s has stray brackets at %j and %i left to settle', (text, stray, left) => {
    expect(findBrackets(text).stray).toEqual(stray)
    expect(isBalanced(text)).toBe(false)
    expect(countBrackets(text)).toBe(left)
  })

  const bracketText = fc.string({ unit: fc.constantFrom('[', ']', 'a', ' '), maxLength: 80 })
  test('every bracket is in one pair or stray; pairs nest and never cross', () => {
    fc.assert(
      fc.property(bracketText, (text) => {
        const { pairs, stray } = findBrackets(text)
        const ends = [...pairs.flatMap((p) => [p.start, p.end - 1]), ...stray].sort((a, b) => a - b)
        expect(ends).toEqual([...text.matchAll(/[[\]]/g)].map((m) => m.index))
        for (const a of pairs)
          for (const b of pairs) expect(a.start < b.start && b.start < a.end && a.end < b.end).toBe(false)
      }),
    )
  })
  test('counting is finding', () => {
    fc.assert(
      fc.property(bracketText, (text) => {
        const { pairs, stray } = findBrackets(text)
        expect(countBrackets(text)).toBe(pairs.length + stray.length)
      }),
    )
  })
  test('a hundred thousand brackets take no time', () => {
    const text = '['.repeat(100_000)
    const begun = performance.now()
    expect(countBrackets(text)).toBe(100_000)
    expect(findBrackets(text).stray).toHaveLength(100_000)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
  test('title, headings and paragraphs count', () => {
    const paragraphs = [
      { heading: '[b]', text: 'c [d [e]]' },
      { heading: '', text: 'f' },
    ]
    expect(bracketsLeft({ title: '[a]', paragraphs })).toBe(4)
    expect(bracketsLeft({ title: 'a', paragraphs: [] })).toBe(0)
  })
})
