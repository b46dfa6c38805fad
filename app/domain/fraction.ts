/** An exact rational number in lowest terms; the divisor is positive. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const SHAPE = /^(-?)(\d{1,60})(?:\.(\d{1,60})|\/(\d{1,60}))?$/
const SAFE = BigInt(Number.MAX_SAFE_INTEGER)

export const zero: Fraction = { n: 0n, d: 1n }
export const one: Fraction = { n: 1n, d: 1n }

/**
 * Read `3`, `2/3` or `0.85` exactly. Null for anything else: signs (unless `signed`), exponents, spaces,
 * a divisor of zero, more than 60 digits in a part.
 */
export function parseFraction(text: string, signed = false): Fraction | null {
  const match = text.length <= 122 ? SHAPE.exec(text) : null
  if (!match) return null
  const [, minus, whole = '', decimals, divisor] = match
  if (minus && !signed) return null
  if (divisor !== undefined && /^0+$/.test(divisor)) return null
  const n = BigInt(whole + (decimals ?? ''))
  const d = divisor !== undefined ? BigInt(divisor) : 10n ** BigInt(decimals?.length ?? 0)
  return fraction(minus ? -n : n, d)
}

/** `n/d` in lowest terms. Throws on a divisor of zero or a number that is not whole. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const top = BigInt(n)
  const bottom = BigInt(d)
  if (bottom === 1n) return { n: top, d: 1n }
  if (bottom === 0n) throw new RangeError('a fraction cannot have the divisor 0')
  const common = greatestCommonDivisor(top, bottom)
  const sign = bottom < 0n ? -1n : 1n
  return { n: (sign * top) / common, d: (sign * bottom) / common }
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.d === b.d) return fraction(a.n + b.n, a.d)
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d)
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { n: -b.n, d: b.d })
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d)
}

/** Throws when `b` is zero: whoever divides decides first what that means. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n)
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  // Products, not quotients: a third is not a float.
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

export const equals = (a: Fraction, b: Fraction): boolean => a.n === b.n && a.d === b.d
export const isZero = (f: Fraction): boolean => f.n === 0n

/** `n/d`, or `n` when whole. `parseFraction` reads it back. */
export function formatFraction(f: Fraction): string {
  return f.d === 1n ? `${f.n}` : `${f.n}/${f.d}`
}

/** `72.1 %`, rounded half away from zero. For display only: a percentage never decides. */
export function percent(f: Fraction, digits = 1): string {
  const scale = 10n ** BigInt(digits)
  const size = f.n < 0n ? -f.n : f.n
  const rounded = (size * 200n * scale + f.d) / (2n * f.d)
  const sign = f.n < 0n && rounded > 0n ? '-' : ''
  const whole = `${sign}${rounded / scale}`
  return digits === 0 ? `${whole} %` : `${whole}.${`${rounded % scale}`.padStart(digits, '0')} %`
}

/** The least common multiple of two positive integers. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  if (a === b || b === 1n) return a
  return (a / greatestCommonDivisor(a, b)) * b
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a
  let y = b < 0n ? -b : b
  while (y > 0n) {
    // Machine numbers are exact here and ten times as fast.
    if (x <= SAFE && y <= SAFE) return BigInt(smallDivisor(Number(x), Number(y)))
    const rest = x % y
    x = y
    y = rest
  }
  return x
}

function smallDivisor(a: number, b: number): number {
  let x = a
  let y = b
  while (y > 0) {
    const rest = x % y
    x = y
    y = rest
  }
  return x
}
