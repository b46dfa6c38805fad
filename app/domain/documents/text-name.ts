import type { ParagraphId, SuggestionId } from '../ids'

/** A live text: a paragraph's own, or that of a suggestion on it. */
export interface TextName {
  paragraphId: ParagraphId
  suggestionId?: SuggestionId | undefined
}
export type TextId = ParagraphId | SuggestionId

export const textId = ({ paragraphId, suggestionId }: TextName): TextId => suggestionId ?? paragraphId
