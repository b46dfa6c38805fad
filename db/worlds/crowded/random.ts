/** Chance from a seed, so that the crowded world is the same on every machine. */
export type Random = {
  /** Whole number from 0 to `below` - 1. */
  int: (below: number) => number
  pick: <T>(from: readonly T[]) => T
  /** True in `numerator` of `denominator` cases. */
  chance: (numerator: number, denominator: number) => boolean
}

/** Not for secrets: 32 bits of state, mixed by multiplication and shifts. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
    return (x ^ (x >>> 15)) >>> 0
  }
  const int = (below: number) => Math.floor((next() / 0x1_0000_0000) * below)
  return {
    int,
    pick: (from) => {
      const found = from[int(from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    chance: (numerator, denominator) => int(denominator) < numerator,
  }
}
