import { reanchorWords } from '~/domain/amendments/reanchor'
import { storedChange } from '~/domain/amendments/stored-change'
import type { VersionId } from '~/domain/ids'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import type { NormRow } from '~db/stores/norms'
import type { Change } from '../write.server'
import { restand } from './sponsor-amendment.server'

interface Carrying {
  norm: NormRow
  /** The amendment that they amend, as it was. */
  parent: AmendmentRow
  /** The words that it proposes now. */
  text: string
  versionId: VersionId
  language: string
}

/** A11, A14: open amendments to an amendment go along when its words change, or are flagged. */
export async function carryChildren(
  change: Change,
  children: readonly AmendmentRow[],
  carrying: Carrying,
): Promise<{ row: AmendmentRow; fits: boolean }[]> {
  const carried: { row: AmendmentRow; fits: boolean }[] = []
  for (const row of children) carried.push({ row, fits: await carryChild(change, row, carrying) })
  return carried
}

async function carryChild(
  change: Change,
  row: AmendmentRow,
  { norm, parent, text, versionId, language }: Carrying,
): Promise<boolean> {
  const { c } = change
  const { span, text: own } = storedChange(row)
  const found = span && reanchorWords({ span, text: own }, parent.text, text, language)
  if (!found?.fits) {
    const note = `The words of ${parent.ref} that it is to were changed.`
    await amendments(c).change(row.id, { versionId, status: 'flagged', note })
    return false
  }
  const { start, end } = found.span!
  await amendments(c).change(row.id, { versionId, spanStart: start, spanEnd: end, text: found.text })
  if (row.status === 'flagged') await unflag(change, { norm, row })
  return true
}

/** It fits again and stands where the number of its sponsors puts it. */
export async function unflag(change: Change, { norm, row }: { norm: NormRow; row: AmendmentRow }) {
  await amendments(change.c).change(row.id, { note: '' })
  await restand(change, { norm, row: { ...row, status: 'draft' } })
}
