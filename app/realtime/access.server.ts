import type { Access, DocumentAct, DocumentPlace } from '~/domain/documents/may-document'
import {
  accessToText,
  mayText,
  type SuggestionCode,
  type SuggestionOwner,
} from '~/domain/documents/suggestion'
import type { TextName } from '~/domain/documents/text-name'
import type { NormId, ParagraphId, PersonId, SuggestionId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { type Result, refuse } from '~/domain/result'
import { type Conn, holdRow, type Store } from '~db/store'
import { people } from '~db/stores/people'
import { sessions } from '~db/stores/sessions'
import { suggestions } from '~db/stores/suggestions'
import { wordings } from '~db/stores/wordings'

/** Who asks: a person, by the session the socket was opened with. */
export interface Speaker {
  personId: PersonId
  sessionId: string
}

/** `owner`: whose a suggestion will be that its first words have still to open. */
export interface TextAsked extends TextName {
  owner?: SuggestionOwner | undefined
}
export type TextCode = SuggestionCode | 'no-such-suggestion'

export interface AccessNowRead {
  may(speaker: Speaker, act: DocumentAct, text: TextAsked): Result<NormCapacity, TextCode>
  to(speaker: Speaker, text: TextAsked): Access
  standing(speaker: Speaker): Standing | null
  /** null: it has not been opened. */
  suggestion(id: SuggestionId): SuggestionOwner | null
  /** The reference of a paragraph's norm. */
  normRef(paragraphId: ParagraphId): string | null
}

interface Asked {
  texts: readonly TextName[]
  speakers: readonly Speaker[]
  now: Date
  /** Inside a transaction that writes: keep the norms as they are until it ends. */
  hold?: boolean
}

export type ReadAccess = (c: Conn, asked: Asked) => Promise<AccessNowRead>

/** What was read while the store stood at `changes`; null: looked for, and not there. */
interface Known {
  changes: string | null
  places: Map<ParagraphId, (DocumentPlace & { normId: NormId; normRef: string }) | null>
  suggestions: Map<SuggestionId, (SuggestionOwner & { paragraphId: ParagraphId }) | null>
  /** When a session expires. */
  sessions: Map<string, Date | null>
  standings: Map<PersonId, Standing | null>
}

const nothing = (changes: string | null): Known => ({
  changes,
  places: new Map(),
  suggestions: new Map(),
  sessions: new Map(),
  standings: new Map(),
})

/**
 * Everything that access depends on: places, suggestions, open sessions, standings. Read again whenever anything but live
 * text may have been committed since it was read, by whatever process; where the store cannot say that, every
 * time. So an answer inside a transaction is the one that reading everything there would give.
 */
export function openAccess(store: Pick<Store, 'changes'>): ReadAccess {
  let latest = nothing(null)
  return async (c, { texts, speakers, now, hold }) => {
    const changes = store.changes?.() ?? null
    if (changes === null || changes !== latest.changes) latest = nothing(changes)
    // whoever reads on while the store changes fills what is no longer the latest
    const known = latest
    const paragraphs = texts.map((text) => text.paragraphId)
    await readPlaces(c, known, paragraphs)
    if (hold) await holdNorms(c, known, paragraphs)
    await readSuggestions(c, known, texts)
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

async function readSuggestions(c: Conn, { suggestions: known }: Known, texts: readonly TextName[]) {
  const missing = texts.flatMap(({ suggestionId: id }) => (id && !known.has(id) ? id : []))
  if (missing.length === 0) return
  const found = await suggestions(c).owners(missing)
  for (const id of missing) known.set(id, found.get(id) ?? null)
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

function answers({ places, suggestions, sessions, standings }: Known, now: Date): AccessNowRead {
  const standing = ({ personId, sessionId }: Speaker) => {
    const expiresAt = sessions.get(sessionId)
    return expiresAt && expiresAt > now ? (standings.get(personId) ?? null) : null
  }
  const place = (id: ParagraphId): DocumentPlace | null => places.get(id) ?? null
  /** Its owner; null: the text is a paragraph's; undefined: there is no such suggestion on the paragraph. */
  const owner = ({ paragraphId, suggestionId, owner }: TextAsked) => {
    const opened = suggestionId && suggestions.get(suggestionId)
    if (!suggestionId || opened?.paragraphId === paragraphId) return opened || null
    return opened ? undefined : owner
  }
  return {
    standing,
    suggestion: (id) => suggestions.get(id) ?? null,
    normRef: (id) => places.get(id)?.normRef ?? null,
    may(speaker, act, text) {
      const of = owner(text)
      if (of === undefined) return refuse('no-such-suggestion')
      return mayText(standing(speaker), act, place(text.paragraphId), of)
    },
    to(speaker, text) {
      const of = owner(text)
      return of === undefined ? 'none' : accessToText(standing(speaker), place(text.paragraphId), of)
    },
  }
}
