import type { SponsorAct } from '~/domain/amendments/may-amend'
import { type AmendRefusal, maySponsor } from '~/domain/amendments/may-amend'
import { type AmendmentTerms, termsOf } from '~/domain/amendments/terms'
import type { DelegationId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { type Conn, holdRow } from '~db/store'
import { amendmentActs } from '~db/stores/amendment-acts'
import { type AmendmentRow, amendments, type SponsorRow } from '~db/stores/amendments'
import { forums } from '~db/stores/forums'
import { type NormWithForum, norms } from '~db/stores/norms'
import type { Change } from '../write.server'

export interface AmendmentPlace {
  /** The norm's reference, and the amendment's. */
  ref: string
  am: string
}
export type AmendmentAtRefusal = { code: 'not-found' }

export interface AmendmentAt {
  norm: NormWithForum
  row: AmendmentRow
  sponsors: SponsorRow[]
  /** All amendments to the norm, by number. */
  all: AmendmentRow[]
}

/** An amendment of this norm; the norm is held until the transaction ends, so that its amendments change one by one. */
export async function amendmentAt(
  { c }: Pick<Change, 'c'>,
  { ref, am }: AmendmentPlace,
): Promise<Result<AmendmentAt, AmendmentAtRefusal>> {
  const norm = await heldNorm({ c }, ref)
  if (!norm) return refuse({ code: 'not-found' })
  const all = await amendments(c).ofNorm(norm.id)
  const row = all.find((a) => a.ref === am)
  if (!row) return refuse({ code: 'not-found' })
  return ok({ norm, row, all, sponsors: await amendments(c).sponsorsOf([row.id]) })
}

export async function heldNorm({ c }: Pick<Change, 'c'>, ref: string): Promise<NormWithForum | null> {
  const found = await norms(c).byRef(ref)
  if (!found) return null
  await holdRow(c, 'norm', found.id, 'update')
  return norms(c).byRef(ref)
}

/** The same, for a member: as whom they act, a delegation that stands behind the amendment before another. */
export async function sponsoredAt(
  change: Pick<Change, 'c' | 'who'>,
  place: AmendmentPlace,
  act: SponsorAct,
): Promise<
  Result<AmendmentAt & { by: NormCapacity & { delegation: DelegationId } }, AmendmentAtRefusal | AmendRefusal>
> {
  const at = await amendmentAt(change, place)
  if (!at.ok) return at
  const { norm, sponsors } = at.value
  const active = sponsors.filter((s) => s.withdrawnAt === null).map((s) => s.delegationId)
  const may = maySponsor(change.who, act, norm, active)
  return may.ok ? ok({ ...at.value, by: may.value }) : may
}

/** Amendments to this one that are still open: they go where it goes. */
export const openChildren = ({ row, all }: Pick<AmendmentAt, 'row' | 'all'>): AmendmentRow[] =>
  all.filter((a) => a.parentId === row.id && ['draft', 'tabled', 'flagged'].includes(a.status))

export const adoptedChildren = (all: readonly AmendmentRow[], parent: Pick<AmendmentRow, 'id'>) =>
  all
    .filter((a) => a.parentId === parent.id && (a.status === 'adopted' || a.status === 'merged'))
    .sort((a, b) => (a.settledAt?.getTime() ?? 0) - (b.settledAt?.getTime() ?? 0) || a.number - b.number)

export async function termsAt(
  c: Conn,
  { id, forumId }: Pick<NormWithForum, 'id' | 'forumId'>,
): Promise<AmendmentTerms> {
  const forum = await forums(c).byId(forumId)
  return termsOf(await amendmentActs(c).terms(id), forum!.kind)
}

/** Whose words an amendment has: its first main sponsor's. */
export const mainSponsor = (sponsors: readonly SponsorRow[]): DelegationId | null =>
  sponsors.find((s) => s.kind === 'main' && s.withdrawnAt === null)?.delegationId ?? null
