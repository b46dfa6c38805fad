import { describe, expect, test } from 'vitest'
import { type Seat, seatArcs } from '~/ui/ballots/seat-arcs'

const distance = (a: Seat, b: Seat) => Math.hypot(a.x - b.x, a.y - b.y)

function closest(seats: readonly Seat[]): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < seats.length; i += 1)
    for (let j = 0; j < i; j += 1) least = Math.min(least, distance(seats[i]!, seats[j]!))
  return least
}

const sizes = [...Array.from({ length: 60 }, (_, i) => i + 1), 99, 100, 193, 194, 250, 333, 499, 500]

describe('a hemicycle', () => {
  test.each(sizes)('of %i seats has them all, inside the half circle, none over another', (size) => {
    const { seats, seatRadius } = seatArcs(size)
    expect(seats).toHaveLength(size)
    for (const seat of seats) {
      expect(Math.hypot(seat.x, seat.y)).toBeLessThanOrEqual(100.001)
      expect(Math.hypot(seat.x, seat.y)).toBeGreaterThanOrEqual(37.999)
      expect(seat.y).toBeLessThanOrEqual(0.001)
    }
    expect(closest(seats)).toBeGreaterThanOrEqual(1.8 * seatRadius)
  })

  test('runs from the one flank to the other, so that a side is one block', () => {
    const { seats } = seatArcs(193)
    const angles = seats.map(({ x, y }) => Math.atan2(-y, -x))
    expect(angles).toEqual([...angles].sort((a, b) => a - b))
  })

  test('of no seats is empty', () => {
    expect(seatArcs(0).seats).toEqual([])
  })

  test('fills its rows in proportion to their length', () => {
    const rows = new Map<number, number>()
    for (const { x, y } of seatArcs(500).seats) {
      const radius = Number(Math.hypot(x, y).toFixed(3))
      rows.set(radius, (rows.get(radius) ?? 0) + 1)
    }
    const density = [...rows].map(([radius, seats]) => seats / radius)
    expect(Math.max(...density) / Math.min(...density)).toBeLessThan(1.1)
  })
})
