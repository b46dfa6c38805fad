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

export const amendmentLimits = {
  reason: 2_000,
  note: 1_000,
  /** Amendments of one delegation to one norm that are not settled yet. */
  openPerDelegation: 100,
} as const

/** A4: how many members must stand behind an amendment before it is before the forum. */
export const sponsorsNeeded = { global: 2, regional: 1, 'working-group': 1 } as const

/** Neither settled nor withdrawn nor ruled out. */
export const openStatuses: readonly AmendmentStatus[] = ['draft', 'tabled', 'flagged']
export const isOpenAmendment = (status: AmendmentStatus): boolean => openStatuses.includes(status)
