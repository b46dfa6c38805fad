import { type ComponentType, lazy } from 'react'

const loaders: (() => Promise<unknown>)[] = []

/** A part of the desk that is loaded on use. One that cannot be had, as when offline, is not drawn. */
function onUse<P extends object>(load: () => Promise<ComponentType<P>>) {
  loaders.push(load)
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      (): { default: ComponentType<P> } => ({ default: () => null }),
    ),
  )
}

export const BlockMenu = onUse(async () => (await import('./block-menu')).BlockMenu)
export const BracketDialog = onUse(async () => (await import('./bracket-dialog')).BracketDialog)
export const CommentForm = onUse(async () => (await import('./comment-form')).CommentForm)
export const CommentGroupList = onUse(async () => (await import('./comment-groups')).CommentGroupList)
export const KeptNotice = onUse(async () => (await import('./kept-notice')).KeptNotice)
export const NotSent = onUse(async () => (await import('./not-sent')).NotSent)
export const AmendmentList = onUse(async () => (await import('./margin-lists')).AmendmentList)
export const ActList = onUse(async () => (await import('./margin-lists')).ActList)
export const OpeningOffer = onUse(async () => (await import('./opening-offer')).OpeningOffer)
export const SuggestingEditor = onUse(async () => (await import('./suggesting')).SuggestingEditor)
export const FlaggedReferences = onUse(
  async () => (await import('~/ui/norms/flagged-references')).FlaggedReferences,
)
export const TermList = onUse(async () => (await import('~/ui/norms/term-list')).TermList)
export const ShortcutSheet = onUse(async () => (await import('./shortcut-sheet')).ShortcutSheet)
export const ReferencePicker = onUse(async () => (await import('./reference-picker')).ReferencePicker)

/** Fetch them while there is nothing else to do, so that they are there when the line is not. */
export function fetchParts() {
  for (const load of loaders) void load().catch(() => undefined)
}
