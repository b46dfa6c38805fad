import type { ForumKind } from '~/domain/forums/forum'
import { canBeParent } from '~/domain/forums/lineage'
import type { ForumRefusal } from '~/domain/forums/refusal'
import type { ForumId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { forumFacts } from './forum-facts.server'

export interface ForumSaid {
  name: string
  kind: ForumKind
  region: string
  parentId: ForumId | null
  charter: string
  languages: string[]
}

/** F1, F8: a forum begins with its charter, under a short name that stays. */
export function addForum(deps: Deps, actor: Actor, input: { slug: string } & ForumSaid) {
  return write<{ forumId: ForumId }, ForumRefusal>(deps, actor, async ({ c, now, who, record }) => {
    if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
    if (await forums(c).bySlug(input.slug)) return refuse({ code: 'slug-taken', slug: input.slug })
    const forumId = deps.newId() as ForumId
    const others = await forums(c).list()
    if (input.parentId && !canBeParent(others, forumId, input.parentId))
      return refuse({ code: 'parent-impossible' })
    await forums(c).add({ id: forumId, ...input, createdAt: now })
    await record({
      t: 'forum.added',
      as: keeperCapacity(who),
      on: `forum/${input.slug}`,
      facts: { forum: forumId, slug: input.slug, ...forumFacts(input, others) },
    })
    return ok({ forumId })
  })
}
