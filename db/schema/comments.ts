import type { CommentStatus } from '~/domain/comments/comment'
import type { CommentId, DelegationId, NormId, OrganisationId, ParagraphId, PersonId } from '~/domain/ids'
import type { Kit } from '../kit'
import type { defineNorms } from './norms'

export function defineComments(k: Kit, { norm }: Pick<ReturnType<typeof defineNorms>, 'norm'>) {
  const comment = k.table(
    'comment',
    {
      id: k.text().primaryKey().$type<CommentId>(),
      number: k.int().notNull().unique(),
      ref: k.text().notNull().unique(),
      normId: k
        .text()
        .notNull()
        .references(() => norm.id)
        .$type<NormId>(),
      /** null: on the norm as a whole. */
      paragraphId: k.text().$type<ParagraphId>(),
      /** A span of the paragraph: relative positions of its ends in the live text, base64, and its words then. */
      anchorStart: k.text(),
      anchorEnd: k.text(),
      quote: k.text(),
      /** The number of the text's log at which the quote stood. */
      quoteSeq: k.int(),
      replyToId: k.text().$type<CommentId>(),
      /** null for imported comments, which carry only a label. */
      authorId: k.text().$type<PersonId>(),
      authorLabel: k.text().notNull(),
      organisationId: k.text().$type<OrganisationId>(),
      /** The delegation spoken for; the hourly limit counts by it. */
      delegationId: k.text().$type<DelegationId>(),
      /** Where an imported comment comes from: the file and its id there. */
      source: k.text(),
      language: k.text().notNull(),
      /** null once withdrawn: the text goes, the salted hash in the ledger stays. */
      body: k.text(),
      /** Hex; '' once withdrawn, so that nobody can test a guess at the text against the ledger. */
      salt: k.text().notNull(),
      status: k.text().notNull().$type<CommentStatus>(),
      createdAt: k.ts().notNull(),
      withdrawnAt: k.ts(),
      /** Posting the same form twice leaves one comment. */
      idempotencyKey: k.text().unique(),
    },
    (t) => [
      k.index('comment_norm').on(t.normId, t.number),
      k.index('comment_paragraph').on(t.paragraphId),
      k.index('comment_reply').on(t.replyToId),
      k.index('comment_author').on(t.authorId, t.createdAt),
      k.index('comment_delegation').on(t.delegationId, t.createdAt),
    ],
  )

  return { comment }
}
