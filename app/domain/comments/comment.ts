export const commentStatuses = ['visible', 'withdrawn'] as const
export type CommentStatus = (typeof commentStatuses)[number]
