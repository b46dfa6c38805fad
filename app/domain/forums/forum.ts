export const forumKinds = ['global', 'regional', 'working-group'] as const
export type ForumKind = (typeof forumKinds)[number]

/** F1: a short name for an address: `lantern-isles`. */
export const isSlug = (text: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text.length <= 60
