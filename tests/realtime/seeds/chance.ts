/** The same numbers for the same seed, everywhere. */
export function chance(seed: number) {
  let state = seed
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
  return {
    below,
    /** True once in `n` times. */
    once: (n: number) => below(n) === 0,
    of: <T>(list: readonly T[]): T | undefined => list[below(Math.max(1, list.length))],
  }
}
export type Chance = ReturnType<typeof chance>
