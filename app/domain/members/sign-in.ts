/** P10: a link works once, for a quarter of an hour. */
export const linkMinutes = 15
/** P13: how long a session lasts when nobody ends it. */
export const sessionDays = 14
/** P11: links sent in any hour, for one mail address and for one network: a whole meeting may share one. */
export const linksPerHour = { email: 5, network: 100 } as const
export const hourMs = 3_600_000

/**
 * P11: `asked`: when links were granted in the last hour, oldest first. Null when one more may be;
 * otherwise the instant from which it may.
 */
export function limitedUntil(asked: readonly Date[], most: number): Date | null {
  if (asked.length < most) return null
  return new Date(asked[asked.length - most]!.getTime() + hourMs)
}

export type LinkRefusal = { code: 'link-unknown' } | { code: 'link-used' } | { code: 'link-expired' }

/** P10: null when the link opens a session now. What was used is said to be used, however old it is. */
export function linkRefusal(
  link: { expiresAt: Date; usedAt: Date | null } | null,
  now: Date,
): LinkRefusal | null {
  if (!link) return { code: 'link-unknown' }
  if (link.usedAt) return { code: 'link-used' }
  return now >= link.expiresAt ? { code: 'link-expired' } : null
}

/**
 * P11: whom a limit is about: an IPv4 address, or the 64 bits of an IPv6 address that its provider gave out
 * (the other 64 are the reader's own to change). What is no address is taken as it is.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const middle = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...middle, ...right].slice(0, 4)
  return `${groups.map((g) => g.replace(/^0+(?=.)/, '')).join(':')}::/64`
}

/** P12: where to go after signing in: a path of this site, never another site. */
export function safePath(to: string | null | undefined, otherwise: string): string {
  const local = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/
  return to && to.length <= 500 && local.test(to) ? to : otherwise
}
