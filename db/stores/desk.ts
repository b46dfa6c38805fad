import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { DelegationId, ForumId } from '~/domain/ids'
import { openStages } from '~/domain/norms/norm'
import type { Conn } from '../store'
import type { NormWithForum } from './norms'

/** What waits for one person. */
export const desk = (c: Conn) => ({
  /** Norms of these forums whose text is open, those touched last first. */
  async drafts(forumIds: readonly ForumId[], n: number): Promise<NormWithForum[]> {
    if (forumIds.length === 0) return []
    const { norm, forum } = c.t
    const rows = await c.q
      .select({ norm, forumName: forum.name, forumSlug: forum.slug })
      .from(norm)
      .innerJoin(forum, eq(forum.id, norm.forumId))
      .where(and(inArray(norm.forumId, [...forumIds]), inArray(norm.stage, [...openStages])))
      .orderBy(sql`${norm.stageSince} desc`, sql`${norm.number} desc`)
      .limit(n)
    return rows.map((r) => ({ ...r.norm, forumName: r.forumName, forumSlug: r.forumSlug }))
  },

  /** Open ballots on whose roll these delegations stand and have not voted; what closes first comes first. */
  async ballots(delegationIds: readonly DelegationId[], n: number) {
    if (delegationIds.length === 0) return []
    const { ballot: b, ballotMember: m, forum: f, vote: v } = c.t
    return c.q
      .select({
        ref: b.ref,
        title: b.title,
        forumName: f.name,
        member: m.member,
        memberName: m.name,
        closesAt: b.closesAt,
        closesZone: b.closesZone,
      })
      .from(m)
      .innerJoin(b, eq(b.id, m.ballotId))
      .innerJoin(f, eq(f.id, b.forumId))
      .where(
        and(
          inArray(m.delegationId, [...delegationIds]),
          eq(b.status, 'open'),
          ne(b.kind, 'joint'),
          sql`not exists (select 1 from ${v} where ${v.ballotId} = ${m.ballotId} and ${v.member} = ${m.member})`,
        ),
      )
      .orderBy(asc(b.closesAt), asc(b.number))
      .limit(n)
  },
})
