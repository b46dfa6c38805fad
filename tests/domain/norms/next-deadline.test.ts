import { expect, test } from 'vitest'
import { type Deadline, nextDeadline } from '~/domain/norms/next-deadline'

const on = (day: string): Deadline => ({ what: day, at: new Date(`${day}T12:00:00Z`), zone: 'UTC' })
const now = new Date('2026-12-02T12:00:00Z').getTime()

test('D27 the next deadline is the first that is still to come', () => {
  expect(nextDeadline([on('2026-12-05'), on('2026-12-03'), on('2026-12-04')], now)?.what).toBe('2026-12-03')
  expect(nextDeadline([on('2026-12-01')], now)).toBeNull()
  // at the very instant it is over
  expect(nextDeadline([on('2026-12-02')], now)).toBeNull()
  expect(nextDeadline([on('2026-12-02')], now - 1)?.what).toBe('2026-12-02')
  expect(nextDeadline([], now)).toBeNull()
})
