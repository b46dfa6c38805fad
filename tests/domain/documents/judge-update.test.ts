import { describe, expect, test } from 'vitest'
import {
  type Clocks,
  judgeUpdate,
  type Run,
  type TextUpdate,
  updateLimits,
} from '~/domain/documents/judge-update'

const ana = 70_000
const bela = 80_000
const run = (over: Partial<Run> = {}): Run => {
  const text = over.text === undefined ? 'abc' : over.text
  return { text, length: text?.length ?? 1, left: null, right: null, root: 't', ...over }
}
const rightOf = (client: number, clock: number) => ({ left: { client, clock }, root: null })
const update = (over: Partial<TextUpdate> = {}): TextUpdate => ({
  author: { client: ana, clock: 5 },
  runs: [run()],
  deletions: [],
  ...over,
})
const known: Clocks = new Map([[bela, 10]])
const judge = (u: TextUpdate, clock = 5) => judgeUpdate(u, { client: ana, clock }, known, 't')

describe('D3 an update is judged by where its log ends', () => {
  test('one that begins at the writer’s next character passes, and moves it on', () => {
    expect(judge(update())).toEqual({ ok: true, value: { duplicate: false, next: 8, added: 3 } })
  })

  test.each([
    { clock: 4, is: 'out-of-order' },
    { clock: 6, is: 'out-of-order' },
  ])('with the writer at $clock it is $is', ({ clock, is }) => {
    expect(judge(update(), clock)).toEqual({ ok: false, error: is })
  })

  test.each([
    { at: 8, duplicate: true },
    { at: 9, duplicate: true },
  ])('one whose characters are all there already is a duplicate (writer at $at)', ({ at, duplicate }) => {
    expect(judge(update(), at)).toEqual({ ok: true, value: { duplicate, next: at, added: 0 } })
  })

  test('one that is there in part is refused', () => {
    expect(judge(update(), 7)).toEqual({ ok: false, error: 'out-of-order' })
  })

  test.each([
    ['another’s last character', rightOf(bela, 9), true],
    ['a character another has not typed', rightOf(bela, 10), false],
    ['somebody unknown', rightOf(90_000, 0), false],
    ['the writer’s own earlier character', rightOf(ana, 4), true],
    ['the character itself', rightOf(ana, 5), false],
  ])('it may stand after %s: %s', (_, place, passes) => {
    expect(judge(update({ runs: [run(place)] })).ok).toBe(passes)
    const before = { left: null, right: place.left, root: null }
    expect(judge(update({ runs: [run(before)] })).ok).toBe(passes)
  })

  test('a second run may stand after the first', () => {
    expect(judge(update({ runs: [run(), run(rightOf(ana, 7))] })).ok).toBe(true)
    expect(judge(update({ runs: [run(), run(rightOf(ana, 8))] })).ok).toBe(false)
  })

  test.each([
    ['up to another’s last character', { client: bela, clock: 8, length: 2 }, true],
    ['beyond it', { client: bela, clock: 8, length: 3 }, false],
    ['what the same update inserts', { client: ana, clock: 5, length: 3 }, true],
    ['more than it inserts', { client: ana, clock: 5, length: 4 }, false],
  ])('it may delete %s: %s', (_, deletion, passes) => {
    expect(judge(update({ deletions: [deletion] })).ok).toBe(passes)
  })

  test('it may only delete, and then moves nothing on', () => {
    const only = update({ author: null, runs: [], deletions: [{ client: bela, clock: 0, length: 1 }] })
    expect(judge(only)).toEqual({ ok: true, value: { duplicate: false, next: 5, added: 0 } })
  })

  test.each([
    ['says nothing', update({ author: null, runs: [] }), 'malformed'],
    ['is by somebody else', update({ author: { client: bela, clock: 10 } }), 'foreign-author'],
    ['stands in another root', update({ runs: [run({ root: 'x' })] }), 'not-plain-text'],
    [
      'names a root beside a neighbour',
      update({ runs: [run({ ...rightOf(bela, 0), root: 't' })] }),
      'not-plain-text',
    ],
    ['stands nowhere', update({ runs: [run({ root: null })] }), 'not-plain-text'],
    ['breaks the line', update({ runs: [run({ text: 'a\nb' })] }), 'line-break'],
    ['has a control character', update({ runs: [run({ text: 'a\u0007b' })] }), 'forbidden-character'],
    ['overrides direction', update({ runs: [run({ text: '\u2066a' })] }), 'forbidden-character'],
  ] as const)('one that %s is refused', (_, wrong, code) => {
    expect(judge(wrong)).toEqual({ ok: false, error: code })
  })

  test('no writer passes the last number', () => {
    const last = update({ author: { client: ana, clock: updateLimits.clock - 3 } })
    expect(judge(last, updateLimits.clock - 3).ok).toBe(true)
    const over = update({ author: { client: ana, clock: updateLimits.clock - 2 } })
    expect(judge(over, updateLimits.clock - 2)).toEqual({ ok: false, error: 'out-of-order' })
  })

  test('words of all scripts, joined letters and signs of direction that only hint pass', () => {
    for (const text of ['投票', 'لا\u200f', '👩‍👩‍👧', 'a\u00a0b', '\ufffd'])
      expect(judge(update({ runs: [run({ text })] })).ok).toBe(true)
  })
})
