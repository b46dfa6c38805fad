/** 'part': accepted in part; 'bracketed': turned, with what it clashed with, into bracketed alternatives. */
export const suggestionStatuses = ['open', 'accepted', 'part', 'rejected', 'bracketed', 'withdrawn'] as const
export type SuggestionStatus = (typeof suggestionStatuses)[number]
