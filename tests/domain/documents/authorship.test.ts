import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AttributedRun,
  type Author,
  authorKey,
  authorShares,
  joinRuns,
} from '~/domain/documents/authorship'
import type { DelegationId, PersonId } from '~/domain/ids'

const ardenia: Author = { kind: 'delegation', id: 'a' as DelegationId, name: 'Ardenia' }
const belmora: Author = { kind: 'delegation', id: 'b' as DelegationId, name: 'Belmora' }
const chiara: Author = { kind: 'person', id: 'a' as PersonId, name: 'Chiara' }
const runs = fc.array(
  fc.record({
    text: fc.string({ unit: 'grapheme', maxLength: 5 }),
    author: fc.constantFrom<Author>(ardenia, belmora, chiara, { kind: 'platform' }, { kind: 'unknown' }),
  }),
)
const textOf = (of: readonly AttributedRun[]) => of.map((r) => r.text).join('')

describe('V4 every character has an author', () => {
  test('joining runs keeps each character and its author, and leaves no neighbours of one author', () => {
    const perCharacter = (of: readonly AttributedRun[]) =>
      of.flatMap((r) => [...r.text].map((ch) => `${authorKey(r.author)} ${ch}`))
    fc.assert(
      fc.property(runs, (some) => {
        const joined = joinRuns(some)
        expect(perCharacter(joined)).toEqual(perCharacter(some))
        joined.slice(1).forEach((r, i) => {
          expect(authorKey(r.author)).not.toBe(authorKey(joined[i]!.author))
        })
      }),
    )
  })
  test('shares sum to the length of the text, most first', () => {
    fc.assert(
      fc.property(runs, (some) => {
        const shares = authorShares(some).map((s) => s.characters)
        expect(shares.reduce((a, b) => a + b, 0)).toBe([...textOf(some)].length)
        expect([...shares].sort((a, b) => b - a)).toEqual(shares)
      }),
    )
  })
  test('a delegation and a person with one id are two authors; a character beyond the first plane is one', () => {
    expect(
      authorShares([
        { text: '𝄞𝄞', author: chiara },
        { text: 'a', author: ardenia },
      ]).map((s) => [s.author.kind, s.characters]),
    ).toEqual([
      ['person', 2],
      ['delegation', 1],
    ])
  })
})
