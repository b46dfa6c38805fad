/** A broken invariant is a fault in our code, never something a member can cause. */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(`invariant broken: ${message}`)
}

/** The compiler proves that every case of a union was handled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
