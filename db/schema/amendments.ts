import type { AmendmentOp, AmendmentStatus, ProposalStatus, SponsorKind } from '~/domain/amendments/amendment'
import type {
  AmendmentId,
  DelegationId,
  NormId,
  ParagraphId,
  PersonId,
  ProposalId,
  VersionId,
} from '~/domain/ids'
import type { ParagraphKind } from '~/domain/norms/norm'
import type { Kit } from '../kit'
import type { defineNorms } from './norms'

type Norms = Pick<ReturnType<typeof defineNorms>, 'norm' | 'version'>

/** Written proposals on the draft; amendments, as data, to a frozen version. */
export function defineAmendments(k: Kit, { norm, version }: Norms) {
  const proposal = k.table(
    'proposal',
    {
      id: k.text().primaryKey().$type<ProposalId>(),
      number: k.int().notNull().unique(),
      ref: k.text().notNull().unique(),
      normId: k
        .text()
        .notNull()
        .references(() => norm.id)
        .$type<NormId>(),
      /** The paragraph whose wording is proposed; null: a new paragraph. */
      paragraphId: k.text().$type<ParagraphId>(),
      /** For a new paragraph: the one it follows; null: at the beginning. */
      afterId: k.text().$type<ParagraphId>(),
      text: k.text().notNull(),
      rationale: k.text().notNull(),
      language: k.text().notNull(),
      authorId: k.text().$type<PersonId>(),
      delegationId: k.text().$type<DelegationId>(),
      status: k.text().notNull().$type<ProposalStatus>(),
      submittedAt: k.ts().notNull(),
      settledAt: k.ts(),
      /** What became of it and why, once settled. */
      answer: k.text().notNull().default(''),
      idempotencyKey: k.text().unique(),
    },
    (t) => [k.index('proposal_norm').on(t.normId, t.number)],
  )

  const proposalSupport = k.table(
    'proposal_support',
    {
      proposalId: k
        .text()
        .notNull()
        .references(() => proposal.id)
        .$type<ProposalId>(),
      delegationId: k.text().notNull().$type<DelegationId>(),
      since: k.ts().notNull(),
    },
    (t) => [k.pk({ columns: [t.proposalId, t.delegationId] })],
  )

  const amendment = k.table(
    'amendment',
    {
      id: k.text().primaryKey().$type<AmendmentId>(),
      number: k.int().notNull().unique(),
      ref: k.text().notNull().unique(),
      normId: k
        .text()
        .notNull()
        .references(() => norm.id)
        .$type<NormId>(),
      /** The frozen version that the amendment is to; re-anchored when the base changes. */
      versionId: k
        .text()
        .notNull()
        .references(() => version.id)
        .$type<VersionId>(),
      /** The amendment that this one amends. */
      parentId: k.text().$type<AmendmentId>(),
      op: k.text().notNull().$type<AmendmentOp>(),
      /** Of a new paragraph; null: as the one before it. */
      kind: k.text().$type<ParagraphKind>(),
      paragraphId: k.text().$type<ParagraphId>(),
      /** A span of the frozen text in UTF-16 units [start, end); null: the whole paragraph. */
      spanStart: k.int(),
      spanEnd: k.int(),
      /** For add and move: the paragraph that the new place follows; null: the beginning. */
      afterId: k.text().$type<ParagraphId>(),
      text: k.text().notNull(),
      heading: k.text().notNull(),
      reason: k.text().notNull(),
      status: k.text().notNull().$type<AmendmentStatus>(),
      /** Words on a ruling, a fall, a flag at re-anchoring. */
      note: k.text().notNull().default(''),
      authorId: k.text().$type<PersonId>(),
      tabledAt: k.ts(),
      settledAt: k.ts(),
      createdAt: k.ts().notNull(),
    },
    (t) => [k.index('amendment_norm').on(t.normId, t.number), k.index('amendment_version').on(t.versionId)],
  )

  const amendmentSponsor = k.table(
    'amendment_sponsor',
    {
      amendmentId: k
        .text()
        .notNull()
        .references(() => amendment.id)
        .$type<AmendmentId>(),
      delegationId: k.text().notNull().$type<DelegationId>(),
      kind: k.text().notNull().$type<SponsorKind>(),
      since: k.ts().notNull(),
      withdrawnAt: k.ts(),
    },
    (t) => [k.pk({ columns: [t.amendmentId, t.delegationId] })],
  )

  /** What an amendment proposed before its sponsors revised it, oldest first. */
  const amendmentRevision = k.table(
    'amendment_revision',
    {
      amendmentId: k
        .text()
        .notNull()
        .references(() => amendment.id)
        .$type<AmendmentId>(),
      /** 1, 2, 3 within the amendment. */
      nth: k.int().notNull(),
      heading: k.text().notNull(),
      /** The whole wording that the amendment led to until then. */
      wording: k.text().notNull(),
      /** Where it would have stood; null: the beginning, or not a matter of place. */
      afterId: k.text().$type<ParagraphId>(),
      /** Why it was revised, when and by whose delegation. */
      reason: k.text().notNull(),
      revisedAt: k.ts().notNull(),
      delegationId: k.text().notNull().$type<DelegationId>(),
    },
    (t) => [k.pk({ columns: [t.amendmentId, t.nth] })],
  )

  /** The chair's rulings on an amendment, each with the appeal against it and what became of that. */
  const amendmentRuling = k.table(
    'amendment_ruling',
    {
      amendmentId: k
        .text()
        .notNull()
        .references(() => amendment.id)
        .$type<AmendmentId>(),
      nth: k.int().notNull(),
      admissible: k.bool().notNull(),
      reason: k.text().notNull(),
      ruledAt: k.ts().notNull(),
      appealBy: k.text().$type<DelegationId>(),
      appealReason: k.text().notNull().default(''),
      appealedAt: k.ts(),
      /** Members present and voting for and against the appeal, and those who abstained. */
      votesFor: k.int(),
      votesAgainst: k.int(),
      abstentions: k.int(),
      decidedAt: k.ts(),
    },
    (t) => [k.pk({ columns: [t.amendmentId, t.nth] })],
  )

  /** What holds for the amendments to a norm, where the chair or the secretariat has set it. */
  const amendmentTerms = k.table('amendment_terms', {
    normId: k
      .text()
      .primaryKey()
      .references(() => norm.id)
      .$type<NormId>(),
    /** How many members must stand behind one. */
    sponsorsNeeded: k.int().notNull(),
    /** From then on none is tabled; null: as long as the text is open. */
    tableUntil: k.ts(),
    /** From then on nobody joins as a sponsor. */
    sponsorUntil: k.ts(),
    setAt: k.ts().notNull(),
  })

  /** The order of voting that the chair confirmed for the amendments to one version. */
  const amendmentPlan = k.table('amendment_plan', {
    versionId: k
      .text()
      .primaryKey()
      .references(() => version.id)
      .$type<VersionId>(),
    /** Refs in voting order, each with the refs that fall if it is adopted. */
    steps: k.json<{ ref: string; falls: string[] }[]>().notNull(),
    confirmedAt: k.ts(),
  })

  return {
    proposal,
    proposalSupport,
    amendment,
    amendmentSponsor,
    amendmentRevision,
    amendmentRuling,
    amendmentTerms,
    amendmentPlan,
  }
}
