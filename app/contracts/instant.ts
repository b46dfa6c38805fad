const localForm = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/
const zoneForm = /^[A-Za-z0-9_+\-/]{1,64}$/

/** Whether the platform knows the named zone: `Europe/Lisbon`, `UTC`. */
export function isZone(zone: string): boolean {
  if (!zoneForm.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/**
 * The instant that a clock on the wall of the zone shows: `2030-01-15T16:00` in `Europe/Lisbon`. Of an hour that
 * comes twice the first is meant; null for one that does not come at all, for no such date, and for no such zone.
 */
export function zonedInstant(local: string, zone: string): Date | null {
  const match = localForm.exec(local)
  if (!match || !isZone(zone)) return null
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  if (new Date(wall).toISOString().slice(0, 16) !== local) return null
  // the zone's offset is never more than 18 hours, and changes at most once on the way
  const offsets = [wall - 18 * 3_600_000, wall + 18 * 3_600_000].map((at) => offsetMs(at, zone))
  const found = [...new Set(offsets)]
    .map((offset) => wall - offset)
    .filter((at) => at + offsetMs(at, zone) === wall)
    .sort((a, b) => a - b)
  return found[0] === undefined ? null : new Date(found[0])
}

function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((p) => p.type === type)?.value)
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return wall - Math.floor(at / 1000) * 1000
}
