import type { AmendmentOp, AmendmentStatus } from '~/domain/amendments/amendment'
import type { Choice, Rule } from '~/domain/ballots/rule'
import type { ForumKind } from '~/domain/forums/forum'
import type { MemberRole, OrganisationKind, Role } from '~/domain/members/standing'
import type { BracketPosition, NormKind, ParagraphKind, Stage, VersionKind } from '~/domain/norms/norm'
import type { Settlement } from '~/domain/proposals/proposal'

/**
 * Shapes of a world: plain data that a loader replays through commands.
 * Records point to each other by slug (or, inside a norm, by paragraph key and version symbol).
 * Instants are milliseconds since 1970-01-01 UTC; weights are exact numbers written as text.
 */
export type Slug = string

export type WorldOrganisation = {
  slug: Slug
  name: string
  kind: OrganisationKind
  /** Code of the State of establishment; '' for an intergovernmental body. */
  country: string
  region: Slug | ''
  accredited: boolean
  /** What it does, in one sentence. */
  about: string
}

export type WorldPerson = {
  slug: Slug
  name: string
  email: string
  organisation: Slug
  language: string
}

/** A role held everywhere (forum '') or in one forum. */
export type WorldGrant = { person: Slug; role: Role; forum: Slug | '' }

export type WorldDelegation = {
  slug: Slug
  name: string
  organisation: Slug
  members: readonly { person: Slug; role: MemberRole; administrator: boolean }[]
}

export type WorldForum = {
  slug: Slug
  kind: ForumKind
  name: string
  region: Slug | ''
  parent?: Slug
  charter: string
  /** Preset ids or whole rule documents; `defaultRule` is the id of one of them. */
  rules: readonly (string | Rule)[]
  defaultRule: string
  languages: readonly string[]
  timeZone: string
  chairs: readonly Slug[]
  secretariat: readonly Slug[]
  charteredAtMs: number
}

export type WorldSeat = {
  forum: Slug
  delegation: Slug
  /** The member's code on the roll. */
  member: string
  name: string
  /** False for stakeholders, who comment but have no vote. */
  votes: boolean
  groupings: Readonly<Record<string, string>>
  weights: Readonly<Record<string, string>>
}

export type WorldParagraph = {
  key: string
  kind: ParagraphKind
  /** The article or operative paragraph that a sub-paragraph belongs to. */
  parent?: string
  heading?: string
  text: string
  /** How it reads once alternatives stand in it. */
  negotiated?: string
  /** The paragraph of a global norm that this one puts into practice. */
  implements?: { norm: Slug; paragraph: string }
  /** Delegations that proposed and that support the wording. */
  attribution?: { proposedBy: readonly Slug[]; supportedBy: readonly Slug[]; note?: string }
}

export type WorldVersion = {
  symbol: string
  kind: VersionKind
  title: string
  note: string
  atMs: number
  by: Slug
  /** Wording that differs from the paragraph's present text; null where the paragraph did not exist yet. */
  texts: Readonly<Record<string, string | null>>
  /** Keys in the order of then, where it differs from the present one. */
  order?: readonly string[]
}

export type WorldNorm = {
  slug: Slug
  number: number
  title: string
  kind: NormKind
  forum: Slug
  language: string
  summaryInPlainWords: readonly string[]
  createdBy: Slug
  consultationClosesAtMs?: number
  /**
   * In order of time; the first is drafting, the last is the present stage. From 'ballot' on they follow from
   * the ballots, and are what the loader must find.
   */
  stages: readonly { stage: Stage; atMs: number; by: Slug }[]
  paragraphs: readonly WorldParagraph[]
  versions: readonly WorldVersion[]
  /** Wording after the last version, where acts of the world (amendments brought in) make the present text of it. */
  draft?: Readonly<Record<string, string>>
  moves?: readonly { paragraph: string; direction: 'up' | 'down'; atMs: number; by: Slug }[]
}

type AmendmentDeed =
  | {
      act: 'table'
      norm: Slug
      version: number
      op: AmendmentOp
      paragraph?: string
      after?: string
      text?: string
      reason: string
      /** The amendment whose words it changes. */
      amends?: Slug
    }
  | { act: 'sponsor' | 'leave' | 'withdraw' | 'take-over' | 'merge' }
  | { act: 'name-main'; delegation: Slug }
  | { act: 'revise'; version: number; text: string; reason: string }
  | { act: 'rule'; admissible: boolean; reason: string }
  | { act: 'appeal'; reason: string }
  | { act: 'settle'; adopted: boolean; note: string }
  /** The proposed order, as it then is. */
  | { act: 'plan'; norm: Slug }

/** One act on an amendment; of 'plan' the slug names the order. */
export type WorldAmendmentAct = AmendmentDeed & { amendment: Slug; by: Slug; atMs: number }

/** `nth` counts the opening brackets of the paragraph's present text from 0. */
export type WorldBracket = {
  norm: Slug
  paragraph: string
  nth: number
  /** The bracketed words with their brackets, as in the present text. */
  quote: string
  holder: Slug
  placedBy: Slug
  reason: string
  atMs: number
}

type OnBracket = { norm: Slug; paragraph: string; quote: string; by: Slug; atMs: number }
type Said = { by: Slug; atMs: number }

export type WorldAgreement = Said & {
  norm: Slug
  paragraph: string
  confirmByMs: number
  confirmedBy: readonly Said[]
  /** What became of it; absent: delegations still confirm. Closing is the platform's, at the deadline. */
  outcome?: { is: 'closed' } | (Said & { is: 'reopened'; reason: string })
}

export type WorldProposal = Said & {
  slug: Slug
  norm: Slug
  /** Whose wording is proposed; else the one that a new paragraph follows. */
  paragraph?: string
  after?: string
  text: string
  rationale: string
  language: string
  supporters: readonly Said[]
  settled?: Said & { settlement: Settlement; answer: string }
}

/** What is done about brackets, paragraphs and wording beside placing brackets. */
export type WorldNegotiation = {
  packages: readonly (Said & { norm: Slug })[]
  positions: readonly (OnBracket & { position: BracketPosition })[]
  /** '': no text. */
  alternatives: readonly (OnBracket & { text: string })[]
  silences: readonly (OnBracket & { untilMs: number })[]
  agreements: readonly WorldAgreement[]
  proposals: readonly WorldProposal[]
  compilations: readonly (Said & { norm: Slug; symbol: string })[]
}

export type WorldReply = {
  author: Slug
  /** The organisation spoken for. */
  onBehalfOf: Slug
  body: string
  language: string
  atMs: number
}

export type WorldComment = WorldReply & {
  slug: Slug
  norm: Slug
  /** Absent when the comment is on the whole norm. */
  paragraph?: string
  replies: readonly WorldReply[]
  /** The author took it back: the text goes, the trace stays. */
  withdrawnAtMs?: number
}

/** Cast by a member of the delegation; a later vote of the same member replaces an earlier one. */
export type WorldVote = { member: string; choice: Choice; by: Slug; atMs: number }

export type Counts = { yes: number; no: number; abstain: number; absent: number }

export type WorldBallot = {
  slug: Slug
  number: number
  norm: Slug
  /** The symbol of the version put to the vote; null: a question about the norm, not its text. */
  version: string | null
  forum: Slug
  title: string
  question: string
  /** Id of one of the forum's rules. */
  rule: string
  preparedBy: Slug
  preparedAtMs: number
  openedBy: Slug
  opensAtMs: number
  closesAtMs: number
  closesZone: string
  /** The joint ballot whose result this one is part of. */
  joint?: Slug
  /** `outcome` and `counts` are what the loader must find after closing. */
  closed?: { by: Slug; atMs: number; outcome?: string; counts: Counts }
  /** In order of time. */
  votes: readonly WorldVote[]
}

/** Ballots of several forums on one question, joined over one roll by a rule of its own. */
export type WorldJoint = {
  slug: Slug
  number: number
  norm: Slug
  version: string
  forum: Slug
  title: string
  question: string
  rule: Rule
  ballots: readonly Slug[]
  preparedBy: Slug
  preparedAtMs: number
  closed: { by: Slug; atMs: number; outcome: string; counts: Counts }
}

export type DemoWorld = {
  organisations: readonly WorldOrganisation[]
  people: readonly WorldPerson[]
  grants: readonly WorldGrant[]
  delegations: readonly WorldDelegation[]
  forums: readonly WorldForum[]
  seats: readonly WorldSeat[]
  norms: readonly WorldNorm[]
  brackets: readonly WorldBracket[]
  amendments: readonly WorldAmendmentAct[]
  /** Where each amendment stands at the end: what the loader must find. */
  amendmentStatuses: Readonly<Record<Slug, AmendmentStatus>>
  negotiation: WorldNegotiation
  comments: readonly WorldComment[]
  ballots: readonly WorldBallot[]
  joints: readonly WorldJoint[]
}
