import { and, asc, count, desc, eq, gt, inArray, isNull, max, sql } from 'drizzle-orm'
import { hexEncode, utf8Encode } from '~/domain/bytes'
import type { SuggestionOwner, SuggestionStatus } from '~/domain/documents/suggestion'
import { type NormId, type ParagraphId, type PersonId, type SuggestionId, suggestionRef } from '~/domain/ids'
import type { Conn } from '../store'
import { sha256 } from './ledger'

export type SuggestionRow = Conn['t']['suggestion']['$inferSelect']
export type ForkRow = Conn['t']['suggestionUpdate']['$inferSelect']
export type ShownSuggestion = SuggestionRow & {
  authorName: string | null
  delegationName: string | null
  resolvedByName: string | null
}

const idsPerQuery = 200

export const suggestions = (c: Conn) => ({
  byRef: (ref: string): Promise<SuggestionRow | null> =>
    c.q
      .select()
      .from(c.t.suggestion)
      .where(eq(c.t.suggestion.ref, ref))
      .then((r) => r[0] ?? null),

  byId: (id: SuggestionId): Promise<SuggestionRow | null> =>
    c.q
      .select()
      .from(c.t.suggestion)
      .where(eq(c.t.suggestion.id, id))
      .then((r) => r[0] ?? null),

  /** Whose they are, and how they stand. */
  async owners(ids: readonly SuggestionId[]) {
    const { id, paragraphId, authorId, delegationId, status } = c.t.suggestion
    const rows = await c.q
      .select({ id, paragraphId, authorId, delegationId, status })
      .from(c.t.suggestion)
      .where(inArray(id, [...ids]))
    return new Map(rows.map((row) => [row.id, row]))
  },

  /**
   * D13: the suggestion into which an owner's words on a paragraph go: the newest of theirs that is open, or one that
   * their first words will open. The id of that one is the same for everybody of a delegation, whatever process they ask.
   */
  async ofOwner(paragraphId: ParagraphId, { authorId, delegationId }: Omit<SuggestionOwner, 'status'>) {
    const { suggestion: s } = c.t
    const owner = delegationId
      ? eq(s.delegationId, delegationId)
      : and(isNull(s.delegationId), eq(s.authorId, authorId!))
    const rows = await c.q
      .select({ id: s.id, status: s.status })
      .from(s)
      .where(and(eq(s.paragraphId, paragraphId), owner))
      .orderBy(desc(s.number))
    const open = rows.find((row) => row.status === 'open')
    return open?.id ?? unopenedId(paragraphId, delegationId ?? authorId ?? '', rows.length)
  },

  /** The suggestion on the paragraph that a client id wrote in; null: none. */
  async wroteIn(paragraphId: ParagraphId, clientId: number): Promise<SuggestionId | null> {
    const { suggestion: s, suggestionUpdate: u } = c.t
    const [row] = await c.q
      .select({ id: s.id })
      .from(u)
      .innerJoin(s, eq(s.id, u.suggestionId))
      .where(and(eq(s.paragraphId, paragraphId), eq(u.clientId, clientId)))
      .limit(1)
    return row?.id ?? null
  },

  /** On the norm's paragraphs: open ones oldest first, resolved ones newest first. */
  async ofNorm(normId: NormId, which: { open: boolean; n: number }): Promise<ShownSuggestion[]> {
    const { paragraph: p, suggestion: s } = c.t
    const within = c.q.select({ id: p.id }).from(p).where(eq(p.normId, normId))
    const status = which.open ? eq(s.status, 'open') : sql`${s.status} <> 'open'`
    return shown(c, and(inArray(s.paragraphId, within), status), which)
  },

  openOn: (paragraphId: ParagraphId): Promise<ShownSuggestion[]> =>
    shown(c, and(eq(c.t.suggestion.paragraphId, paragraphId), eq(c.t.suggestion.status, 'open')), {
      open: true,
      n: openAtMost,
    }),

  async countOpen(paragraphId: ParagraphId): Promise<number> {
    const { suggestion: s } = c.t
    const [row] = await c.q
      .select({ n: count() })
      .from(s)
      .where(and(eq(s.paragraphId, paragraphId), eq(s.status, 'open')))
    return Number(row?.n ?? 0)
  },

  /** Under the next free number; throws a unique violation when another took it meanwhile. */
  async add(row: Omit<Conn['t']['suggestion']['$inferInsert'], 'number' | 'ref' | 'status'>) {
    const [top] = await c.q.select({ n: max(c.t.suggestion.number) }).from(c.t.suggestion)
    const number = Number(top?.n ?? 0) + 1
    const added = { ...row, number, ref: suggestionRef(number), status: 'open' as const }
    await c.q.insert(c.t.suggestion).values(added)
    return added
  },

  /** The suggestions' own updates, oldest first; every id asked for is in the answer. */
  async forks(ids: readonly SuggestionId[]): Promise<Map<SuggestionId, ForkRow[]>> {
    const { suggestionUpdate: u } = c.t
    const found = new Map<SuggestionId, ForkRow[]>(ids.map((id) => [id, []]))
    for (let i = 0; i < ids.length; i += idsPerQuery)
      for (const row of await c.q
        .select()
        .from(u)
        .where(inArray(u.suggestionId, ids.slice(i, i + idsPerQuery)))
        .orderBy(asc(u.suggestionId), asc(u.seq)))
        found.get(row.suggestionId)!.push(row)
    return found
  },

  /** The number of the last update; 0 when there is none. */
  async head(id: SuggestionId): Promise<number> {
    const { suggestionUpdate: u } = c.t
    const [last] = await c.q
      .select({ seq: u.seq, count: u.count })
      .from(u)
      .where(eq(u.suggestionId, id))
      .orderBy(desc(u.seq))
      .limit(1)
    return last ? last.seq + last.count - 1 : 0
  },

  /** The suggestion's updates after number `seq`, oldest first. */
  since(id: SuggestionId, seq: number): Promise<ForkRow[]> {
    const { suggestionUpdate: u } = c.t
    return c.q
      .select()
      .from(u)
      .where(and(eq(u.suggestionId, id), gt(sql`${u.seq} + ${u.count} - 1`, seq)))
      .orderBy(asc(u.seq))
  },

  async append(row: Omit<Conn['t']['suggestionUpdate']['$inferInsert'], 'n'>) {
    await c.q.insert(c.t.suggestionUpdate).values(row)
  },

  async explain(id: SuggestionId, reason: string) {
    await c.q.update(c.t.suggestion).set({ reason }).where(eq(c.t.suggestion.id, id))
  },

  async resolve(
    id: SuggestionId,
    done: { status: SuggestionStatus; at: Date; by: PersonId | null; resolution: string },
  ) {
    await c.q
      .update(c.t.suggestion)
      .set({ status: done.status, resolvedAt: done.at, resolvedBy: done.by, resolution: done.resolution })
      .where(eq(c.t.suggestion.id, id))
  },
})

function unopenedId(paragraphId: ParagraphId, owner: string, before: number): SuggestionId {
  const hash = hexEncode(sha256(utf8Encode(`suggestion/${paragraphId}/${owner}/${before}`)))
  // a UUID of version 8: by a scheme of our own
  const [a, b, c, d, e] = [0, 8, 13, 17, 20].map((from, i) => hash.slice(from, from + [8, 4, 3, 3, 12][i]!))
  return `${a}-${b}-8${c}-a${d}-${e}` as SuggestionId
}

/** More than anybody can keep in view on one paragraph. */
export const openAtMost = 100

async function shown(
  c: Conn,
  where: ReturnType<typeof and>,
  { open, n }: { open: boolean; n: number },
): Promise<ShownSuggestion[]> {
  const { suggestion: s, person, delegation } = c.t
  const rows = await c.q
    .select({ suggestion: s, authorName: person.name, delegationName: delegation.name })
    .from(s)
    .leftJoin(person, eq(person.id, s.authorId))
    .leftJoin(delegation, eq(delegation.id, s.delegationId))
    .where(where)
    .orderBy(...(open ? [asc(s.number)] : [desc(s.resolvedAt), desc(s.number)]))
    .limit(n)
  const names = await namesOf(
    c,
    rows.flatMap((r) => r.suggestion.resolvedBy ?? []),
  )
  return rows.map(({ suggestion, ...author }) => ({
    ...suggestion,
    ...author,
    resolvedByName: suggestion.resolvedBy ? (names.get(suggestion.resolvedBy) ?? null) : null,
  }))
}

async function namesOf(c: Conn, ids: readonly PersonId[]): Promise<Map<PersonId, string>> {
  if (ids.length === 0) return new Map()
  const { person } = c.t
  const rows = await c.q
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...new Set(ids)]))
  return new Map(rows.map((r) => [r.id, r.name]))
}
