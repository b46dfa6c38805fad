import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  divide,
  equals,
  formatFraction,
  fraction,
  isZero,
  leastCommonMultiple,
  multiply,
  parseFraction,
  percent,
  subtract,
  zero,
} from '~/domain/fraction'

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([n, d]) => fraction(n, d))

describe('B1 numbers are exact', () => {
  test.each([
    ['3', 3n, 1n],
    ['0', 0n, 1n],
    ['2/3', 2n, 3n],
    ['4/6', 2n, 3n],
    ['0.85', 17n, 20n],
    ['0.10', 1n, 10n],
    ['007', 7n, 1n],
    ['0/5', 0n, 1n],
    ['451028881', 451028881n, 1n],
    ['9'.repeat(60), 10n ** 60n - 1n, 1n],
  ])('%s is read as %d/%d', (text, n, d) => {
    expect(parseFraction(text)).toEqual({ n, d })
  })

  test.each([
    '',
    ' ',
    '1e3',
    '1/0',
    '0/0',
    '1/00',
    '-1',
    '+1',
    '.5',
    '5.',
    '1/2/3',
    '0.5/2',
    '1/0.5',
    '1 ',
    ' 1',
    '1,5',
    '1_000',
    'NaN',
    'Infinity',
    '0x10',
    '٣',
    '1\n',
    '9'.repeat(61),
    `1.${'1'.repeat(61)}`,
    `1/${'1'.repeat(61)}`,
    'constructor',
  ])('%j is not a number', (text) => {
    expect(parseFraction(text)).toBeNull()
  })

  test('a sign is read only where asked', () => {
    expect(parseFraction('-2/3', true)).toEqual({ n: -2n, d: 3n })
    expect(parseFraction('--2', true)).toBeNull()
  })

  test('a divisor of zero is a fault', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError)
    expect(() => divide(fraction(1), zero)).toThrow(RangeError)
    expect(() => fraction(0.5)).toThrow(RangeError)
  })

  test('what is written reads back the same, in lowest terms', () => {
    fc.assert(
      fc.property(fractions, (f) => {
        expect(parseFraction(formatFraction(f), true)).toEqual(f)
        expect(f.d > 0n).toBe(true)
      }),
    )
  })

  test('sums and products obey the laws of arithmetic', () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a))
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)))
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)))
        expect(isZero(subtract(a, a))).toBe(true)
        if (!isZero(b)) expect(equals(multiply(divide(a, b), b), a)).toBe(true)
      }),
    )
  })

  test('comparing agrees with the sign of the difference', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        const { n } = subtract(a, b)
        expect(compare(a, b)).toBe(n < 0n ? -1 : n > 0n ? 1 : 0)
      }),
    )
  })

  test('the least common multiple is divided by both and by nothing smaller', () => {
    const small = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(small, small, (a, b) => {
        const multiples = Array.from({ length: b }, (_, i) => a * (i + 1))
        expect(leastCommonMultiple(BigInt(a), BigInt(b))).toBe(BigInt(multiples.find((m) => m % b === 0)!))
      }),
    )
  })
})

describe('B21 percentages are for display', () => {
  test.each([
    [fraction(119, 165), 1, '72.1 %'],
    [fraction(2, 3), 1, '66.7 %'],
    [fraction(2, 3), 2, '66.67 %'],
    [fraction(1, 2), 0, '50 %'],
    [fraction(1, 200), 0, '1 %'],
    [fraction(1, 1000), 1, '0.1 %'],
    [fraction(5, 10000), 1, '0.1 %'],
    [fraction(4, 10000), 1, '0.0 %'],
    [fraction(-1, 3), 1, '-33.3 %'],
    [fraction(-1, 100000), 1, '0.0 %'],
    [fraction(1), 1, '100.0 %'],
  ])('%o with %d digits is %s', (share, digits, text) => {
    expect(percent(share, digits)).toBe(text)
  })
})
