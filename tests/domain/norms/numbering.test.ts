import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ParagraphKind, paragraphKinds } from '~/domain/norms/norm'
import { numbered, numberParagraphs } from '~/domain/norms/numbering'

const letters: Record<string, ParagraphKind> = { p: 'preambular', o: 'operative', a: 'article', s: 'sub' }
const kindsOf = (text: string) => [...text].map((letter) => letters[letter]!)

describe('N6 numbers follow from order and kind', () => {
  test.each([
    ['', ''],
    ['pp', 'PP1 PP2'],
    ['ppoo', 'PP1 PP2 OP1 OP2'],
    ['aassa', '1 2 2.1 2.2 3'],
    ['asaas', '1 1.1 2 3 3.1'],
    ['oss', 'OP1 OP1.1 OP1.2'],
    ['osos', 'OP1 OP1.1 OP2 OP2.1'],
    ['s', '0.1'],
    ['ssas', '0.1 0.2 1 1.1'],
    // a preambular paragraph between does not take the subs away
    ['aps', '1 PP1 1.1'],
    ['asps', '1 1.1 PP1 1.2'],
    ['aosa', '1 OP1 OP1.1 2'],
  ])('%s -> %s', (kinds, numbers) => {
    expect(numberParagraphs(kindsOf(kinds)).join(' ')).toBe(numbers)
  })

  const someKinds = fc.array(fc.constantFrom(...paragraphKinds), { maxLength: 60 })
  test('no number stands twice, whatever the order', () => {
    fc.assert(
      fc.property(someKinds, (kinds) => {
        const numbers = numberParagraphs(kinds)
        expect(numbers).toHaveLength(kinds.length)
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
    )
  })
  test('what comes later changes no number before it', () => {
    fc.assert(
      fc.property(someKinds, someKinds, (before, after) => {
        expect(numberParagraphs([...before, ...after]).slice(0, before.length)).toEqual(
          numberParagraphs(before),
        )
      }),
    )
  })
  test('rows keep what they have', () => {
    expect(numbered([{ kind: 'article', id: 'x' }])).toEqual([{ kind: 'article', id: 'x', number: '1' }])
  })
})
