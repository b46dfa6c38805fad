import type { PersonId } from '~/domain/ids'
import type { Store } from '~db/store'

/** What every command is given; clock and chance come from outside. */
export interface Deps {
  store: Store
  now(): Date
  /** A fresh UUIDv7. */
  newId(): string
  random(bytes: number): Uint8Array
  /** The ledger has grown: whoever broadcasts should look. Dropping this loses nothing. */
  announce(): void
}

/** Who asks for a change. `null`: the platform itself (jobs, seeds, the operator's command line). */
export type Actor = {
  personId: PersonId
  /** A name for each change that one request asks for, in their order; the same names when it is sent again. */
  nextKey?: (() => string) | undefined
} | null
