import { canBeParent } from '~/domain/forums/lineage'
import type { ForumRefusal } from '~/domain/forums/refusal'
import type { ForumId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { mayAdminister } from '~/domain/members/may-administer'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import type { ForumSaid } from './add-forum.server'
import { forumFacts } from './forum-facts.server'

/** F2, F8: the charter and what else is said of a forum are the administrator's to change. */
export function changeForum(deps: Deps, actor: Actor, input: { forumId: ForumId } & ForumSaid) {
  const { forumId, ...said } = input
  return write<object, ForumRefusal>(deps, actor, async ({ c, who, record }) => {
    if (actor && !mayAdminister(who)) return refuse({ code: 'not-allowed' })
    const all = await forums(c).list()
    const present = all.find((f) => f.id === forumId)
    if (!present) return refuse({ code: 'not-found', what: 'forum' })
    if (said.parentId && !canBeParent(all, forumId, said.parentId))
      return refuse({ code: 'parent-impossible' })
    const keys = Object.keys(said) as (keyof ForumSaid)[]
    if (keys.every((key) => String(present[key] ?? '') === String(said[key] ?? '')))
      return refuse({ code: 'unchanged' })
    await forums(c).change(forumId, said)
    await record({
      t: 'forum.changed',
      as: keeperCapacity(who),
      on: `forum/${present.slug}`,
      facts: { forum: forumId, ...forumFacts(said, all) },
    })
    return ok({})
  })
}
