export const commentStatuses = ['visible', 'withdrawn'] as const
export type CommentStatus = (typeof commentStatuses)[number]

export const commentLimits = {
  /** UTF-16 units of one comment. */
  body: 5_000,
  /** UTF-16 units of the words that a comment is about. */
  quote: 1_000,
  perPersonAnHour: 20,
  perDelegationAnHour: 100,
} as const
export const hourMs = 3_600_000
