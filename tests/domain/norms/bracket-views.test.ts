import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findSpan, locateBrackets, outerPairs, selectedSpan } from '~/domain/norms/bracket-place'
import { aroundSpan, openOverTime, viewAs, viewText } from '~/domain/norms/bracket-views'
import { findBrackets } from '~/domain/norms/brackets'

const letters = fc.string({ unit: fc.constantFrom('[', ']', 'a', 'b', ' '), maxLength: 60 })
const nowhere = () => null

describe('N19 views of a bracketed text', () => {
  test.each([
    ['States [shall][should] report', 'States report'],
    ['Report [within 72 hours], always', 'Report, always'],
    ['a [b [c] d] e', 'a e'],
    ['nothing  to drop .', 'nothing  to drop .'],
    ['[all of it]', ''],
    ['half a ] bracket', 'half a ] bracket'],
  ])('clean: %s', (text, clean) => {
    expect(viewText(text, () => 'drop')).toBe(clean)
  })
  test('keeping everything changes nothing; opening all leaves the other characters', () => {
    fc.assert(
      fc.property(letters, (text) => {
        expect(viewText(text, () => 'keep')).toBe(text)
        const open = viewText(text, () => 'open')
        expect(open.replace(/[[\]]/g, '')).toBe(text.replace(/[[\]]/g, ''))
        expect(findBrackets(open).pairs).toEqual([])
      }),
    )
  })
  const held = (text: string, quote: string, over: object = {}) => ({
    start: text.indexOf(quote),
    end: text.indexOf(quote) + quote.length,
    with: false,
    pairs: [],
    own: null,
    ...over,
  })
  test('as a delegation: its own brackets out, those of others opened, those of nobody as they are', () => {
    const text = 'a [own] b [other] c [nobody] d'
    expect(viewAs(text, [held(text, '[own]', { with: true }), held(text, '[other]')])).toBe(
      'a b other c [nobody] d',
    )
  })
  test.each([
    [0, 'in ten days'],
    [1, 'in thirty days'],
    ['none', 'in days'],
    [null, 'in [ten][thirty] days'],
  ])('as a delegation: its own alternative %s', (own, seen) => {
    const text = 'in [ten][thirty] days'
    const quote = '[ten][thirty]'
    const bracket = held(text, quote)
    expect(viewAs(text, [{ ...bracket, pairs: outerPairs(text, bracket), own } as never])).toBe(seen)
  })
})

describe('N12 the words to bracket', () => {
  test('a span taken never holds one end of a bracket, and surrounding it adds one pair', () => {
    fc.assert(
      fc.property(letters, fc.nat(60), fc.nat(60), (text, a, b) => {
        const words = text.slice(Math.min(a, b), Math.max(a, b))
        const found = findSpan(text, words)
        if (!found.ok) return
        const { start, end } = found.value
        expect(text.slice(start, end)).toBe(words)
        const after = `${text.slice(0, start)}[${words}]${text.slice(end)}`
        expect(findBrackets(after).pairs).toHaveLength(findBrackets(text).pairs.length + 1)
        expect(findBrackets(after).pairs.some((p) => p.start === start && p.end === end + 2)).toBe(true)
      }),
    )
  })
  test.each([
    ['aXa', 'a', undefined, null],
    ['X', 'X', undefined, 0],
    ['aXa', 'a', 0, 0],
    ['aXa', 'a', 1, 2],
    ['aXa', 'a', 2, null],
    ['', undefined, 0, null],
    ['all', undefined, 0, 0],
  ])('in %j the words %j, place %i, stand at %j', (text, words, nth, at) => {
    const found = findSpan(text, words, nth)
    expect(found.ok ? found.value.start : null).toBe(at)
  })
})

describe('N12 selected words', () => {
  test.each([
    ['report soon now', 6, 11, [7, 11]],
    ['report soon now', 6, 12, [7, 11]],
    ['report   now', 6, 9, null],
    ['a [b] c', 2, 5, [2, 5]],
    ['a [b] c', 0, 4, null],
  ])('in %j from %i to %i', (text, start, end, span) => {
    const found = selectedSpan(text, { start, end })
    expect(found.ok ? [found.value.start, found.value.end] : null).toEqual(span)
  })
})

describe('the words around a bracket', () => {
  const long = `${'word '.repeat(40)}[x]${' word'.repeat(40)}`
  test.each([
    ['a [b] c', 2, 5, 'a ', ' c'],
    ['[b]', 0, 3, '', ''],
  ])('of %j', (text, start, end, before, after) => {
    expect(aroundSpan(text, { start, end })).toEqual({ before, after })
  })
  test('are cut between words, and never inside a character', () => {
    const { before, after } = aroundSpan(long, { start: 200, end: 203 })
    expect(before).toMatch(/^…(word )+$/)
    expect(after).toMatch(/^( word)+…$/)
    for (const lamps of ['💡'.repeat(80), `a${'💡'.repeat(80)}`]) {
      const around = aroundSpan(`${lamps}[x]${lamps}`, { start: lamps.length, end: lamps.length + 3 })
      expect(around.before.isWellFormed() && around.after.isWellFormed()).toBe(true)
    }
  })
})

describe('N7 brackets without anchors are found by their words, each pair once', () => {
  const row = (id: string, quote: string) => ({ id, quote, anchorStart: null, anchorEnd: null })
  test('two of the same words, and one too many', () => {
    const text = '[a] and [a]'
    const found = locateBrackets([row('1', '[a]'), row('2', '[a]'), row('3', '[a]')], { text, find: nowhere })
    expect([...found]).toEqual([
      ['1', { start: 0, end: 3 }],
      ['2', { start: 8, end: 11 }],
    ])
  })
  test('alternatives side by side are one quote', () => {
    const found = locateBrackets([row('1', '[a][b]')], { text: 'x [a][b] y', find: nowhere })
    expect(found.get('1')).toEqual({ start: 2, end: 8 })
  })
})

describe('open brackets over time', () => {
  const at = (iso: string) => new Date(iso)
  test('one count a day, at its end', () => {
    expect(
      openOverTime([
        { placedAt: at('2030-01-01T10:00:00Z'), liftedAt: at('2030-01-03T00:00:00Z') },
        { placedAt: at('2030-01-01T23:59:59Z'), liftedAt: null },
        { placedAt: at('2030-01-03T12:00:00Z'), liftedAt: at('2030-01-03T13:00:00Z') },
      ]),
    ).toEqual([
      { day: '2030-01-01', placed: 2, lifted: 0, open: 2 },
      { day: '2030-01-03', placed: 1, lifted: 2, open: 1 },
    ])
    expect(openOverTime([])).toEqual([])
  })
})
