/** Row ids are UUIDv7 text; the brand keeps a norm's id out of a ballot's parameter. */
export type Id<Noun extends string> = string & { readonly __noun: Noun }

export type PersonId = Id<'person'>
export type OrganisationId = Id<'organisation'>
export type DelegationId = Id<'delegation'>
export type ForumId = Id<'forum'>
export type SeatId = Id<'seat'>
export type RuleId = Id<'rule'>
export type NormId = Id<'norm'>
export type ParagraphId = Id<'paragraph'>
export type VersionId = Id<'version'>
export type CommentId = Id<'comment'>
export type SuggestionId = Id<'suggestion'>
export type ProposalId = Id<'proposal'>
export type AmendmentId = Id<'amendment'>
export type BallotId = Id<'ballot'>

const ref = (letter: string, width: number) => (n: number) => `${letter}-${String(n).padStart(width, '0')}`

/** References a person can say aloud: N-014, B-0007, C-00123, P-0012, AM-7, S-00031. */
export const normRef = ref('N', 3)
export const ballotRef = ref('B', 4)
export const commentRef = ref('C', 5)
export const proposalRef = ref('P', 4)
export const suggestionRef = ref('S', 5)
export const amendmentRef = (n: number) => `AM-${n}`
