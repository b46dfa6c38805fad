import { type BracketPlace, placeOf, type Span } from '~/domain/norms/bracket-place'
import { type BracketAct, type BracketRefusal, mayBracket } from '~/domain/norms/may-bracket'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { type AlternativeRow, type BracketRow, brackets } from '~db/stores/brackets'
import type { NormRow, ParagraphRow } from '~db/stores/norms'
import type { Deps } from '../deps.server'
import { anyParagraphAt, type ParagraphAtRefusal, unsettledParagraphAt } from '../norms/paragraph-at.server'
import type { Change } from '../write.server'
import { type BracketedText, openBracketed } from './bracketed-text.server'

export interface BracketPlaceInput {
  ref: string
  bracketId: string
}

export type BracketAtRefusal =
  | ParagraphAtRefusal
  | BracketRefusal
  | { code: 'no-such-bracket' }
  | { code: 'already-lifted' | 'changed-since' }
  | { code: 'no-such-alternative' }

export interface BracketAt {
  norm: NormRow
  row: ParagraphRow
  bracket: BracketRow
  by: NormCapacity
  text: BracketedText
  where: BracketPlace
  /** Where it stands; null when its characters are no longer in the text. */
  span: Span | null
  /** Not dropped, by number. */
  alternatives: AlternativeRow[]
  offered: number
}

/**
 * A bracket of this very norm that is not lifted, in a paragraph that is not settled, and who may do this to it.
 * `lifted`: one that is.
 */
export async function bracketAt(
  deps: Deps,
  change: Change,
  { ref, bracketId }: BracketPlaceInput,
  act: BracketAct,
  { number, lifted = false }: { number?: number; lifted?: boolean } = {},
): Promise<Result<BracketAt, BracketAtRefusal>> {
  const { c, who } = change
  const found = await brackets(c).byId(bracketId)
  if (!found) return refuse({ code: 'no-such-bracket' })
  // the title is no part of the paragraph by way of which it was bracketed
  const find = placeOf(found) === 'title' ? anyParagraphAt : unsettledParagraphAt
  const at = await find(change, { ref, paragraphId: found.paragraphId }, 'edit')
  if (!at.ok) return at
  const { norm, row } = at.value
  const bracket = (await brackets(c).byId(bracketId))!
  if ((bracket.liftedAt !== null) !== lifted)
    return refuse({ code: lifted ? 'changed-since' : 'already-lifted' })
  const all = await brackets(c).alternatives(bracketId)
  const alternatives = all.filter((a) => !a.droppedAt)
  const meant = alternatives.find((a) => a.number === number)
  if (number !== undefined && !meant) return refuse({ code: 'no-such-alternative' })
  const { forumId, stage } = norm
  const { holderId } = bracket
  const may = mayBracket(who, act, { forumId, stage, holderId, proponentId: meant?.proponentId ?? null })
  if (!may.ok) return may
  const by = may.value
  const where = placeOf(bracket)
  const text = await openBracketed(deps, change, { norm, row, by }, where)
  const span = text.spans.get(bracketId) ?? null
  return ok({ norm, row, bracket, by, text, where, span, alternatives, offered: all.length })
}
