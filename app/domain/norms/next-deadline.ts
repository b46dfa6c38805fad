/** Something that ends at an instant, in the zone it was set in. */
export interface Deadline {
  what: string
  at: Date
  /** IANA; UTC where nobody has said another. */
  zone: string
}

/** The first that is still to come; null: none is. */
export function nextDeadline(all: readonly Deadline[], nowMs: number): Deadline | null {
  const coming = all.filter((d) => d.at.getTime() > nowMs)
  return coming.reduce<Deadline | null>((first, d) => (first && first.at <= d.at ? first : d), null)
}
