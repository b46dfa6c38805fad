import { assert } from '~/domain/assert'
import type { DelegationId } from '~/domain/ids'
import type { Json } from '~/domain/ledger/canonical'
import type { EntryBody } from '~/domain/ledger/entry'
import type { Capacity, Standing } from '~/domain/members/standing'
import { ok, type Result } from '~/domain/result'
import { type Conn, isUniqueViolation } from '~db/store'
import { answeredRequests } from '~db/stores/answered-requests'
import { ledger } from '~db/stores/ledger'
import { people } from '~db/stores/people'
import type { Actor, Deps } from './deps.server'

/** What is recorded beside the facts: the act, in which capacity, about what. */
export interface Act {
  /** '<noun>.<verb in the past>': 'comment.submitted'. */
  t: `${string}.${string}`
  as: Capacity
  delegation?: DelegationId
  /** The room that hears of it: 'norm/N-014'. */
  on: string
  facts?: Readonly<Record<string, Json>>
}

export interface Change {
  c: Conn
  now: Date
  /** Read inside this transaction, so a role taken away a moment ago is gone; null for the platform itself. */
  who: Standing | null
  /** Returns the entry as it was written. */
  record(act: Act): Promise<EntryBody>
}

/** Which entries a change has made: its last, and its first, which is the act itself; others follow from it. */
export interface Recorded {
  entryIndex: number
  actIndex: number
}

/**
 * The one write path: read, ask the rule, write rows and append the ledger entry in one transaction;
 * tell the rooms only after it has committed. A command must record at least one entry when it
 * succeeds, and must not have written when it refuses. May run `fn` again on a serialisation failure.
 * A request that names itself is done once: sent again, it is answered what it was answered (D30).
 */
export async function write<T extends object, R>(
  deps: Deps,
  actor: Actor,
  fn: (change: Change) => Promise<Result<T, R>>,
): Promise<Result<T & Recorded, R>> {
  let seqs: number[] = []
  const key = actor?.nextKey?.()
  const result = await again(() =>
    deps.store.tx(async (c) => {
      seqs = []
      const now = deps.now()
      const who = actor ? await people(c).standing(actor.personId) : null
      if (actor && !who) throw new Error('the acting person does not exist')
      const answered = key ? await answeredRequests(c).find(actor!.personId, key) : null
      if (answered) {
        seqs = [answered.firstSeq, answered.lastSeq]
        return ok(answered.value as T)
      }
      const done = await fn({
        c,
        now,
        who,
        record: async ({ t, as, delegation, on, facts }) => {
          const by = { as, ...(actor && { person: actor.personId }), ...(delegation && { delegation }) }
          const body: EntryBody = { t: `parley-v1/${t}`, at: now.toISOString(), by, on, ...facts }
          seqs.push(await ledger(c).append(body))
          return body
        },
      })
      assert(
        done.ok === seqs.length > 0,
        done.ok ? 'a change without a ledger entry' : 'refused after recording',
      )
      if (done.ok && key)
        await answeredRequests(c).add({
          personId: actor!.personId,
          key,
          value: done.value,
          firstSeq: seqs[0]!,
          lastSeq: seqs[seqs.length - 1]!,
          at: now,
        })
      return done
    }),
  )
  if (!result.ok) return result
  const { settle } = ledger(deps.store.read)
  const entryIndex = await settle(deps.store, seqs[seqs.length - 1]!)
  const actIndex = seqs.length === 1 ? entryIndex : await settle(deps.store, seqs[0]!)
  deps.announce()
  return { ok: true, value: { ...result.value, entryIndex, actIndex } }
}

const attempts = 5

/** Somebody typed into the paragraph at the same moment and took the update's number: look once more. */
async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (!isUniqueViolation(error) || attempt >= attempts) throw error
    }
  }
}
