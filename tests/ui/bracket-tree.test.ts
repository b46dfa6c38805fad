import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BracketNode, bracketTree } from '~/ui/norms/bracket-tree'

const written = (nodes: readonly BracketNode[]): string =>
  nodes.map((n) => (typeof n === 'string' ? n : `[${written(n.children)}${n.closed ? ']' : ''}`)).join('')

const depth = (nodes: readonly BracketNode[]): number =>
  Math.max(0, ...nodes.map((n) => (typeof n === 'string' ? 0 : 1 + depth(n.children))))

describe('square brackets of a text', () => {
  test('written out again are the text', () => {
    const piece = fc.constantFrom('[', ']', 'a', ' ', '小时', '\u202e')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        expect(written(bracketTree(text))).toBe(text)
      }),
    )
  })

  test('nest', () => {
    expect(bracketTree('within [five [working] days]')).toEqual([
      'within ',
      { closed: true, children: ['five ', { closed: true, children: ['working'] }, ' days'] },
    ])
  })

  test('one that closes nothing is a character; one that is never closed says so', () => {
    expect(bracketTree('a] b')).toEqual(['a] b'])
    expect(bracketTree('a [b')).toEqual(['a ', { closed: false, children: ['b'] }])
  })

  test('a hundred thousand of them make a shallow tree that is still the text', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000)
    const tree = bracketTree(text)
    expect(depth(tree)).toBe(12)
    expect(written(tree)).toBe(text)
  })
})
