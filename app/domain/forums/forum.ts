export const forumKinds = ['global', 'regional', 'working-group'] as const
export type ForumKind = (typeof forumKinds)[number]
