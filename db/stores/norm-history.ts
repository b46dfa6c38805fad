import { and, desc, eq, inArray, like, lt, not } from 'drizzle-orm'
import type { DelegationId, PersonId } from '~/domain/ids'
import type { EntryBody } from '~/domain/ledger/entry'
import type { Conn } from '../store'

export interface HistoryEntry {
  index: number
  body: EntryBody
}

export const normHistory = (c: Conn) => ({
  /** What was done to a norm, newest first, before the given index; comments only when asked for. */
  async page(
    ref: string,
    { before, n, comments }: { before: number; n: number; comments: boolean },
  ): Promise<HistoryEntry[]> {
    const { ledgerEntry: e } = c.t
    const rows = await c.q
      .select({ index: e.index, body: e.body })
      .from(e)
      .where(
        and(
          eq(e.subject, `norm/${ref}`),
          lt(e.index, before),
          comments ? undefined : not(like(e.type, 'parley-v1/comment.%')),
        ),
      )
      .orderBy(desc(e.index))
      .limit(n)
    return rows.map(({ index, body }) => ({ index: index!, body: JSON.parse(body) as EntryBody }))
  },

  /** The names of those who acted, by id. */
  async names(entries: readonly HistoryEntry[]): Promise<Map<string, string>> {
    const { person, delegation } = c.t
    const people = unique(entries.map(({ body }) => body.by.person)) as PersonId[]
    const delegations = unique(entries.map(({ body }) => body.by.delegation)) as DelegationId[]
    const found = [
      ...(people.length
        ? await c.q
            .select({ id: person.id, name: person.name })
            .from(person)
            .where(inArray(person.id, people))
        : []),
      ...(delegations.length
        ? await c.q
            .select({ id: delegation.id, name: delegation.name })
            .from(delegation)
            .where(inArray(delegation.id, delegations))
        : []),
    ]
    return new Map(found.map(({ id, name }) => [id, name]))
  },
})

const unique = (ids: (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))]
