import {
  type Access,
  accessTo,
  type DocumentAct,
  type DocumentPlace,
  mayDocument,
} from '~/domain/documents/may-document'
import type { AccessCode } from '~/domain/documents/refusal'
import type { ParagraphId, PersonId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import type { NormCapacity } from '~/domain/norms/may-norm'
import type { Result } from '~/domain/result'
import { type Conn, holdRow } from '~db/store'
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

/** Everything that access depends on, read at once: places, open sessions, standings. */
export async function readAccess(
  c: Conn,
  { paragraphs, speakers, now, hold }: Asked,
): Promise<AccessNowRead> {
  const places = await wordings(c).places(paragraphs)
  if (hold) {
    const norms = new Set([...places.values()].map((p) => p.normId))
    for (const normId of [...norms].sort()) await holdRow(c, 'norm', normId, 'share')
  }
  const open = await sessions(c).stillOpen(
    speakers.map((s) => s.sessionId),
    now,
  )
  const standings = new Map<PersonId, Standing | null>()
  for (const { personId, sessionId } of speakers)
    if (open.has(sessionId) && !standings.has(personId))
      standings.set(personId, await people(c).standing(personId))
  const standing = ({ personId, sessionId }: Speaker) =>
    open.has(sessionId) ? (standings.get(personId) ?? null) : null
  const place = (id: ParagraphId): DocumentPlace | null => places.get(id) ?? null
  return {
    standing,
    may: (speaker, act, paragraphId) => mayDocument(standing(speaker), act, place(paragraphId)),
    to: (speaker, paragraphId) => accessTo(standing(speaker), place(paragraphId)),
  }
}
