import { type AmendmentOp, amendmentLimits, isOpenAmendment } from '~/domain/amendments/amendment'
import {
  type AmendedChange,
  type BaseParagraph,
  type ChangeRefusal,
  changeOf,
  changeOfWords,
  hasWords,
} from '~/domain/amendments/change'
import { type AmendRefusal, maySponsor } from '~/domain/amendments/may-amend'
import { storedChange } from '~/domain/amendments/stored-change'
import { type CutOffRefusal, cutOffRefusal } from '~/domain/amendments/terms'
import { hexEncode, utf8Encode } from '~/domain/bytes'
import type { AmendmentId, DelegationId, ParagraphId } from '~/domain/ids'
import { normLimits, type ParagraphKind } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { isUniqueViolation } from '~db/store'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import { sha256 } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { type NormWithForum, norms, type VersionRow } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { heldNorm, termsAt } from './amendment-at.server'

export interface TableAmendmentInput {
  ref: string
  /** The version that was read; another is refused, so that nobody amends what they have not seen. */
  version: number
  op: AmendmentOp
  /** Of a new paragraph; absent: as the one before it. */
  kind?: ParagraphKind | undefined
  paragraphId?: ParagraphId | undefined
  afterId?: ParagraphId | undefined
  /** The whole new wording; of the paragraph, of a new one, or of the words another amendment proposes. */
  text: string
  heading: string
  reason: string
  /** The amendment that this one amends. */
  parent?: string | undefined
}
export type TableRefusal =
  | AmendRefusal
  | CutOffRefusal
  | ChangeRefusal
  | { code: 'not-found' | 'nothing-frozen' }
  | { code: 'version-moved-on'; newest: number }
  | { code: 'no-such-amendment' | 'amends-an-amendment' | 'not-amendable' }
  | { code: 'tabled-already'; am: string }
  | { code: 'too-many-open'; limit: number }
  | { code: 'too-many-paragraphs'; limit: number }

/** A1-A4, A12: an amendment to the newest version, by the delegation of whoever tables it. */
export async function tableAmendment(
  deps: Deps,
  actor: NonNullable<Actor>,
  input: TableAmendmentInput,
): Promise<Result<{ am: string; entryIndex: number }, TableRefusal>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tableOnce(deps, actor, input)
    } catch (error) {
      // an amendment to another norm took the number
      if (!isUniqueViolation(error) || attempt >= 5) throw error
    }
  }
}

const tableOnce = (deps: Deps, actor: Actor, input: TableAmendmentInput) =>
  write<{ am: string }, TableRefusal>(deps, actor, async (change) => {
    const { c, who } = change
    const norm = await heldNorm(change, input.ref)
    if (!norm) return refuse({ code: 'not-found' })
    const may = maySponsor(who, 'table', norm)
    if (!may.ok) return may
    const terms = await termsAt(c, norm)
    const late = cutOffRefusal('table', terms, change.now)
    if (late) return refuse(late)
    const version = await norms(c).latestVersion(norm.id)
    if (!version) return refuse({ code: 'nothing-frozen' })
    if (version.number !== input.version) return refuse({ code: 'version-moved-on', newest: version.number })
    const all = await amendments(c).ofNorm(norm.id)
    const base = (await normTexts(c).frozen(version)).paragraphs
    const found = proposed(input, { all, base, version })
    if (!found.ok) return found
    const own = await ownOpen(change, all, may.value.delegation)
    if (own.length >= amendmentLimits.openPerDelegation)
      return refuse({ code: 'too-many-open', limit: amendmentLimits.openPerDelegation })
    const twin = own.find((a) => isSame(a, version, found.value))
    if (twin) return refuse({ code: 'tabled-already', am: twin.ref })
    const id = deps.newId() as AmendmentId
    const { sponsorsNeeded } = terms
    return ok(await keep(change, { ...found.value, id, input, norm, version, by: may.value, sponsorsNeeded }))
  })

type Proposed = { change: AmendedChange; parent: AmendmentRow | null }

function proposed(
  input: TableAmendmentInput,
  { all, base, version }: { all: AmendmentRow[]; base: BaseParagraph[]; version: VersionRow },
): Result<Proposed, TableRefusal> {
  if (input.parent !== undefined) return proposedWords(input, all, version)
  if (input.op === 'add' && base.length >= normLimits.paragraphs)
    return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
  const { op, kind = null, paragraphId = null, afterId = null, text, heading } = input
  const change = changeOf({ op, kind, paragraphId, afterId, text, heading }, base, version.language)
  return change.ok ? ok({ change: change.value, parent: null }) : change
}

/** A12: one level deep, and only where there are words. */
function proposedWords(
  { parent: am, text }: TableAmendmentInput,
  all: readonly AmendmentRow[],
  version: VersionRow,
): Result<Proposed, TableRefusal> {
  const parent = all.find((a) => a.ref === am)
  if (!parent) return refuse({ code: 'no-such-amendment' })
  if (parent.parentId) return refuse({ code: 'amends-an-amendment' })
  const own = storedChange(parent)
  if (parent.versionId !== version.id || !isOpenAmendment(parent.status) || !hasWords(own))
    return refuse({ code: 'not-amendable' })
  if (text.trim() === '') return refuse({ code: 'no-words' })
  const change = changeOfWords(own, text, version.language)
  return change ? ok({ change, parent }) : refuse({ code: 'nothing-changes' })
}

async function ownOpen({ c }: Change, all: readonly AmendmentRow[], delegation: DelegationId) {
  const open = all.filter((a) => isOpenAmendment(a.status))
  const mine = (await amendments(c).sponsorsOf(open.map((a) => a.id))).filter(
    (s) => s.kind === 'main' && s.delegationId === delegation,
  )
  return open.filter((a) => mine.some((s) => s.amendmentId === a.id))
}

const isSame = (row: AmendmentRow, version: VersionRow, { change, parent }: Proposed) =>
  row.versionId === version.id &&
  row.parentId === (parent?.id ?? null) &&
  JSON.stringify(storedChange(row)) === JSON.stringify(orderedKeys(change))

const orderedKeys = ({
  op,
  kind,
  paragraphId,
  span,
  afterId,
  text,
  heading,
}: AmendedChange): AmendedChange => ({
  op,
  kind,
  paragraphId,
  span: span && { start: span.start, end: span.end },
  afterId,
  text,
  heading,
})

type Keeping = Proposed & {
  id: AmendmentId
  input: TableAmendmentInput
  norm: NormWithForum
  version: VersionRow
  by: { delegation: DelegationId }
  sponsorsNeeded: number
}

async function keep(ctx: Change, keeping: Keeping) {
  const { id, change, parent, input, norm, version, by, sponsorsNeeded } = keeping
  const { c, now, who, record } = ctx
  const status = sponsorsNeeded > 1 ? 'draft' : 'tabled'
  const { span, ...said } = change
  const am = await amendments(c).add({
    ...said,
    id,
    normId: norm.id,
    versionId: version.id,
    parentId: parent?.id ?? null,
    spanStart: span?.start ?? null,
    spanEnd: span?.end ?? null,
    reason: input.reason,
    status,
    authorId: who?.personId ?? null,
    tabledAt: status === 'tabled' ? now : null,
    settledAt: null,
    createdAt: now,
  })
  await amendments(c).putSponsor(id, by.delegation, 'main', now)
  const facts = {
    amendment: am,
    version: version.number,
    op: change.op,
    kind: change.kind,
    paragraph: change.paragraphId,
    span: span && [span.start, span.end],
    after: change.afterId,
    amends: parent?.ref ?? null,
    words: hexEncode(sha256(utf8Encode(`${change.heading}\n${change.text}`))),
  }
  await record({
    t: 'amendment.tabled',
    as: 'delegate',
    delegation: by.delegation,
    on: `norm/${norm.ref}`,
    facts,
  })
  return { am }
}
