import type { Lease } from '~/contracts/documents'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import type { Store } from '~db/store'
import { leaseFloor, wordings } from '~db/stores/wordings'

/** Who writes under a client id just now. */
interface Held extends Lease {
  personId: PersonId
  /** The membership has been taken over by a newer connection of the same window. */
  lost(): void
}

interface Wanted {
  paragraphId: ParagraphId
  personId: PersonId
  delegationId: DelegationId | null
  resume: Lease | null
  lost(): void
}

interface LeasesOptions {
  store: Store
  now(): Date
  random(bytes: number): Uint8Array
}

/**
 * D5: the server draws the Yjs client id of everybody who writes, one for each window and paragraph, and
 * it is never held twice. A window whose connection broke takes up its own again, so that what was not yet
 * acknowledged can be sent once more and be recognised.
 */
export function openLeases({ store, now, random }: LeasesOptions) {
  const held = new Map<string, Held>()
  const keyOf = (paragraphId: ParagraphId, clientId: number) => `${paragraphId}/${clientId}`

  async function resumable({ paragraphId, personId, resume }: Wanted): Promise<boolean> {
    if (!resume) return false
    const holder = held.get(keyOf(paragraphId, resume.clientId))
    if (holder) return holder.token === resume.token && holder.personId === personId
    const row = await wordings(store.read).lease(paragraphId, resume.clientId)
    return row?.personId === personId && row.clientId >= leaseFloor
  }

  async function draw({ paragraphId, personId, delegationId }: Wanted): Promise<number> {
    for (;;) {
      const clientId = new DataView(random(4).buffer).getUint32(0) & 0x7fffffff
      if (clientId < leaseFloor) continue
      const row = { paragraphId, clientId, personId, delegationId, at: now() }
      if (await store.tx((c) => wordings(c).addLease(row), 'text')) return clientId
    }
  }

  return {
    async take(wanted: Wanted): Promise<Lease> {
      const { paragraphId, personId, resume, lost } = wanted
      const own = (await resumable(wanted)) ? resume : null
      const rival = own && held.get(keyOf(paragraphId, own.clientId))
      const lease =
        own && (!rival || rival.token === own.token)
          ? own
          : { clientId: await draw(wanted), token: Buffer.from(random(16)).toString('hex') }
      if (rival && rival.token === lease.token) rival.lost()
      held.set(keyOf(paragraphId, lease.clientId), { ...lease, personId, lost })
      return lease
    },
    giveBack(paragraphId: ParagraphId, { clientId, token }: Lease, lost: () => void) {
      const key = keyOf(paragraphId, clientId)
      const holder = held.get(key)
      if (holder?.token === token && holder.lost === lost) held.delete(key)
    },
  }
}
export type Leases = ReturnType<typeof openLeases>
