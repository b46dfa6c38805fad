import type { ParagraphId } from '~/domain/ids'
import type { WorldComment, WorldReply } from '~db/worlds/demo/types'
import { submitComment } from '../comments/submit-comment.server'
import { withdrawComment } from '../comments/withdraw-comment.server'
import { type Act, accepted, actorOf, type Loading } from './replay-acts.server'

/** A comment, its replies, and its withdrawal, each said by its author when the world says so. */
export function commentActs(comment: WorldComment): Act[] {
  const { slug, replies, withdrawnAtMs } = comment
  return [
    { atMs: comment.atMs, run: (l) => begin(l, comment) },
    ...replies.map((reply, i) => ({
      atMs: reply.atMs,
      run: async (l: Loading) => {
        await submit(l, comment.norm, { ...reply, key: `${slug}/${i + 1}`, replyTo: l.comments.get(slug) })
      },
    })),
    ...(withdrawnAtMs === undefined
      ? []
      : [{ atMs: withdrawnAtMs, run: (l: Loading) => withdraw(l, comment) }]),
  ]
}

async function begin(loading: Loading, comment: WorldComment) {
  const { norm, paragraph, slug } = comment
  const place = paragraph === undefined ? undefined : loading.paragraphs.get(`${norm} ${paragraph}`)
  loading.comments.set(slug, await submit(loading, norm, { ...comment, paragraph: place, key: slug }))
}

type Said = Omit<WorldReply, 'atMs'> & {
  key: string
  paragraph?: ParagraphId | undefined
  replyTo?: string
}

/** Everybody speaks for the delegation of their organisation; those who have none are the secretariat. */
async function submit(loading: Loading, norm: string, said: Said): Promise<string> {
  const { author, onBehalfOf, body, language, key, paragraph, replyTo } = said
  const { deps, delegations } = loading
  const as = delegations.has(onBehalfOf) ? delegations.get(onBehalfOf) : 'secretariat'
  const input = { ref: loading.norms.get(norm), body, language, paragraph, replyTo, as, key }
  return accepted(await submitComment(deps, actorOf(loading, author), input), `comment ${key}`).ref
}

async function withdraw(loading: Loading, { norm, slug, author }: WorldComment) {
  const named = { ref: loading.norms.get(norm), comment: loading.comments.get(slug) }
  accepted(
    await withdrawComment(loading.deps, actorOf(loading, author), named),
    `taking back comment ${slug}`,
  )
}
