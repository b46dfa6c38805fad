import {
  type AmendedChange,
  type BaseParagraph,
  type ChangeRefusal,
  changeOf,
  changeOfWords,
} from '~/domain/amendments/change'
import { type ActRefusal, type AmendRefusal, sponsorRefusal } from '~/domain/amendments/may-amend'
import { storedChange } from '~/domain/amendments/stored-change'
import { wordingOf } from '~/domain/amendments/wording'
import { hexEncode, utf8Encode } from '~/domain/bytes'
import type { DelegationId, ParagraphId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { amendmentActs } from '~db/stores/amendment-acts'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import { sha256 } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms, type VersionRow } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import {
  type AmendmentAt,
  type AmendmentAtRefusal,
  type AmendmentPlace,
  adoptedChildren,
  openChildren,
  sponsoredAt,
} from './amendment-at.server'
import { carryChildren, unflag } from './carry-children.server'

export type ReviseAmendmentInput = AmendmentPlace & {
  /** The version that was read. */
  version: number
  afterId?: ParagraphId | undefined
  /** The whole new wording, as when it was tabled. */
  text: string
  heading: string
  reason: string
}
export type ReviseRefusal =
  | AmendmentAtRefusal
  | AmendRefusal
  | ActRefusal
  | ChangeRefusal
  | { code: 'version-moved-on'; newest: number }
  | { code: 'not-amendable' }

/**
 * A14: the main sponsors revise their own amendment, to the newest version; what it proposed before is kept. One that
 * was flagged stands again. Open amendments to it go along with its words, or are flagged.
 */
export function reviseAmendment(
  deps: Deps,
  actor: Actor,
  input: ReviseAmendmentInput,
): Promise<Result<{ nth: number; entryIndex: number }, ReviseRefusal>> {
  return write<{ nth: number }, ReviseRefusal>(deps, actor, async (change) => {
    const found = await sponsoredAt(change, input, 'revise')
    if (!found.ok) return found
    const { by, ...at } = found.value
    const refusal = sponsorRefusal('revise', by.delegation, {
      status: at.row.status,
      sponsors: at.sponsors,
      amended: adoptedChildren(at.all, at.row).length > 0,
      ruling: 'none',
    })
    if (refusal) return refuse(refusal)
    const version = (await norms(change.c).latestVersion(at.norm.id))!
    if (version.number !== input.version) return refuse({ code: 'version-moved-on', newest: version.number })
    const base = (await normTexts(change.c).frozen(version)).paragraphs
    const revised = revisedChange(at, input, { base, version })
    if (!revised.ok) return revised
    if (at.row.versionId === version.id && isSame(storedChange(at.row), revised.value))
      return refuse({ code: 'nothing-changes' })
    const nth = await keepEarlier(change, at, { ...input, delegation: by.delegation })
    const flagged = await putRevised(change, at, { revised: revised.value, version })
    const { op, span, text, heading } = revised.value
    const facts = {
      amendment: at.row.ref,
      nth,
      version: version.number,
      op,
      span: span && [span.start, span.end],
      words: hexEncode(sha256(utf8Encode(`${heading}\n${text}`))),
      flagged,
    }
    await change.record({ t: 'amendment.revised', ...by, on: `norm/${at.norm.ref}`, facts })
    return ok({ nth })
  })
}

function revisedChange(
  { row, all }: AmendmentAt,
  { text, heading, afterId }: ReviseAmendmentInput,
  { base, version }: { base: readonly BaseParagraph[]; version: VersionRow },
): Result<AmendedChange, ReviseRefusal> {
  const parent = all.find((a) => a.id === row.parentId)
  if (parent) {
    if (parent.versionId !== version.id) return refuse({ code: 'not-amendable' })
    if (text.trim() === '') return refuse({ code: 'no-words' })
    const change = changeOfWords(storedChange(parent), text, version.language)
    return change ? ok(change) : refuse({ code: 'nothing-changes' })
  }
  const { kind, paragraphId } = row
  const op = paragraphId === null ? 'add' : row.op === 'move' ? 'move' : 'replace'
  const place = op === 'move' ? (afterId ?? null) : row.afterId
  return changeOf({ op, kind, paragraphId, afterId: place, text, heading }, base, version.language)
}

const isSame = (a: AmendedChange, b: AmendedChange) =>
  a.op === b.op &&
  a.afterId === b.afterId &&
  a.text === b.text &&
  a.heading === b.heading &&
  a.span?.start === b.span?.start &&
  a.span?.end === b.span?.end

async function keepEarlier(
  { c, now }: Change,
  { row, all }: AmendmentAt,
  { reason, delegation }: { reason: string; delegation: DelegationId },
): Promise<number> {
  const version = (await norms(c).versionById(row.versionId))!
  const base = (await normTexts(c).frozen(version)).paragraphs
  const was = all.find((a) => a.id === row.parentId) ?? base.find((p) => p.id === row.paragraphId)
  const { heading, wording } = wordingOf(storedChange(row), was ?? { heading: '', text: '' })
  return amendmentActs(c).addRevision({
    amendmentId: row.id,
    heading,
    wording,
    afterId: row.afterId,
    reason,
    revisedAt: now,
    delegationId: delegation,
  })
}

/** Returns the references of the amendments to it that no longer fit. */
async function putRevised(
  change: Change,
  at: AmendmentAt,
  { revised, version }: { revised: AmendedChange; version: VersionRow },
): Promise<string[]> {
  const { c, who } = change
  const { row, norm } = at
  const { span, paragraphId: _, ...said } = revised
  const authorId: AmendmentRow['authorId'] = who?.personId ?? row.authorId
  await amendments(c).change(row.id, {
    ...said,
    spanStart: span?.start ?? null,
    spanEnd: span?.end ?? null,
    versionId: version.id,
    authorId,
  })
  if (row.status === 'flagged') await unflag(change, { norm, row })
  const carrying = {
    norm,
    parent: row,
    text: revised.text,
    versionId: version.id,
    language: version.language,
  }
  const carried = await carryChildren(change, openChildren(at), carrying)
  return carried.filter((child) => !child.fits).map((child) => child.row.ref)
}
