export const proposalStatuses = [
  'submitted',
  'merged',
  'merged-in-part',
  'noted',
  'not-taken',
  'withdrawn',
] as const
export type ProposalStatus = (typeof proposalStatuses)[number]

export const amendmentOps = ['add', 'delete', 'replace', 'move'] as const
export type AmendmentOp = (typeof amendmentOps)[number]

/** 'flagged': its base changed under it and it no longer fits; somebody must look. */
export const amendmentStatuses = [
  'draft',
  'tabled',
  'inadmissible',
  'flagged',
  'withdrawn',
  'adopted',
  'rejected',
  'fallen',
  'merged',
] as const
export type AmendmentStatus = (typeof amendmentStatuses)[number]

export const sponsorKinds = ['main', 'co'] as const
export type SponsorKind = (typeof sponsorKinds)[number]
