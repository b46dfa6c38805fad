import { describe, expect, test } from 'vitest'
import { isZone, zonedInstant } from '~/contracts/instant'

describe('B25 a closing time is what a clock in the named zone shows', () => {
  test.each([
    ['2030-01-15T16:00', 'UTC', '2030-01-15T16:00:00.000Z'],
    ['2030-01-15T16:00', 'Europe/Lisbon', '2030-01-15T16:00:00.000Z'],
    ['2030-07-15T16:00', 'Europe/Lisbon', '2030-07-15T15:00:00.000Z'],
    ['2030-07-15T16:00', 'Asia/Kathmandu', '2030-07-15T10:15:00.000Z'],
    ['2030-07-15T16:00', 'Pacific/Kiritimati', '2030-07-15T02:00:00.000Z'],
    ['2030-07-15T16:00', 'Pacific/Niue', '2030-07-16T03:00:00.000Z'],
    // the hour that comes twice: the first is meant
    ['2030-10-27T01:30', 'Europe/Lisbon', '2030-10-27T00:30:00.000Z'],
    ['2030-03-31T02:00', 'Europe/Lisbon', '2030-03-31T01:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, is) => expect(zonedInstant(local, zone)?.toISOString()).toBe(is))

  test.each([
    ['2030-03-31T01:30', 'Europe/Lisbon'],
    ['2030-02-30T16:00', 'UTC'],
    ['2030-13-01T16:00', 'UTC'],
    ['2030-01-01T24:00', 'UTC'],
    ['2030-01-01', 'UTC'],
    ['tomorrow', 'UTC'],
    ['2030-01-01T16:00', 'Mars/Olympus'],
    ['2030-01-01T16:00', ''],
    ['2030-01-01T16:00', '__proto__'],
  ])('%s in %s is no instant', (local, zone) => expect(zonedInstant(local, zone)).toBeNull())

  test('a zone is a name that the platform knows', () => {
    expect([isZone('UTC'), isZone('America/Bogota'), isZone('x'.repeat(100)), isZone('UTC;')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
