import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fullBucket, take } from '~/domain/documents/bucket'

const pace = { perSecond: 10, burst: 20 }

describe('D7 what may be spent', () => {
  test('the burst at once, and then as fast as it refills', () => {
    const bucket = fullBucket(pace, 0)
    expect(Array.from({ length: 21 }, () => take(bucket, pace, 0))).toEqual([...Array(20).fill(true), false])
    expect(take(bucket, pace, 99)).toBe(false)
    expect(take(bucket, pace, 100)).toBe(true)
    expect(take(bucket, pace, 100)).toBe(false)
  })

  test('a clock that goes back refills nothing', () => {
    const bucket = fullBucket(pace, 1_000)
    expect(take(bucket, pace, 1_000, 20)).toBe(true)
    expect(take(bucket, pace, 0)).toBe(false)
  })

  test('in no stretch of time is more spent than burst and pace allow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 200 }), (waits) => {
        const bucket = fullBucket(pace, 0)
        let now = 0
        let spent = 0
        for (const wait of waits) {
          now += wait
          if (take(bucket, pace, now)) spent++
        }
        expect(spent).toBeLessThanOrEqual(pace.burst + (now * pace.perSecond) / 1_000)
      }),
    )
  })
})
