import { and, desc, eq, inArray, isNotNull, like, lt, not, or } from 'drizzle-orm'
import type { DelegationId, ParagraphId, PersonId } from '~/domain/ids'
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

  /** Acts on one paragraph of a norm, newest first. `id` is checked to be an identifier where it enters. */
  async ofParagraph(ref: string, id: ParagraphId, n: number): Promise<HistoryEntry[]> {
    const { ledgerEntry: e } = c.t
    const rows = await c.q
      .select({ index: e.index, body: e.body })
      .from(e)
      .where(
        and(
          eq(e.subject, `norm/${ref}`),
          isNotNull(e.index),
          or(...['paragraph', 'created', 'into'].map((part) => like(e.body, `%"${part}":"${id}"%`))),
        ),
      )
      .orderBy(desc(e.index))
      .limit(n)
    return rows.map(({ index, body }) => ({ index: index!, body: JSON.parse(body) as EntryBody }))
  },

  /** Where the ledger says that each version of a norm was frozen: version number -> entry index. */
  async freezings(ref: string): Promise<Map<number, number>> {
    const { ledgerEntry: e } = c.t
    const rows = await c.q
      .select({ index: e.index, body: e.body })
      .from(e)
      .where(and(eq(e.subject, `norm/${ref}`), eq(e.type, 'parley-v1/version.frozen'), isNotNull(e.index)))
    return new Map(rows.map(({ index, body }) => [Number((JSON.parse(body) as EntryBody).version), index!]))
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
