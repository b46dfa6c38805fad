import type { AppLoadContext } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { adoptedChildren } from '~/commands/amendments/amendment-at.server'
import { amendmentRefForm } from '~/contracts/amendments'
import { applyChanges, withAmended } from '~/domain/amendments/merge-change'
import { storedChange } from '~/domain/amendments/stored-change'
import type { ParagraphId, VersionId } from '~/domain/ids'
import type { ShownAmendment } from '~/ui/amendments/amendment-item'
import { amendmentTitle } from '~/ui/amendments/amendment-words'
import type { Conn } from '~db/store'
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
  return { rows, byId: new Map(rows.map((row) => [row.id, row])), sponsors, versions, newest }
}

/** The amendment of an address; 404 when the norm has none of this name. */
export async function findAmendment(context: AppLoadContext, norm: NormWithForum, am: string | undefined) {
  const { read } = context.deps.store
  const of = await amendmentsOf(read, norm)
  const row = amendmentRefForm.test(am ?? '') ? of.rows.find((a) => a.ref === am) : undefined
  return { of, row: row ?? notFound('amendment') }
}

export function shownAmendment(row: AmendmentRow, of: AmendmentsOf): ShownAmendment {
  const version = of.versions.get(row.versionId)!
  const parent = row.parentId ? of.byId.get(row.parentId)! : null
  return {
    ref: row.ref,
    title: titleOf(row, of),
    status: row.status,
    version: version.row.number,
    ...wordsOf(row, version, parent),
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
    paragraph: (row.paragraphId && byId.get(row.paragraphId)?.number) ?? null,
    after: (row.afterId && byId.get(row.afterId)?.number) ?? null,
    parent: row.parentId ? of.byId.get(row.parentId)!.ref : null,
  })
}

function wordsOf(row: AmendmentRow, version: AmendedVersion, parent: AmendmentRow | null) {
  const base = row.paragraphId ? version.byId.get(row.paragraphId) : undefined
  const before = parent ? parent.text : (base?.text ?? '')
  const heading = parent ? '' : (base?.heading ?? '')
  const { op, spanStart: start, spanEnd: end, text } = row
  if (start !== null && end !== null)
    return {
      before,
      after: before.slice(0, start) + text + before.slice(end),
      headingBefore: heading,
      headingAfter: heading,
    }
  if (op === 'move') return { before, after: before, headingBefore: heading, headingAfter: heading }
  return { before, after: text, headingBefore: heading, headingAfter: row.heading }
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
