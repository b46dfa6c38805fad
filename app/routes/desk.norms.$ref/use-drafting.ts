import { useLocation } from '@remix-run/react'
import { useCallback, useEffect, useState } from 'react'
import type { ParagraphId } from '~/domain/ids'
import { useActs } from './acts'
import type { InEditor } from './paragraph'
import type { DeskData, DraftParagraph } from './route'
import { useStructure } from './structure'
import type { Live } from './use-live-desk'

/** Editing the structure: acts, keys, and the menu of one paragraph. */
export function useDrafting(
  {
    ref,
    paragraphs,
    mayArrange,
    ledgerSize,
  }: Pick<DeskData, 'ref' | 'paragraphs' | 'mayArrange' | 'ledgerSize'>,
  { live, refresh }: { live: Live | null; refresh: () => void },
  edit: (id: ParagraphId | null) => void,
) {
  const acts = useActs({
    size: ledgerSize,
    refresh,
    edit,
    starting: (act) =>
      act.later ? undefined : live?.desk.undo.starting(act.document, act.fields.place, act.typed),
  })
  const [menu, setMenu] = useState<Menu | null>(null)
  const open = (paragraph: DraftParagraph, editing?: InEditor) => setMenu({ id: paragraph.id, editing })
  const structure = useStructure({
    norm: ref,
    paragraphs,
    acts,
    mayArrange,
    textOf: ({ id, text }) => live?.desk.current(id)?.text.toString() ?? text,
    typed: (document) => live?.desk.undo.typed(document) ?? null,
    leave: () => edit(null),
    edit,
  })
  return { acts, structure, menu, openMenu: open, closeMenu: useCallback(() => setMenu(null), []) }
}

export interface Menu {
  id: ParagraphId
  editing: InEditor | undefined
}

/** Which paragraph is being written; one that was just added is named by the address. */
export function useEditing(paragraphs: readonly DraftParagraph[]) {
  const [editing, setEditing] = useState<ParagraphId | null>(null)
  const { hash, key } = useLocation()
  const named = paragraphs.find((p) => `#${p.id}` === hash)?.id
  useEffect(() => {
    // each visit to the address counts once
    if (named && key) setEditing(named)
  }, [named, key])
  return [editing, setEditing] as const
}
