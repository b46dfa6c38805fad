import type { Rule } from '~/domain/ballots/rule'
import type { ForumKind } from '~/domain/forums/forum'
import type { DelegationId, ForumId, RuleId, SeatId } from '~/domain/ids'
import type { Kit } from '../kit'
import type { definePeople } from './people'

/** Forums, the rules they adopted, and who sits in them with which groupings and weights. */
export function defineForums(k: Kit, { delegation }: Pick<ReturnType<typeof definePeople>, 'delegation'>) {
  const forum = k.table('forum', {
    id: k.text().primaryKey().$type<ForumId>(),
    slug: k.text().notNull().unique(),
    name: k.text().notNull(),
    kind: k.text().notNull().$type<ForumKind>(),
    region: k.text().notNull(),
    parentId: k.text().$type<ForumId>(),
    charter: k.text().notNull(),
    languages: k.json<string[]>().notNull(),
    createdAt: k.ts().notNull(),
  })

  const rule = k.table(
    'rule',
    {
      id: k.text().primaryKey().$type<RuleId>(),
      forumId: k
        .text()
        .notNull()
        .references(() => forum.id)
        .$type<ForumId>(),
      /** The rule's own id: 'two-thirds', or a name the forum chose. */
      key: k.text().notNull(),
      version: k.int().notNull(),
      title: k.text().notNull(),
      body: k.json<Rule>().notNull(),
      isDefault: k.bool().notNull(),
      adoptedAt: k.ts().notNull(),
    },
    (t) => [k.unique('rule_forum_key_version').on(t.forumId, t.key, t.version)],
  )

  const seat = k.table(
    'seat',
    {
      id: k.text().primaryKey().$type<SeatId>(),
      forumId: k
        .text()
        .notNull()
        .references(() => forum.id)
        .$type<ForumId>(),
      delegationId: k
        .text()
        .notNull()
        .references(() => delegation.id)
        .$type<DelegationId>(),
      /** The member's code on the forum's rolls; unique there. */
      member: k.text().notNull(),
      votes: k.bool().notNull(),
      groupings: k.json<Record<string, string>>().notNull(),
      /** Exact numbers as text. */
      weights: k.json<Record<string, string>>().notNull(),
      since: k.ts().notNull(),
      endedAt: k.ts(),
    },
    (t) => [
      k.unique('seat_forum_member').on(t.forumId, t.member),
      k.index('seat_delegation').on(t.delegationId),
    ],
  )

  return { forum, rule, seat }
}
