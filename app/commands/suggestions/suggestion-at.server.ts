import { hexEncode } from '~/domain/bytes'
import { type DocumentAct, type DocumentPlace, mayDocument } from '~/domain/documents/may-document'
import type { AccessCode } from '~/domain/documents/refusal'
import { maySuggestion, type SuggestionAct, type SuggestionCode } from '~/domain/documents/suggestion'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { holdRow } from '~db/store'
import { forkedText } from '~db/stores/forks'
import { sha256 } from '~db/stores/ledger'
import { type NormRow, norms } from '~db/stores/norms'
import { type ForkRow, type SuggestionRow, suggestions } from '~db/stores/suggestions'
import { leaseFloor, readText, updatesOf, wordings } from '~db/stores/wordings'
import type { Deps } from '../deps.server'
import type { Change } from '../write.server'

export interface SuggestionPlace {
  /** The norm's reference. */
  ref: string
  /** The suggestion's own. */
  suggestion: string
}
export type PlaceRefusal = { code: 'not-found' } | { code: AccessCode }
export type SuggestionAtRefusal = { code: 'not-found' } | { code: SuggestionCode | 'no-such-suggestion' }

/** The norm, held until the transaction ends, and one of its paragraphs. */
async function placeAt(
  { c }: Pick<Change, 'c'>,
  ref: string,
  paragraphId: ParagraphId,
): Promise<{ norm: NormRow; place: DocumentPlace | null } | null> {
  const norm = await norms(c).byRef(ref)
  if (!norm) return null
  await holdRow(c, 'norm', norm.id, 'update')
  const place = (await wordings(c).places([paragraphId])).get(paragraphId)
  return { norm, place: place?.normId === norm.id ? place : null }
}

export async function paragraphFor(
  change: Pick<Change, 'c' | 'who'>,
  { ref, paragraphId }: { ref: string; paragraphId: ParagraphId },
  act: DocumentAct,
): Promise<Result<{ norm: NormRow; by: NormCapacity }, PlaceRefusal>> {
  const at = await placeAt(change, ref, paragraphId)
  if (!at) return refuse({ code: 'not-found' })
  const may = mayDocument(change.who, act, at.place)
  return may.ok ? ok({ norm: at.norm, by: may.value }) : refuse({ code: may.error })
}

/** A suggestion with both its texts as they stand in this transaction. */
export interface FoundSuggestion {
  row: SuggestionRow
  norm: NormRow
  by: NormCapacity
  /** The paragraph's own updates, and the number of the last. */
  body: Uint8Array[]
  bodySeq: number
  fork: ForkRow[]
  forkSeq: number
  current: string
  suggested: string
}

export async function suggestionAt(
  change: Pick<Change, 'c' | 'who'>,
  { ref, suggestion }: SuggestionPlace,
  act: SuggestionAct,
): Promise<Result<FoundSuggestion, SuggestionAtRefusal>> {
  const { c, who } = change
  const named = await suggestions(c).byRef(suggestion)
  if (!named) return refuse({ code: 'no-such-suggestion' })
  const at = await placeAt(change, ref, named.paragraphId)
  if (!at) return refuse({ code: 'not-found' })
  // read again: the norm is held now, and so is everything that waits for it
  const row = (await suggestions(c).byId(named.id))!
  const may = maySuggestion(who, act, row, at.place)
  if (!may.ok) return refuse({ code: may.error })
  return ok({ row, norm: at.norm, by: may.value, ...(await textsOf(change, row)) })
}

async function textsOf({ c }: Pick<Change, 'c'>, row: SuggestionRow) {
  const { paragraphId } = row
  const body = updatesOf((await wordings(c).load([paragraphId])).get(paragraphId)!)
  const fork = (await suggestions(c).forks([row.id])).get(row.id)!
  return {
    body,
    bodySeq: await wordings(c).head(paragraphId),
    fork,
    forkSeq: await suggestions(c).head(row.id),
    current: readText(body),
    suggested: forkedText(
      body,
      fork.map((r) => r.update),
    ),
  }
}

/** Whom new words are credited to. */
export interface Writer {
  personId: PersonId | null
  delegationId: DelegationId | null
}

export const authorOf = ({ authorId, delegationId }: SuggestionRow): Writer => ({
  personId: authorId,
  delegationId,
})

/** D5: a client id nobody has had in this paragraph. */
export async function freshLease(
  { c, now }: Pick<Change, 'c' | 'now'>,
  deps: Pick<Deps, 'random'>,
  paragraphId: ParagraphId,
  writer: Writer,
): Promise<number> {
  for (;;) {
    const clientId = new DataView(deps.random(4).buffer).getUint32(0) & 0x7fffffff
    if (clientId < leaseFloor) continue
    if (await wordings(c).addLease({ paragraphId, clientId, ...writer, at: now })) return clientId
  }
}

export const textHash = (text: string): string => hexEncode(sha256(new TextEncoder().encode(text)))
