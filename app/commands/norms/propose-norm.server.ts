import type { z } from 'zod'
import type { ProposeNorm } from '~/contracts/norms'
import type { NormId } from '~/domain/ids'
import { mayNorm, type NormRefusal } from '~/domain/norms/may-norm'
import { ok, type Result, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

/** `number`: only when a seed or import asks for one. */
export type ProposeNormInput = z.output<typeof ProposeNorm> & { number?: number }
export type ProposeNormRefusal = NormRefusal | { code: 'no-such-forum' }

/** N5: a new norm begins in drafting, without a paragraph. */
export function proposeNorm(
  deps: Deps,
  actor: Actor,
  { number, ...input }: ProposeNormInput,
): Promise<Result<{ id: NormId; ref: string; entryIndex: number }, ProposeNormRefusal>> {
  return write<{ id: NormId; ref: string }, ProposeNormRefusal>(
    deps,
    actor,
    async ({ c, now, who, record }) => {
      const forum = await forums(c).byId(input.forumId)
      if (!forum) return refuse({ code: 'no-such-forum' })
      const may = mayNorm(who, 'propose', { forumId: forum.id })
      if (!may.ok) return may
      const { id, ref } = await norms(c).add({
        ...input,
        ...(number !== undefined && { number }),
        id: deps.newId() as NormId,
        stage: 'drafting',
        stageSince: now,
        createdAt: now,
      })
      await record({
        t: 'norm.proposed',
        ...may.value,
        on: `norm/${ref}`,
        facts: { title: input.title, kind: input.kind, forum: forum.slug, language: input.language },
      })
      return ok({ id, ref })
    },
  )
}
