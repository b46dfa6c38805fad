import { useMemo } from 'react'
import { modeOf } from '~/domain/documents/mode'
import { locateBrackets } from '~/domain/norms/bracket-place'
import { linksOf } from './legal-text'
import type { ParagraphProps } from './paragraph'
import { findIn, useDocument, useTextChanges } from './use-document'
import { useForks } from './use-forks'
import { useChanges } from './use-live-desk'

/** The words of one paragraph as they stand now, and what its reader may do with them. */
export function useParagraphText(props: ParagraphProps, inView: boolean) {
  const { paragraph, live, suggestions, editing, legal, brackets } = props
  const { id } = paragraph
  const document = useDocument(live, id, inView || editing)
  useChanges(document)
  useTextChanges(document)
  const forks = suggestions.map((s) => s.id)
  useForks(live, id, forks, inView || editing)
  const state = document?.state()
  const mode = document && state?.is !== 'opening' ? modeOf(document.access()) : paragraph.mode
  // what one person has not stored is not shown to the next who signs in
  const isForeign = state?.is === 'refused' && state.code === 'another-person'
  const isOpen = state !== undefined && state.is !== 'opening' && !isForeign
  const text = isOpen ? document!.text.toString() : paragraph.text
  const links = useMemo(
    () => linksOf(legal, paragraph, { text, find: findIn(live, document, state?.is) }),
    [legal, paragraph, text, live, document, state?.is],
  )
  const held = useMemo(() => brackets.filter((b) => b.where === 'text'), [brackets])
  const find = text === paragraph.text ? null : findIn(live, document, state?.is)
  const spans = find ? locateBrackets(held, { text, find }) : undefined
  return { document, state, mode, isForeign, isOpen, text, links, held, spans }
}
export type ParagraphText = ReturnType<typeof useParagraphText>
