import type { DelegationId, ForumId, NormId, ParagraphId, PersonId, VersionId } from '~/domain/ids'
import type {
  BracketPosition,
  NormKind,
  ParagraphKind,
  ParagraphState,
  Stage,
  VersionKind,
} from '~/domain/norms/norm'
import type { Kit } from '../kit'
import type { defineForums } from './forums'

/** Norms, their paragraphs (order, kind, heading as rows; wording is a document), frozen versions, brackets. */
export function defineNorms(k: Kit, { forum }: Pick<ReturnType<typeof defineForums>, 'forum'>) {
  const norm = k.table(
    'norm',
    {
      id: k.text().primaryKey().$type<NormId>(),
      number: k.int().notNull().unique(),
      ref: k.text().notNull().unique(),
      title: k.text().notNull(),
      kind: k.text().notNull().$type<NormKind>(),
      forumId: k
        .text()
        .notNull()
        .references(() => forum.id)
        .$type<ForumId>(),
      stage: k.text().notNull().$type<Stage>(),
      /** When the present stage began. */
      stageSince: k.ts().notNull(),
      /** The secretariat's plain words; not authentic text. */
      summary: k.text().notNull(),
      language: k.text().notNull(),
      consultationClosesAt: k.ts(),
      /** Nothing is agreed until everything is agreed: paragraph states stay provisional until the adoption. */
      packageDeal: k.bool().notNull().default(false),
      createdAt: k.ts().notNull(),
    },
    (t) => [k.index('norm_forum').on(t.forumId), k.index('norm_stage').on(t.stage, t.stageSince)],
  )

  const paragraph = k.table(
    'paragraph',
    {
      id: k.text().primaryKey().$type<ParagraphId>(),
      normId: k
        .text()
        .notNull()
        .references(() => norm.id)
        .$type<NormId>(),
      /** Order within the norm, 0-based and dense among the paragraphs not removed. */
      position: k.int().notNull(),
      kind: k.text().notNull().$type<ParagraphKind>(),
      heading: k.text().notNull(),
      /** The paragraph of another norm that this one puts into practice. */
      implementsId: k.text().$type<ParagraphId>(),
      /** How far the negotiation of this paragraph has come. */
      state: k.text().notNull().$type<ParagraphState>().default('open'),
      stateSince: k.ts(),
      /** Until when delegations confirm a paragraph agreed ad referendum. */
      confirmBy: k.ts(),
      removedAt: k.ts(),
    },
    (t) => [
      k.index('paragraph_norm').on(t.normId, t.position),
      k.index('paragraph_implements').on(t.implementsId),
    ],
  )

  const version = k.table(
    'version',
    {
      id: k.text().primaryKey().$type<VersionId>(),
      normId: k
        .text()
        .notNull()
        .references(() => norm.id)
        .$type<NormId>(),
      /** 1, 2, 3 within the norm. */
      number: k.int().notNull(),
      symbol: k.text().notNull(),
      kind: k.text().notNull().$type<VersionKind>(),
      language: k.text().notNull(),
      title: k.text().notNull(),
      note: k.text().notNull(),
      /** The number of the version that this one takes the place of; null: the one before it. */
      supersedes: k.int(),
      /** SHA-256 over the canonical form of title, language and paragraphs, hex. */
      hash: k.text().notNull(),
      frozenAt: k.ts().notNull(),
      frozenBy: k.text().$type<PersonId>(),
    },
    (t) => [k.unique('version_norm_number').on(t.normId, t.number)],
  )

  const versionParagraph = k.table(
    'version_paragraph',
    {
      versionId: k
        .text()
        .notNull()
        .references(() => version.id)
        .$type<VersionId>(),
      paragraphId: k.text().notNull().$type<ParagraphId>(),
      position: k.int().notNull(),
      kind: k.text().notNull().$type<ParagraphKind>(),
      number: k.text().notNull(),
      heading: k.text().notNull(),
      text: k.text().notNull(),
      implementsId: k.text().$type<ParagraphId>(),
    },
    (t) => [k.pk({ columns: [t.versionId, t.paragraphId] })],
  )

  const bracket = k.table(
    'bracket',
    {
      id: k.text().primaryKey(),
      paragraphId: k
        .text()
        .notNull()
        .references(() => paragraph.id)
        .$type<ParagraphId>(),
      /** The bracketed words as they stood when the bracket was placed, brackets included. */
      quote: k.text().notNull(),
      holderId: k.text().$type<DelegationId>(),
      reason: k.text().notNull(),
      /** Relative positions of the two bracket characters in the live text, base64; null for imported ones. */
      anchorStart: k.text(),
      anchorEnd: k.text(),
      placedBy: k.text().$type<PersonId>(),
      placedAt: k.ts().notNull(),
      /** Set while the chair has proposed to lift it: lifted when nobody objects until then. */
      silenceEndsAt: k.ts(),
      liftedAt: k.ts(),
      /** 'lifted', or 'converted' to alternatives, or 'chosen' among them. */
      liftedAs: k.text(),
    },
    (t) => [k.index('bracket_paragraph').on(t.paragraphId)],
  )

  /** Where delegations stand on a bracket beside its holder. */
  const bracketPosition = k.table(
    'bracket_position',
    {
      bracketId: k
        .text()
        .notNull()
        .references(() => bracket.id),
      delegationId: k.text().notNull().$type<DelegationId>(),
      position: k.text().notNull().$type<BracketPosition>(),
      since: k.ts().notNull(),
    },
    (t) => [k.pk({ columns: [t.bracketId, t.delegationId] })],
  )

  /** Mutually exclusive wordings in place of one bracket; an empty text is "no text". */
  const alternative = k.table(
    'alternative',
    {
      id: k.text().primaryKey(),
      bracketId: k
        .text()
        .notNull()
        .references(() => bracket.id),
      /** 1, 2, 3: "Alt 1". */
      number: k.int().notNull(),
      text: k.text().notNull(),
      proponentId: k.text().$type<DelegationId>(),
      proposedAt: k.ts().notNull(),
      droppedAt: k.ts(),
      chosenAt: k.ts(),
    },
    (t) => [k.unique('alternative_bracket_number').on(t.bracketId, t.number)],
  )

  /** What a delegation has said of a paragraph agreed ad referendum. */
  const confirmation = k.table(
    'confirmation',
    {
      paragraphId: k
        .text()
        .notNull()
        .references(() => paragraph.id)
        .$type<ParagraphId>(),
      delegationId: k.text().notNull().$type<DelegationId>(),
      confirmed: k.bool().notNull(),
      at: k.ts().notNull(),
    },
    (t) => [k.pk({ columns: [t.paragraphId, t.delegationId] })],
  )

  /** Up to which version and ledger entry a person has looked at a norm. */
  const lastLook = k.table(
    'last_look',
    {
      personId: k.text().notNull().$type<PersonId>(),
      normId: k.text().notNull().$type<NormId>(),
      versionNumber: k.int().notNull(),
      at: k.ts().notNull(),
    },
    (t) => [k.pk({ columns: [t.personId, t.normId] })],
  )

  return {
    norm,
    paragraph,
    version,
    versionParagraph,
    bracket,
    bracketPosition,
    alternative,
    confirmation,
    lastLook,
  }
}
