const DAY_MS = 86_400_000

/** Days are counted from the UTC day of `now`: `at(-6, '09:30')` is half past nine, six days ago. */
export type At = (day: number, time: string) => number

/**
 * A world keeps its distances to `now`, so an open ballot is open whenever the world is filled.
 * Past events use day -1 or earlier: a time of today may still lie ahead.
 */
export function instantsAround(now: Date): At {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  return (day, time) => midnight + day * DAY_MS + minutesOf(time) * 60_000
}

function minutesOf(time: string): number {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!found) throw new Error(`not a time of day: ${time}`)
  return Number(found[1]) * 60 + Number(found[2])
}
