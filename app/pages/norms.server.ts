import type { AppLoadContext } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { normRefForm } from '~/contracts/norms'
import type { NormHeadFacts } from '~/ui/norms/norm-head'
import type { Conn } from '~db/store'
import { amendments } from '~db/stores/amendments'
import { type CommentCounts, comments } from '~db/stores/comments'
import { type NormWithForum, norms } from '~db/stores/norms'
import { proposals } from '~db/stores/proposals'

/** The norm of a page's address; answers 404 when there is none. */
export async function findNorm(context: AppLoadContext, ref: string | undefined): Promise<NormWithForum> {
  const known = normRefForm.test(ref ?? '')
  return (known && (await norms(context.deps.store.read).byRef(ref!))) || notFound('norm')
}

/** What the head that all pages of a norm share shows. */
export async function headOf(c: Conn, norm: NormWithForum, counted?: CommentCounts): Promise<NormHeadFacts> {
  const counts = counted ?? (await comments(c).counts(norm.id))
  const latest = await norms(c).latestVersion(norm.id)
  const { ref, title, kind, stage, language, forumName, forumSlug } = norm
  return {
    ref,
    title,
    kind,
    stage,
    language,
    forumName,
    forumSlug,
    comments: [...counts.values()].reduce((sum, n) => sum + n, 0),
    versions: latest?.number ?? 0,
    amendments: await amendments(c).countOf(norm.id),
    proposals: await proposals(c).count(norm.id),
  }
}
