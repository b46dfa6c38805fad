import type { NormId, ParagraphId } from '~/domain/ids'
import { numbered } from '~/domain/norms/numbering'
import { ok, type Result, refuse } from '~/domain/result'
import type { Conn } from '~db/store'
import { norms } from '~db/stores/norms'

export type ImplementedRefusal = { code: 'no-such-target' } | { code: 'own-norm' }

/**
 * N9: the paragraph that another one puts into practice, named by id or as 'N-014 2.1'; it stands in another
 * norm and is not removed. `null` for none.
 */
export async function implementedParagraph(
  c: Conn,
  normId: NormId,
  named: string | undefined,
): Promise<Result<ParagraphId | null, ImplementedRefusal>> {
  if (named === undefined) return ok(null)
  const target = named.includes(' ')
    ? await byNumber(c, named)
    : await norms(c).paragraph(named as ParagraphId)
  if (!target || target.removedAt) return refuse({ code: 'no-such-target' })
  return target.normId === normId ? refuse({ code: 'own-norm' }) : ok(target.id)
}

async function byNumber(c: Conn, named: string) {
  const [ref, number] = named.split(' ') as [string, string]
  const norm = await norms(c).byRef(ref)
  return norm && numbered(await norms(c).paragraphs(norm.id)).find((p) => p.number === number)
}
