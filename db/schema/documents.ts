import type { SuggestionStatus } from '~/domain/documents/suggestion'
import type { DelegationId, ParagraphId, PersonId, SuggestionId } from '~/domain/ids'
import type { Kit } from '../kit'

/** The append-only log of each paragraph's live text, its snapshots, and who leased which Yjs client id. */
export function defineDocuments(k: Kit) {
  const docUpdate = k.table(
    'doc_update',
    {
      /** Grows with every row of any paragraph: part of the store's version for the page cache. */
      n: k.serial(),
      paragraphId: k.text().notNull().$type<ParagraphId>(),
      /** The first update this row holds, counted from 1 within the paragraph. */
      seq: k.int().notNull(),
      /** How many updates were merged into the row. */
      count: k.int().notNull(),
      update: k.bytes().notNull(),
      /** Who sent what the row holds, in order: deletions carry no author in Yjs itself. */
      authors: k.json<{ personId: PersonId | null; clientId: number; count: number }[]>().notNull(),
      at: k.ts().notNull(),
    },
    (t) => [k.unique('doc_update_paragraph_seq').on(t.paragraphId, t.seq)],
  )

  const docSnapshot = k.table('doc_snapshot', {
    paragraphId: k.text().primaryKey().$type<ParagraphId>(),
    /** The last update the snapshot covers. */
    seq: k.int().notNull(),
    state: k.bytes().notNull(),
  })

  const clientLease = k.table(
    'client_lease',
    {
      paragraphId: k.text().notNull().$type<ParagraphId>(),
      clientId: k.int().notNull(),
      personId: k.text().$type<PersonId>(),
      delegationId: k.text().$type<DelegationId>(),
      at: k.ts().notNull(),
    },
    (t) => [k.pk({ columns: [t.paragraphId, t.clientId] })],
  )

  /** A delegation's suggested change of one paragraph: a text forked from the paragraph's (RULES.md D). */
  const suggestion = k.table(
    'suggestion',
    {
      id: k.text().primaryKey().$type<SuggestionId>(),
      number: k.int().notNull().unique(),
      ref: k.text().notNull().unique(),
      paragraphId: k.text().notNull().$type<ParagraphId>(),
      authorId: k.text().$type<PersonId>(),
      delegationId: k.text().$type<DelegationId>(),
      reason: k.text().notNull(),
      status: k.text().notNull().$type<SuggestionStatus>(),
      /** The paragraph's update that the fork begins after. */
      baseSeq: k.int().notNull(),
      createdAt: k.ts().notNull(),
      resolvedAt: k.ts(),
      resolvedBy: k.text().$type<PersonId>(),
      resolution: k.text().notNull().default(''),
    },
    (t) => [k.index('suggestion_paragraph').on(t.paragraphId, t.status)],
  )

  /** The suggestion's own updates, on top of the paragraph's up to `baseSeq`. */
  const suggestionUpdate = k.table(
    'suggestion_update',
    {
      n: k.serial(),
      suggestionId: k
        .text()
        .notNull()
        .references(() => suggestion.id)
        .$type<SuggestionId>(),
      seq: k.int().notNull(),
      count: k.int().notNull(),
      update: k.bytes().notNull(),
      personId: k.text().$type<PersonId>(),
      clientId: k.int().notNull(),
      at: k.ts().notNull(),
    },
    (t) => [k.unique('suggestion_update_seq').on(t.suggestionId, t.seq)],
  )

  return { docUpdate, docSnapshot, clientLease, suggestion, suggestionUpdate }
}
