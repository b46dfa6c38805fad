import type { AppLoadContext } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { adoptedChildren, termsAt } from '~/commands/amendments/amendment-at.server'
import { amendmentRefForm } from '~/contracts/amendments'
import type { NamedChange } from '~/domain/amendments/change'
import { applyChanges, withAmended } from '~/domain/amendments/merge-change'
import { rulingState } from '~/domain/amendments/ruling'
import { namedChange, storedChange } from '~/domain/amendments/stored-change'
import type { AmendmentTerms } from '~/domain/amendments/terms'
import { wordingOf } from '~/domain/amendments/wording'
import type { ParagraphId, VersionId } from '~/domain/ids'
import type { ShownAmendment } from '~/ui/amendments/amendment-item'
import { amendmentTitle } from '~/ui/amendments/amendment-words'
import type { Conn } from '~db/store'
import { amendmentActs, type RulingRow } from '~db/stores/amendment-acts'
import { type AmendmentRow, amendments, type SponsorRow } from '~db/stores/amendments'
import { normTexts, type TextParagraph } from '~db/stores/norm-texts'
import { type NormWithForum, norms, type VersionRow } from '~db/stores/norms'

/** A frozen text that amendments are to. */
export interface AmendedVersion {
  row: VersionRow
  paragraphs: TextParagraph[]
  byId: Map<ParagraphId, TextParagraph>
}

export interface AmendmentsOf {
  rows: AmendmentRow[]
  byId: Map<string, AmendmentRow>
  sponsors: Map<string, SponsorRow[]>
  versions: Map<VersionId, AmendedVersion>
  newest: AmendedVersion | null
  /** Oldest first. */
  rulings: Map<string, RulingRow[]>
  /** When each was last revised. */
  revisedAt: Map<string, Date>
  terms: AmendmentTerms
}

/** All amendments to a norm, with the texts they are to. */
export async function amendmentsOf(c: Conn, norm: NormWithForum): Promise<AmendmentsOf> {
  const rows = await amendments(c).ofNorm(norm.id)
  const sponsors = new Map<string, SponsorRow[]>(rows.map((row) => [row.id, []]))
  for (const s of await amendments(c).sponsorsOf(rows.map((row) => row.id)))
    sponsors.get(s.amendmentId)!.push(s)
  const used = new Set(rows.map((row) => row.versionId))
  const versions = new Map<VersionId, AmendedVersion>()
  for (const [i, row] of (await norms(c).versions(norm.id)).entries()) {
    if (i > 0 && !used.has(row.id)) continue
    const { paragraphs } = await normTexts(c).frozen(row)
    versions.set(row.id, { row, paragraphs, byId: new Map(paragraphs.map((p) => [p.id, p])) })
  }
  const [newest = null] = versions.values()
  const ids = rows.map((row) => row.id)
  const rulings = new Map<string, RulingRow[]>()
  for (const ruling of await amendmentActs(c).rulings(ids))
    rulings.set(ruling.amendmentId, [...(rulings.get(ruling.amendmentId) ?? []), ruling])
  const revisions = await amendmentActs(c).revisions(ids)
  return {
    rows,
    byId: new Map(rows.map((row) => [row.id, row])),
    sponsors,
    versions,
    newest,
    rulings,
    revisedAt: new Map(revisions.map((r) => [r.amendmentId, r.revisedAt])),
    terms: await termsAt(c, norm),
  }
}

/** The amendment of an address; 404 when the norm has none of this name. */
export async function findAmendment(context: AppLoadContext, norm: NormWithForum, am: string | undefined) {
  const { read } = context.deps.store
  const of = await amendmentsOf(read, norm)
  const row = amendmentRefForm.test(am ?? '') ? of.rows.find((a) => a.ref === am) : undefined
  return { of, row: row ?? notFound('amendment') }
}

/** The words that an amendment is to: of a paragraph, or of the amendment that it amends. */
export const wordsUnder = (row: AmendmentRow, of: AmendmentsOf): { heading: string; text: string } => {
  if (row.parentId) return { heading: '', text: of.byId.get(row.parentId)!.text }
  const base = row.paragraphId && of.versions.get(row.versionId)!.byId.get(row.paragraphId)
  return base || { heading: '', text: '' }
}

export const namedOf = (row: AmendmentRow, of: AmendmentsOf): NamedChange =>
  namedChange(row, wordsUnder(row, of).text, of.versions.get(row.versionId)!.row.language)

export function shownAmendment(row: AmendmentRow, of: AmendmentsOf): ShownAmendment {
  const version = of.versions.get(row.versionId)!
  return {
    ref: row.ref,
    title: titleOf(row, of),
    status: row.status,
    version: version.row.number,
    ...wordsOf(row, of),
    appeal: rulingState(of.rulings.get(row.id)?.at(-1) ?? null),
    revised: of.revisedAt.has(row.id),
    lang: version.row.language,
    reason: row.reason,
    note: row.note,
    sponsors: of.sponsors.get(row.id)!.map(({ name, slug, kind, since, withdrawnAt }) => ({
      name,
      slug,
      kind,
      since: since.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    })),
    amendedBy: of.rows.filter((a) => a.parentId === row.id).map((a) => a.ref),
  }
}

function titleOf(row: AmendmentRow, of: AmendmentsOf): string {
  const { byId } = of.versions.get(row.versionId)!
  return amendmentTitle({
    op: row.op,
    hasSpan: row.spanStart !== null,
    places: namedOf(row, of).pieces.length,
    paragraph: (row.paragraphId && byId.get(row.paragraphId)?.number) ?? null,
    after: (row.afterId && byId.get(row.afterId)?.number) ?? null,
    parent: row.parentId ? of.byId.get(row.parentId)!.ref : null,
  })
}

function wordsOf(row: AmendmentRow, of: AmendmentsOf) {
  const was = wordsUnder(row, of)
  const { heading, wording } = wordingOf(storedChange(row), was)
  return {
    before: was.text,
    after: wording,
    headingBefore: was.heading,
    headingAfter: heading,
  }
}

/** The newest version with its adopted amendments in it, as far as they are not in the draft already. */
export function previewOf(of: AmendmentsOf) {
  const { newest } = of
  if (!newest) return null
  const lang = newest.row.language
  const adopted = of.rows
    .filter((a) => a.versionId === newest.row.id && !a.parentId)
    .filter((a) => a.status === 'adopted' || a.status === 'merged')
    .sort((a, b) => (a.settledAt?.getTime() ?? 0) - (b.settledAt?.getTime() ?? 0) || a.number - b.number)
  const changes = adopted.map((row) => ({
    ref: row.ref,
    change: withAmended(storedChange(row), adoptedChildren(of.rows, row).map(storedChange), lang),
  }))
  return { ...applyChanges(newest.paragraphs, changes, lang), adopted: adopted.map((row) => row.ref) }
}
