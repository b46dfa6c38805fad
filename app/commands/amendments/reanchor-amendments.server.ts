import { isOpenAmendment } from '~/domain/amendments/amendment'
import { type FlagReason, reanchor } from '~/domain/amendments/reanchor'
import { storedChange } from '~/domain/amendments/stored-change'
import type { VersionId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import { type NormText, normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'
import type { Change } from '../write.server'
import { carryChildren, unflag } from './carry-children.server'

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
  const flagged: AmendmentRow[] = []
  const kept: AmendmentRow[] = []
  for (const row of open.filter((a) => a.parentId === null)) {
    if (!bases.has(row.versionId)) bases.set(row.versionId, await baseOf(change, row.versionId))
    const text = await moved(change, row, bases.get(row.versionId)!, next)
    if (text === null) {
      flagged.push(row)
      continue
    }
    kept.push(row)
    const children = open.filter((a) => a.parentId === row.id)
    for (const child of await carryChildren(change, children, {
      norm,
      parent: row,
      text,
      versionId: version.id,
      language: next.content.language,
    }))
      if (child.fits) kept.push(child.row)
      else flagged.push(child.row)
  }
  const facts = { version: version.number, kept: kept.map((a) => a.ref), flagged: flagged.map((a) => a.ref) }
  await record({ t: 'amendment.reanchored', ...by, on: `norm/${norm.ref}`, facts })
}

async function baseOf({ c }: Change, id: VersionId): Promise<NormText> {
  return normTexts(c).frozen((await norms(c).versionById(id))!)
}

/** The words it proposes there; null where it no longer fits. */
async function moved(
  change: Change,
  row: AmendmentRow,
  base: NormText,
  { norm, version, content }: NextVersion,
): Promise<string | null> {
  const { c } = change
  const found = reanchor(storedChange(row), base.paragraphs, content.paragraphs, content.language)
  if (!found.fits) {
    await amendments(c).change(row.id, { status: 'flagged', note: flagNotes[found.reason] })
    return null
  }
  await amendments(c).change(row.id, {
    versionId: version.id,
    spanStart: found.span?.start ?? null,
    spanEnd: found.span?.end ?? null,
    text: found.text,
  })
  if (row.status === 'flagged') await unflag(change, { norm, row })
  return found.text
}
