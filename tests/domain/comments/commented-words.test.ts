import { describe, expect, test } from 'vitest'
import { commentLimits } from '~/domain/comments/comment'
import { checkedSpan, locateWords, spanOfQuote } from '~/domain/comments/commented-words'

const text = 'States keep lights. Ports keep lights too.'

describe('C9 a quote says where it stands only if it stands there once', () => {
  test.each([
    { quote: 'States', is: { ok: true, value: { start: 0, end: 6 } } },
    { quote: 'lights too', is: { ok: true, value: { start: 31, end: 41 } } },
    { quote: 'keep lights', is: { ok: false, error: { code: 'words-more-than-once', times: 2 } } },
    { quote: 'states', is: { ok: false, error: { code: 'no-such-words' } } },
    { quote: '', is: { ok: false, error: { code: 'no-such-words' } } },
  ])('“$quote”', ({ quote, is }) => expect(spanOfQuote(text, quote)).toEqual(is))

  test('places that overlap are two', () => {
    expect(spanOfQuote('aaa', 'aa')).toEqual({ ok: false, error: { code: 'words-more-than-once', times: 2 } })
  })

  const long = 'x'.repeat(commentLimits.quote + 1)
  test.each([
    { of: 'as many as may be', text: long, start: 0, end: commentLimits.quote, is: undefined },
    { of: 'one more', text: long, start: 0, end: commentLimits.quote + 1, is: 'words-too-long' },
    { of: 'nothing', text, start: 3, end: 3, is: 'no-such-words' },
    { of: 'the wrong way round', text, start: 6, end: 0, is: 'no-such-words' },
    { of: 'white space only', text, start: 6, end: 7, is: 'no-such-words' },
    { of: 'half a character', text: 'a😀b', start: 0, end: 2, is: 'no-such-words' },
    { of: 'whole characters', text: 'a😀b', start: 0, end: 3, is: undefined },
  ])('a span of $of is $is', ({ text, start, end, is }) => {
    const checked = checkedSpan(text, { start, end })
    expect(checked.ok ? undefined : checked.error.code).toBe(is)
  })
})

describe('C10 where the words of a comment stand now', () => {
  test.each([
    { of: 'between the anchors, however they read', between: { start: 0, end: 6 }, quote: 'All', is: [0, 6] },
    {
      of: 'one character is left',
      between: { start: 7, end: 8 },
      quote: 'lights',
      is: [7, 8],
    },
    { of: 'all deleted: nearest before', between: { start: 21, end: 21 }, quote: 'lights', is: [12, 18] },
    { of: 'all deleted: nearest behind', between: { start: 28, end: 28 }, quote: 'lights', is: [31, 37] },
    { of: 'no anchors: the first', between: null, quote: 'lights', is: [12, 18] },
    { of: 'nowhere', between: { start: 3, end: 3 }, quote: 'lamps', is: null },
    { of: 'nowhere, no anchors', between: null, quote: 'lamps', is: null },
  ])('$of', ({ between, quote, is }) => {
    const span = locateWords(text, quote, between)
    expect(span && [span.start, span.end]).toEqual(is)
  })
})
