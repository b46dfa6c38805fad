import { useMemo } from 'react'
import type { ParagraphId } from '~/domain/ids'
import type { BracketView } from '~/ui/brackets/bracket-view'
import type { DraftSuggestion } from './route'

export type ByParagraph = ReadonlyMap<string | null, readonly BracketView[]>

/** One and the same list for all that have none, so that they are not drawn again. */
export const noSuggestions: readonly DraftSuggestion[] = []
export const noBrackets: readonly BracketView[] = []

/** The title's under null. */
export function byParagraph(brackets: readonly BracketView[]): ByParagraph {
  const found = new Map<string | null, BracketView[]>()
  for (const b of brackets) found.set(b.paragraphId, [...(found.get(b.paragraphId) ?? []), b])
  return found
}

export function useByParagraph(suggestions: readonly DraftSuggestion[]) {
  return useMemo(() => {
    const found = new Map<ParagraphId, DraftSuggestion[]>()
    for (const suggestion of suggestions) {
      const { paragraphId } = suggestion
      found.set(paragraphId, [...(found.get(paragraphId) ?? []), suggestion])
    }
    return found
  }, [suggestions])
}
