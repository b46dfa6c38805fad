export interface Seat {
  x: number
  y: number
}

export interface Arcs {
  /** From the one flank to the other, so that blocks of seats stand side by side. */
  seats: Seat[]
  /** In the units of the seats, of which the outer arc has the radius 100. */
  seatRadius: number
}

const OUTER = 100
const INNER = 38
const LARGEST_SEAT = 9
/** Of the distance between two seats, the part that is the radius of one. */
const SEAT_SHARE = 0.4

/** Rows are filled in proportion to their length by Sainte-Laguë, so that no row looks empty beside another. */
function rowCounts(seats: number, radii: readonly number[]): number[] {
  const counts = radii.map(() => 0)
  for (let placed = 0; placed < seats; placed += 1) {
    let best = 0
    radii.forEach((radius, row) => {
      if (radius * (2 * counts[best]! + 1) > radii[best]! * (2 * counts[row]! + 1)) best = row
    })
    counts[best]! += 1
  }
  return counts
}

/** The distance between rows, and the least between two seats of a row. */
const pitchOf = (rows: number): number =>
  Math.min(LARGEST_SEAT / SEAT_SHARE, rows === 1 ? Number.POSITIVE_INFINITY : (OUTER - INNER) / (rows - 1))

const radiiOf = (rows: number): number[] =>
  Array.from({ length: rows }, (_, row) => OUTER - pitchOf(rows) * (rows - 1 - row))

const roomFor = (rows: number): number =>
  radiiOf(rows).reduce((n, radius) => n + Math.floor((Math.PI * radius) / pitchOf(rows)) + 1, 0)

function rowsFor(seats: number): number {
  let rows = 1
  while (roomFor(rows) < seats) rows += 1
  return rows
}

/** Places for any number of seats on half-circle arcs; `y` grows downwards and is 0 at the flanks. */
export function seatArcs(seats: number): Arcs {
  if (seats < 1) return { seats: [], seatRadius: LARGEST_SEAT }
  const rows = rowsFor(seats)
  const radii = radiiOf(rows)
  const counts = rowCounts(seats, radii)
  const placed = radii.flatMap((radius, row) => rowSeats(radius, counts[row]!))
  placed.sort((a, b) => a.angle - b.angle || b.radius - a.radius)
  const closest = Math.min(
    pitchOf(rows),
    ...radii.map((radius, row) => (Math.PI * radius) / Math.max(1, counts[row]! - 1)),
  )
  return {
    seats: placed.map(({ angle, radius }) => ({
      x: -radius * Math.cos(angle),
      y: -radius * Math.sin(angle),
    })),
    seatRadius: Math.min(LARGEST_SEAT, closest * SEAT_SHARE),
  }
}

const rowSeats = (radius: number, count: number): { angle: number; radius: number }[] =>
  Array.from({ length: count }, (_, i) => ({
    angle: count === 1 ? Math.PI / 2 : (Math.PI * i) / (count - 1),
    radius,
  }))
