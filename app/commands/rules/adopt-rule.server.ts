import { createHash } from 'node:crypto'
import { fitsEntry } from '~/domain/ballots/ballot'
import type { Rule } from '~/domain/ballots/rule'
import { mayManageForum } from '~/domain/forums/may-manage-forum'
import type { ForumRefusal } from '~/domain/forums/refusal'
import type { ForumId, RuleId } from '~/domain/ids'
import { canonicalize, type Json } from '~/domain/ledger/canonical'
import { keeperCapacity } from '~/domain/members/capacity'
import { ok, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'

interface AdoptRuleInput {
  forumId: ForumId
  /** Has passed contracts/rule.ts. */
  rule: Rule
  makeDefault: boolean
}

/**
 * F9: a forum adopts a rule. Under an id it has already, that is a new version; the old ones stay, since
 * ballots were decided by them. The first rule, and a new version of the default, is the default.
 */
export function adoptRule(deps: Deps, actor: Actor, { forumId, rule, makeDefault }: AdoptRuleInput) {
  const canonical = canonicalize(rule)
  return write<{ ruleId: RuleId; version: number }, ForumRefusal>(
    deps,
    actor,
    async ({ c, now, who, record }) => {
      const forum = await forums(c).byId(forumId)
      if (!forum) return refuse({ code: 'not-found', what: 'forum' })
      if (actor && !mayManageForum(who, forumId)) return refuse({ code: 'not-allowed' })
      if (!fitsEntry(rule)) return refuse({ code: 'rule-too-long' })
      const rules = await forums(c).currentRules(forumId)
      const present = rules.find((r) => r.key === rule.id)
      if (present && canonicalize(present.body) === canonical)
        return refuse({ code: 'rule-unchanged', key: present.key, version: present.version })
      const ruleId = deps.newId() as RuleId
      const version = (present?.version ?? 0) + 1
      const isDefault = makeDefault || !!present?.isDefault || rules.length === 0
      const row = { id: ruleId, forumId, key: rule.id, version, title: rule.title, body: rule }
      await forums(c).addRule({ ...row, isDefault: false, adoptedAt: now })
      if (isDefault) await forums(c).setDefault(forumId, ruleId)
      const hash = createHash('sha256').update(canonical).digest('hex')
      await record({
        t: 'rule.adopted',
        as: keeperCapacity(who, forumId),
        on: `forum/${forum.slug}`,
        facts: { id: ruleId, key: rule.id, version, default: isDefault, hash, rule: rule as unknown as Json },
      })
      return ok({ ruleId, version })
    },
  )
}
