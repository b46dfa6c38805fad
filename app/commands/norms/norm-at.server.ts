import { mayNorm, type NormAct, type NormCapacity, type NormRefusal } from '~/domain/norms/may-norm'
import { numbered } from '~/domain/norms/numbering'
import type { VersionContent } from '~/domain/norms/version-content'
import { ok, type Result, refuse } from '~/domain/result'
import { type Conn, holdRow } from '~db/store'
import { type NormRow, norms, type ParagraphRow } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Change } from '../write.server'

export type NormAtRefusal = NormRefusal | { code: 'not-found' }

/** The norm of a reference, held until the transaction ends, and the capacity in which the actor may act on it. */
export async function normAt(
  { c, who }: Pick<Change, 'c' | 'who'>,
  ref: string,
  act: Exclude<NormAct, 'propose'>,
): Promise<Result<{ norm: NormRow; by: NormCapacity }, NormAtRefusal>> {
  const found = await norms(c).byRef(ref)
  if (!found) return refuse({ code: 'not-found' })
  await holdRow(c, 'norm', found.id, 'update')
  const norm = (await norms(c).byId(found.id))!
  const may = mayNorm(who, act, norm)
  return may.ok ? ok({ norm, by: may.value }) : may
}

/** The live text as it would be frozen now, with its paragraph rows. */
export async function liveContent(
  c: Conn,
  norm: NormRow,
): Promise<VersionContent & { rows: ParagraphRow[] }> {
  const rows = await norms(c).paragraphs(norm.id)
  const texts = await wordings(c).texts(rows.map((p) => p.id))
  const paragraphs = numbered(rows).map(({ id, number, kind, heading }) => ({
    id,
    number,
    kind,
    heading,
    text: texts.get(id) ?? '',
  }))
  return { title: norm.title, language: norm.language, paragraphs, rows }
}
