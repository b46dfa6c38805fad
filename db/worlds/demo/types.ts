/**
 * Shapes of a world: plain data that a loader replays through commands.
 * Records point to each other by slug (or, inside a norm, by paragraph key and version symbol).
 * Instants are milliseconds since 1970-01-01 UTC; weights are exact numbers written as text.
 */
export type Slug = string

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A rule document in the grammar of the ballots domain; the loader parses it before use. */
export type RuleDocument = {
  readonly id: string
  readonly title: string
  readonly [key: string]: Json
}

export type OrganisationKind =
  | 'government'
  | 'firm'
  | 'civil-society'
  | 'technical-community'
  | 'intergovernmental'

export type WorldOrganisation = {
  slug: Slug
  name: string
  legalName: string
  kind: OrganisationKind
  /** Code of the State of establishment; absent for an intergovernmental body. */
  country?: string
  region?: Slug
  interests?: string
}

export type PersonRole = 'secretariat' | 'chair' | 'delegate' | 'stakeholder' | 'auditor'

export type WorldPerson = {
  slug: Slug
  name: string
  email: string
  organisation: Slug
  language: string
  roles: readonly PersonRole[]
  /** True for the one person who administers the platform. */
  administrator: boolean
}

export type DelegationRole = 'head' | 'alternate' | 'adviser'

export type WorldDelegation = {
  slug: Slug
  name: string
  organisation: Slug
  members: readonly { person: Slug; role: DelegationRole; administrator?: boolean }[]
}

export type WorldForum = {
  slug: Slug
  kind: 'global' | 'regional'
  name: string
  region?: Slug
  charter: string
  /** Preset ids or whole rule documents; `defaultRule` is the id of one of them. */
  rules: readonly (string | RuleDocument)[]
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
  groupings: Readonly<Record<string, string>>
  weights: Readonly<Record<string, string>>
}

export type NormKind = 'principle' | 'norm' | 'guideline' | 'confidence-measure' | 'specification'

export type NormStage = 'drafting' | 'consultation' | 'text-final' | 'ballot' | 'adopted' | 'rejected'

export type ParagraphKind = 'preambular' | 'operative' | 'article' | 'sub'

export type WorldParagraph = {
  key: string
  kind: ParagraphKind
  /** The article or operative paragraph that a sub-paragraph belongs to. */
  parent?: string
  heading?: string
  text: string
  /** The paragraph of a global norm that this one puts into practice. */
  implements?: { norm: Slug; paragraph: string }
  /** Delegations that proposed and that support the wording. */
  attribution?: { proposedBy: readonly Slug[]; supportedBy: readonly Slug[]; note?: string }
}

export type WorldVersion = {
  symbol: string
  title: string
  atMs: number
  by: Slug
  /** Wording that differs from the paragraph's present text; null where the paragraph did not exist yet. */
  texts: Readonly<Record<string, string | null>>
}

export type WorldNorm = {
  slug: Slug
  number: number
  title: string
  kind: NormKind
  forum: Slug
  summaryInPlainWords: readonly string[]
  createdBy: Slug
  stages: readonly { stage: NormStage; atMs: number; by: Slug }[]
  paragraphs: readonly WorldParagraph[]
  versions: readonly WorldVersion[]
}

/** `nth` counts the opening brackets of the paragraph's present text from 0. */
export type WorldBracket = {
  norm: Slug
  paragraph: string
  nth: number
  holder: Slug
  placedBy: Slug
  reason: string
  atMs: number
}

export type WorldReply = {
  author: Slug
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

export type Choice = 'yes' | 'no' | 'abstain'

/** Cast by a member of the delegation; a later vote of the same member replaces an earlier one. */
export type WorldVote = { member: string; choice: Choice; by: Slug; atMs: number }

export type Counts = { yes: number; no: number; abstain: number; absent: number }

export type WorldBallot = {
  slug: Slug
  number: number
  norm: Slug
  version: string
  forum: Slug
  question: string
  rule: string
  preparedBy: Slug
  preparedAtMs: number
  openedBy: Slug
  opensAtMs: number
  closesAtMs: number
  closed?: { by: Slug; atMs: number; outcome?: string; counts: Counts }
  votes: readonly WorldVote[]
}

/** Closed ballots of several forums on one question, joined over one roll by a rule of its own. */
export type WorldJoint = {
  slug: Slug
  title: string
  question: string
  rule: RuleDocument
  ballots: readonly Slug[]
  by: Slug
  atMs: number
  outcome: string
}

export type DemoWorld = {
  organisations: readonly WorldOrganisation[]
  people: readonly WorldPerson[]
  delegations: readonly WorldDelegation[]
  forums: readonly WorldForum[]
  seats: readonly WorldSeat[]
  norms: readonly WorldNorm[]
  brackets: readonly WorldBracket[]
  comments: readonly WorldComment[]
  ballots: readonly WorldBallot[]
  joints: readonly WorldJoint[]
}
