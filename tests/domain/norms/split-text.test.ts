import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normLimits } from '~/domain/norms/norm'
import { cutAt, glueBetween, linesOf, onlyPlace, partsBracket, pasteLimits } from '~/domain/norms/split-text'

describe('N10 cutting a text', () => {
  const cut = (text: string, at: number) => {
    const { head, tail } = cutAt(text, at)
    return [text.slice(0, head), text.slice(tail)]
  }
  test.each([
    ['one two', 3, ['one', 'two']],
    ['one two', 4, ['one', 'two']],
    ['one two', 0, ['', 'one two']],
    ['one two', 7, ['one two', '']],
    ['a𝄞b', 2, ['a', '𝄞b']],
    ['', 0, ['', '']],
  ])('%j at %i is %j', (text, at, parts) => expect(cut(text, at)).toEqual(parts))

  test('keeps every character that is not white space, wherever it cuts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '[', ']', '𝄞', 'é', 'ب') })
    fc.assert(
      fc.property(text, fc.nat(), (whole, n) => {
        const [head, tail] = cut(whole, n % (whole.length + 1))
        expect((head! + tail!).replace(/\s/gu, '')).toBe(whole.replace(/\s/gu, ''))
        expect(head!.isWellFormed() && tail!.isWellFormed()).toBe(true)
      }),
    )
  })

  test.each([
    [0, false],
    [2, false],
    [3, true],
    [5, true],
    [6, false],
  ])('a bracket is parted from its partner at %i: %s', (at, is) =>
    expect(partsBracket('a [bc] d', cutAt('a [bc] d', at))).toBe(is),
  )
  test('words name a place only where they stand once', () => {
    expect(onlyPlace('one two', 'two')).toBe(4)
    expect(onlyPlace('two two', 'two')).toBeNull()
    expect(onlyPlace('aaa', 'aa')).toBeNull()
    expect(onlyPlace('one', '')).toBeNull()
  })
  test.each([
    ['one', 'two', ' '],
    ['one ', 'two', ''],
    ['one', ' two', ''],
    ['', 'two', ''],
    ['各国', '应当', ''],
    ['各国。', 'States', ''],
    ['الدول', 'تقدم', ' '],
  ])('%j and %j are joined by %j', (head, tail, glue) => expect(glueBetween(head, tail)).toBe(glue))
})

describe('N11 lines', () => {
  test('of every kind of line end; empty ones are left out', () =>
    expect(linesOf(' a\r\nb\rc\n\n \u2028d\u2029')).toEqual({ lines: ['a', 'b', 'c', 'd'] }))
  test('at the limit, and one more', () => {
    const lines = (n: number) => linesOf(Array(n).fill('x').join('\n'))
    expect(lines(pasteLimits.lines)).toHaveProperty('lines')
    expect(lines(pasteLimits.lines + 1)).toEqual({ problem: 'too-many-lines', line: pasteLimits.lines + 1 })
    expect(linesOf(`a\n${'x'.repeat(normLimits.text)}`)).toHaveProperty('lines')
    expect(linesOf(`a\n${'x'.repeat(normLimits.text + 1)}`)).toEqual({ problem: 'line-too-long', line: 2 })
  })
})
