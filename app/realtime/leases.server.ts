import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Lease } from '~/contracts/documents'
import type { TextId, TextName } from '~/domain/documents/text-name'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import type { Store } from '~db/store'
import { suggestions } from '~db/stores/suggestions'
import { leaseFloor, wordings } from '~db/stores/wordings'
import type { LiveText } from './live-text.server'

/** Who writes under a client id just now. */
interface Held extends Lease {
  text: TextId
  personId: PersonId
  /** The membership has been taken over by a newer connection of the same window. */
  lost(): void
}

interface Wanted {
  text: LiveText
  personId: PersonId
  delegationId: DelegationId | null
  resume: Lease | null
  lost(): void
  /** The connection has ended meanwhile: it must not take the client id from the one that came after it. */
  isGone(): boolean
}

interface ForWhom {
  paragraphId: ParagraphId
  personId: PersonId
}

interface LeasesOptions {
  store: Store
  now(): Date
  random(bytes: number): Uint8Array
}

/**
 * D5, D14: the server draws the Yjs client id of everybody who writes, one for each window and text, and it
 * is never held twice, nor used both in a paragraph and in a suggestion on it. A window whose connection broke takes up its own again, so that what was not yet
 * acknowledged can be sent once more and be recognised.
 */
export function openLeases({ store, now, random }: LeasesOptions) {
  const held = new Map<string, Held>()
  const secret = random(32)
  const keyOf = (paragraphId: ParagraphId, clientId: number) => `${paragraphId}/${clientId}`

  async function resumable(wanted: Wanted): Promise<boolean> {
    const { text, personId, resume } = wanted
    if (!resume) return false
    const { paragraphId } = text.name
    const holder = held.get(keyOf(paragraphId, resume.clientId))
    if (holder) return isSame(holder, resume, text) && holder.personId === personId
    const row = await wordings(store.read).lease(paragraphId, resume.clientId)
    if (!row) return isReserved({ paragraphId, personId }, resume) && (await add(wanted, resume.clientId))
    if (row.personId !== personId || row.clientId < leaseFloor) return false
    return isOfText(resume.clientId, text)
  }

  async function isOfText(clientId: number, { name, fork }: LiveText): Promise<boolean> {
    const suggestionId = await suggestions(store.read).wroteIn(name.paragraphId, clientId)
    if (suggestionId) return suggestionId === name.suggestionId
    return !fork?.body.counts.clocks.has(clientId)
  }

  const add = ({ text, personId, delegationId }: Wanted, clientId: number) => {
    const row = { paragraphId: text.name.paragraphId, clientId, personId, delegationId, at: now() }
    return store.tx((c) => wordings(c).addLease(row), 'text')
  }

  function drawn(): number {
    for (;;) {
      const clientId = new DataView(random(4).buffer).getUint32(0) & 0x7fffffff
      if (clientId >= leaseFloor) return clientId
    }
  }

  async function draw(wanted: Wanted): Promise<number> {
    for (;;) {
      const clientId = drawn()
      if (await add(wanted, clientId)) return clientId
    }
  }

  const seal = ({ paragraphId, personId }: ForWhom, clientId: number) =>
    createHmac('sha256', secret).update(`${paragraphId}/${personId}/${clientId}`).digest('hex').slice(0, 32)

  function isReserved(wanted: ForWhom, { clientId, token }: Lease): boolean {
    const expected = Buffer.from(seal(wanted, clientId))
    const given = Buffer.from(token)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  return {
    /**
     * A client id for whoever may write and may be offline when they begin: sealed for one person and paragraph
     * until this server ends, and on record only once it is taken.
     */
    reserve(forWhom: ForWhom): Lease {
      const clientId = drawn()
      return { clientId, token: seal(forWhom, clientId) }
    },
    async take(wanted: Wanted): Promise<Lease> {
      const { text, personId, resume, lost } = wanted
      const { paragraphId } = text.name
      const own = (await resumable(wanted)) && !wanted.isGone() ? resume : null
      const rival = own && held.get(keyOf(paragraphId, own.clientId))
      const lease =
        own && (!rival || isSame(rival, own, text))
          ? own
          : { clientId: await draw(wanted), token: Buffer.from(random(16)).toString('hex') }
      if (rival && isSame(rival, lease, text)) rival.lost()
      held.set(keyOf(paragraphId, lease.clientId), { ...lease, text: text.id, personId, lost })
      return lease
    },
    giveBack({ paragraphId }: TextName, { clientId, token }: Lease, lost: () => void) {
      const key = keyOf(paragraphId, clientId)
      const holder = held.get(key)
      if (holder?.token === token && holder.lost === lost) held.delete(key)
    },
  }
}

const isSame = (holder: Held, { token }: Lease, { id }: LiveText) =>
  holder.token === token && holder.text === id

export type Leases = ReturnType<typeof openLeases>
