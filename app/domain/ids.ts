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
export type BallotId = Id<'ballot'>

const ref = (letter: string, width: number) => (n: number) => `${letter}-${String(n).padStart(width, '0')}`

/** References a person can say aloud: N-014, B-0007, C-00123. */
export const normRef = ref('N', 3)
export const ballotRef = ref('B', 4)
export const commentRef = ref('C', 5)
