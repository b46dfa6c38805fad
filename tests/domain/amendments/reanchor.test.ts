import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piecesOf } from '~/domain/amendments/pieces'
import { reanchor } from '~/domain/amendments/reanchor'
import { add, base, move, remove, whole, words } from './changes'

const was = 'Ships shall report within 72 hours.'
const change = words('a', was, 'Ships shall report within 48 hours.')
const quoteIn = (now: string) => {
  const found = reanchor(change, base(was), base(now), 'en')
  return found.fits ? now.slice(found.span!.start, found.span!.end) : found.reason
}

describe('A11 when the next version is frozen', () => {
  test.each([
    { now: was, is: '72' },
    { now: 'All ships of the region shall promptly report within 72 hours.', is: '72' },
    { now: 'Within 72 hours, harbours are told.', is: '72' },
    { now: 'Ships shall report within 36 hours.', is: 'words-changed' },
    { now: '', is: 'words-changed' },
  ])('$now', ({ now, is }) => {
    expect(quoteIn(now)).toBe(is)
  })
  test('two places follow the text each for itself; the words between are those of the new text', () => {
    const before = 'Ships shall report within 72 hours to the harbour that they left.'
    const own = words('a', before, 'Ships shall report within 48 hours to the harbour that they reach.')
    const now = 'All ships shall report within 72 hours by radio to the harbour that they left.'
    const found = reanchor(own, base(before), base(now), 'en')
    expect(found).toMatchObject({ fits: true, text: '48 hours by radio to the harbour that they reach' })
    const lost = base('Ships shall report within 72 hours to the harbour of departure.')
    expect(reanchor(own, base(before), lost, 'en')).toEqual({ fits: false, reason: 'words-changed' })
  })
  test('words that stand there twice, neither where they were, are not guessed', () => {
    const moved = base('72 is a number, and so is 72 plus one')
    const found = reanchor(words('a', 'x 72 y', 'x 48 y'), base('x 72 y'), moved, 'en')
    if (found.fits) expect(moved[0]!.text.slice(found.span!.start, found.span!.end)).toBe('72')
    else expect(found.reason).toBe('words-changed')
  })
  test.each([
    { name: 'its paragraph is gone', own: change, next: [], is: 'paragraph-gone' },
    { name: 'its place is gone', own: add('New.', 'b'), next: base('x'), is: 'place-gone' },
    { name: 'a move to a place that is gone', own: move('a', 'b'), next: base('x'), is: 'place-gone' },
    {
      name: 'a rewriting of a paragraph that changed',
      own: whole('a', 'x', 'h'),
      next: base('y'),
      is: 'words-changed',
    },
    {
      name: 'a deletion of a paragraph that changed',
      own: remove('a'),
      next: base('y'),
      is: 'words-changed',
    },
  ])('$name: flagged', ({ own, next, is }) => {
    expect(reanchor(own, base(was, 'Two.'), next, 'en')).toEqual({ fits: false, reason: is })
  })
  test.each([
    { name: 'a new paragraph at the beginning', own: add('New.', null) },
    { name: 'a move', own: move('a', 'b') },
    { name: 'a deletion of an unchanged paragraph', own: remove('a') },
  ])('$name fits', ({ own }) => {
    expect(reanchor(own, base(was, 'Two.'), base(was, 'Other.'), 'en')).toEqual({
      fits: true,
      span: null,
      text: own.text,
    })
  })
  test('what fits has its words in the new text, in their order and within the span', () => {
    const text = fc
      .array(fc.constantFrom('red', 'green', 'ناقل', '船舶', 'свет', 'and'), { minLength: 1, maxLength: 9 })
      .map((list) => list.join(' '))
    fc.assert(
      fc.property(text, text, text, (before, wanted, now) => {
        fc.pre(before !== wanted)
        const own = words('a', before, wanted)
        const found = reanchor(own, base(before), base(now), 'en')
        if (!found.fits) return
        let at = found.span!.start
        for (const { span } of piecesOf(own, before, 'en')) {
          const quote = before.slice(span.start, span.end)
          at = now.indexOf(quote, at) + quote.length
          expect(at).toBeGreaterThanOrEqual(found.span!.start + quote.length)
        }
        expect(at).toBeLessThanOrEqual(found.span!.end)
      }),
    )
  })
})
