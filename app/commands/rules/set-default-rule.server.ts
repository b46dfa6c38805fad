import { mayManageForum } from '~/domain/forums/may-manage-forum'
import type { ForumRefusal } from '~/domain/forums/refusal'
import type { ForumId, RuleId } from '~/domain/ids'
import { keeperCapacity } from '~/domain/members/capacity'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

/** F9: the rule that a new ballot is prepared under unless another is chosen. */
export function setDefaultRule(
  deps: Deps,
  actor: Actor,
  { forumId, ruleId }: { forumId: ForumId; ruleId: RuleId },
) {
  return write<object, ForumRefusal>(deps, actor, async ({ c, who, record }) => {
    const rule = await forums(c).rule(ruleId)
    if (!rule || rule.forumId !== forumId) return refuse({ code: 'not-found', what: 'rule' })
    if (actor && !mayManageForum(who, forumId)) return refuse({ code: 'not-allowed' })
    if (rule.isDefault) return refuse({ code: 'unchanged' })
    const current = await forums(c).currentRules(forumId)
    if (!current.some((r) => r.id === ruleId)) return refuse({ code: 'rule-outdated' })
    const forum = (await forums(c).byId(forumId))!
    await forums(c).setDefault(forumId, ruleId)
    await record({
      t: 'rule.made-default',
      as: keeperCapacity(who, forumId),
      on: `forum/${forum.slug}`,
      facts: { id: ruleId, key: rule.key, version: rule.version },
    })
    return ok({})
  })
}
