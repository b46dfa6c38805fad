import {
  type Access,
  accessTo,
  type DocumentAct,
  type DocumentPlace,
  mayDocument,
} from '~/domain/documents/may-document'
import type { AccessCode } from '~/domain/documents/refusal'
import type { NormId, ParagraphId, PersonId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import type { NormCapacity } from '~/domain/norms/may-norm'
import type { Result } from '~/domain/result'
import { type Conn, holdRow, type Store } from '~db/store'
import { people } from '~db/stores/people'
import { sessions } from '~db/stores/sessions'
import { wordings } from '~db/stores/wordings'

/** Who asks: a person, by the session the socket was opened with. */
export interface Speaker {
  personId: PersonId
  sessionId: string
}

export interface AccessNowRead {
  may(speaker: Speaker, act: DocumentAct, paragraphId: ParagraphId): Result<NormCapacity, AccessCode>
  to(speaker: Speaker, paragraphId: ParagraphId): Access
  standing(speaker: Speaker): Standing | null
}

interface Asked {
  paragraphs: readonly ParagraphId[]
  speakers: readonly Speaker[]
  now: Date
  /** Inside a transaction that writes: keep the norms as they are until it ends. */
  hold?: boolean
}

export type ReadAccess = (c: Conn, asked: Asked) => Promise<AccessNowRead>

/** What was read while the store stood at `changes`; null: looked for, and not there. */
interface Known {
  changes: string | null
  places: Map<ParagraphId, (DocumentPlace & { normId: NormId }) | null>
  /** When a session expires. */
  sessions: Map<string, Date | null>
  standings: Map<PersonId, Standing | null>
}

const nothing = (changes: string | null): Known => ({
  changes,
  places: new Map(),
  sessions: new Map(),
  standings: new Map(),
})

/**
 * Everything that access depends on: places, open sessions, standings. Read again whenever anything but live
 * text may have been committed since it was read, by whatever process; where the store cannot say that, every
 * time. So an answer inside a transaction is the one that reading everything there would give.
 */
export function openAccess(store: Pick<Store, 'changes'>): ReadAccess {
  let latest = nothing(null)
  return async (c, { paragraphs, speakers, now, hold }) => {
    const changes = store.changes?.() ?? null
    if (changes === null || changes !== latest.changes) latest = nothing(changes)
    // whoever reads on while the store changes fills what is no longer the latest
    const known = latest
    await readPlaces(c, known, paragraphs)
    if (hold) await holdNorms(c, known, paragraphs)
    await readSpeakers(c, known, speakers)
    return answers(known, now)
  }
}

async function readPlaces(c: Conn, { places }: Known, ids: readonly ParagraphId[]) {
  const missing = ids.filter((id) => !places.has(id))
  if (missing.length === 0) return
  const found = await wordings(c).places(missing)
  for (const id of missing) places.set(id, found.get(id) ?? null)
}

async function holdNorms(c: Conn, { places }: Known, ids: readonly ParagraphId[]) {
  const norms = new Set(ids.flatMap((id) => places.get(id)?.normId ?? []))
  for (const normId of [...norms].sort()) await holdRow(c, 'norm', normId, 'share')
}

async function readSpeakers(c: Conn, known: Known, speakers: readonly Speaker[]) {
  const missing = speakers.filter((s) => !known.sessions.has(s.sessionId)).map((s) => s.sessionId)
  if (missing.length > 0) {
    const found = await sessions(c).expiries(missing)
    for (const id of missing) known.sessions.set(id, found.get(id) ?? null)
  }
  for (const { personId, sessionId } of speakers)
    if (known.sessions.get(sessionId) && !known.standings.has(personId))
      known.standings.set(personId, await people(c).standing(personId))
}

function answers({ places, sessions, standings }: Known, now: Date): AccessNowRead {
  const standing = ({ personId, sessionId }: Speaker) => {
    const expiresAt = sessions.get(sessionId)
    return expiresAt && expiresAt > now ? (standings.get(personId) ?? null) : null
  }
  const place = (id: ParagraphId): DocumentPlace | null => places.get(id) ?? null
  return {
    standing,
    may: (speaker, act, paragraphId) => mayDocument(standing(speaker), act, place(paragraphId)),
    to: (speaker, paragraphId) => accessTo(standing(speaker), place(paragraphId)),
  }
}
