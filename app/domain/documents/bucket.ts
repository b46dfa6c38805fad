/** What somebody may still spend: refills steadily up to `burst`. */
export interface Bucket {
  left: number
  atMs: number
}

export interface Pace {
  perSecond: number
  burst: number
}

export const fullBucket = (pace: Pace, nowMs: number): Bucket => ({ left: pace.burst, atMs: nowMs })

/** Take `amount` if there is enough: changes the bucket and says so. A clock that goes back refills nothing. */
export function take(bucket: Bucket, pace: Pace, nowMs: number, amount = 1): boolean {
  const passed = Math.max(0, nowMs - bucket.atMs)
  bucket.left = Math.min(pace.burst, bucket.left + (passed * pace.perSecond) / 1_000)
  bucket.atMs = nowMs
  if (bucket.left < amount) return false
  bucket.left -= amount
  return true
}
