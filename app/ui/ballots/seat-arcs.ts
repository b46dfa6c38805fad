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

const radiiOf = (rows: number): number[] =>
  rows === 1
    ? [OUTER]
    : Array.from({ length: rows }, (_, row) => INNER + ((OUTER - INNER) * row) / (rows - 1))

/** As many seats as stand no closer along the arcs than the arcs do to one another. */
const roomFor = (rows: number): number => {
  const gap = rows === 1 ? 2.6 * LARGEST_SEAT : (OUTER - INNER) / (rows - 1)
  return radiiOf(rows).reduce((n, radius) => n + Math.floor((Math.PI * radius) / gap) + 1, 0)
}

function rowsFor(seats: number): number {
  if (seats <= roomFor(1)) return 1
  let rows = 3
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
    rows === 1 ? Number.POSITIVE_INFINITY : (OUTER - INNER) / (rows - 1),
    ...radii.map((radius, row) =>
      counts[row]! > 1 ? (Math.PI * radius) / (counts[row]! - 1) : Number.POSITIVE_INFINITY,
    ),
  )
  return {
    seats: placed.map(({ angle, radius }) => ({
      x: -radius * Math.cos(angle),
      y: -radius * Math.sin(angle),
    })),
    seatRadius: Math.min(LARGEST_SEAT, closest * 0.4),
  }
}

const rowSeats = (radius: number, count: number): { angle: number; radius: number }[] =>
  Array.from({ length: count }, (_, i) => ({
    angle: count === 1 ? Math.PI / 2 : (Math.PI * i) / (count - 1),
    radius,
  }))
