import type { Deletion } from './judge-update'

/** Which characters of a text are deleted. Two people may delete the same ones; they are gone once. */
export interface Deleted {
  /** How many of these were not deleted before. */
  add(deletion: Deletion): number
  /** How many of these are deleted. */
  countIn(deletion: Deletion): number
  all(): Iterable<Deletion>
}

/** Stretches of one writer's characters, in their order; no two touch. */
interface Stretches {
  starts: number[]
  ends: number[]
}

export function noneDeleted(): Deleted {
  const byClient = new Map<number, Stretches>()
  const of = (client: number): Stretches => {
    const found = byClient.get(client) ?? { starts: [], ends: [] }
    byClient.set(client, found)
    return found
  }
  return {
    add: ({ client, clock, length }) => take(of(client), clock, clock + length),
    countIn({ client, clock, length }) {
      const stretches = byClient.get(client)
      return stretches ? covered(stretches, clock, clock + length) : 0
    },
    *all() {
      for (const [client, { starts, ends }] of byClient)
        for (const [i, clock] of starts.entries()) yield { client, clock, length: ends[i]! - clock }
    },
  }
}

/** Adds start to end, and tells how much of it is new. */
function take({ starts, ends }: Stretches, start: number, end: number): number {
  const first = firstFrom(ends, start)
  let last = first
  let known = 0
  let [from, to] = [start, end]
  for (; last < starts.length && starts[last]! <= end; last++) {
    known += Math.min(end, ends[last]!) - Math.max(start, starts[last]!)
    from = Math.min(from, starts[last]!)
    to = Math.max(to, ends[last]!)
  }
  starts.splice(first, last - first, from)
  ends.splice(first, last - first, to)
  return end - start - known
}

function covered({ starts, ends }: Stretches, start: number, end: number): number {
  let known = 0
  for (let i = firstFrom(ends, start); i < starts.length && starts[i]! < end; i++)
    known += Math.max(0, Math.min(end, ends[i]!) - Math.max(start, starts[i]!))
  return known
}

/** The first place whose value is not below. */
function firstFrom(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
