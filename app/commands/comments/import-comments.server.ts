import { hexEncode } from '~/domain/bytes'
import { commentHash } from '~/domain/comments/comment-hash'
import type { CommentId } from '~/domain/ids'
import { ok, type Result, refuse } from '~/domain/result'
import { comments } from '~db/stores/comments'
import { sha256 } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

export interface ImportedComment {
  /** Its id in the source; unique there. */
  sourceId: string
  authorLabel: string
  /** As found: neither trimmed nor normalised. */
  body: string
  at: Date
}

export interface ImportCommentsInput {
  ref: string
  /** What the comments come from, in one line of NFC text: a file's name. */
  source: string
  language: string
  comments: readonly ImportedComment[]
}
export type ImportRefusal = { code: 'not-found' } | { code: 'nothing-new'; known: number }

/**
 * C8: comments made elsewhere, in one transaction with one entry each. Those of the same norm and source
 * id that are there already are passed over, so importing twice changes nothing. Open at every stage:
 * it is the operator's act, and says so in the ledger.
 */
export function importComments(
  deps: Deps,
  actor: Actor,
  { ref, source, language, comments: found }: ImportCommentsInput,
): Promise<Result<{ added: number; known: number; entryIndex: number }, ImportRefusal>> {
  return write<{ added: number; known: number }, ImportRefusal>(deps, actor, async ({ c, record }) => {
    const norm = await norms(c).byRef(ref)
    if (!norm) return refuse({ code: 'not-found' })
    const keyOf = (comment: ImportedComment) => `import/${norm.id}/${comment.sourceId}`
    const taken = await comments(c).takenKeys(found.map(keyOf))
    const fresh = found.filter((comment) => !taken.has(keyOf(comment)))
    if (fresh.length === 0) return refuse({ code: 'nothing-new', known: found.length })
    const rows = fresh.map((comment) => ({
      id: deps.newId() as CommentId,
      normId: norm.id,
      authorLabel: comment.authorLabel,
      source: `${source}, comment ${comment.sourceId}`,
      language,
      body: comment.body,
      salt: hexEncode(deps.random(16)),
      status: 'visible' as const,
      createdAt: comment.at,
      idempotencyKey: keyOf(comment),
    }))
    const refs = await comments(c).addMany(rows)
    for (const [i, row] of rows.entries())
      await record({
        t: 'comment.imported',
        as: 'system',
        on: `norm/${ref}`,
        facts: {
          comment: refs[i]!,
          source,
          sourceId: fresh[i]!.sourceId,
          saidAt: row.createdAt.toISOString(),
          hash: commentHash(row.salt, row.body, sha256),
        },
      })
    return ok({ added: fresh.length, known: found.length - fresh.length })
  })
}
