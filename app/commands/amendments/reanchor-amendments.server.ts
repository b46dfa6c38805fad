import { isOpenAmendment } from '~/domain/amendments/amendment'
import { type FlagReason, reanchor } from '~/domain/amendments/reanchor'
import { storedChange } from '~/domain/amendments/stored-change'
import type { VersionId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import { type NormText, normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'
import type { Change } from '../write.server'

const flagNotes: Record<FlagReason, string> = {
  'paragraph-gone': 'The paragraph it is to is not in the newer version.',
  'place-gone': 'The paragraph after which it would stand is not in the newer version.',
  'words-changed': 'The words it is to were changed in the newer version.',
}

interface NextVersion {
  norm: NormRow
  by: NormCapacity
  version: { id: VersionId; number: number }
  content: NormText
}

/** A11: open amendments go along to the version that was just frozen, or are flagged; part of freezing. */
export async function reanchorAmendments(change: Change, next: NextVersion) {
  const { c, record } = change
  const { norm, by, version } = next
  const open = (await amendments(c).ofNorm(norm.id)).filter(
    (a) => isOpenAmendment(a.status) && a.versionId !== version.id,
  )
  if (open.length === 0) return
  const bases = new Map<VersionId, NormText>()
  const flagged: string[] = []
  const kept: AmendmentRow[] = []
  for (const row of open.filter((a) => a.parentId === null)) {
    if (!bases.has(row.versionId)) bases.set(row.versionId, await baseOf(change, row.versionId))
    if (await moved(change, row, bases.get(row.versionId)!, next)) kept.push(row)
    else flagged.push(row.ref)
  }
  // what amends an amendment is anchored in its words, which have not changed
  for (const child of open.filter((a) => kept.some((p) => p.id === a.parentId))) {
    await amendments(c).change(child.id, { versionId: version.id })
    kept.push(child)
  }
  const facts = { version: version.number, kept: kept.map((a) => a.ref), flagged }
  await record({ t: 'amendment.reanchored', ...by, on: `norm/${norm.ref}`, facts })
}

async function baseOf({ c }: Change, id: VersionId): Promise<NormText> {
  return normTexts(c).frozen((await norms(c).versionById(id))!)
}

async function moved(
  { c }: Change,
  row: AmendmentRow,
  base: NormText,
  { version, content }: NextVersion,
): Promise<boolean> {
  const found = reanchor(storedChange(row), base.paragraphs, content.paragraphs, content.language)
  if (!found.fits) {
    await amendments(c).change(row.id, { status: 'flagged', note: flagNotes[found.reason] })
    return false
  }
  await amendments(c).change(row.id, {
    versionId: version.id,
    spanStart: found.span?.start ?? null,
    spanEnd: found.span?.end ?? null,
    ...(row.status === 'flagged' && { status: row.tabledAt ? 'tabled' : 'draft', note: '' }),
  })
  return true
}
