import {
  type ComponentType,
  createContext,
  type FunctionComponent,
  lazy,
  useCallback,
  useContext,
  useState,
} from 'react'

const loaders: (() => Promise<unknown>)[] = []
const TryAgain = createContext<() => void>(() => undefined)

/** A part of the desk that is loaded on use. One that cannot be had, as when offline, says so and can be tried again. */
function onUse<P extends object>(load: () => Promise<ComponentType<P>>) {
  loaders.push(load)
  const drawn = (part: FunctionComponent<{ of: P }>) => ({ default: part })
  const attempt = () =>
    lazy(() =>
      load().then(
        (Part) => drawn(({ of }) => <Part {...of} />),
        () => drawn(NotLoaded),
      ),
    )
  let latest = attempt()
  return function OnUse(props: P) {
    const [Part, setPart] = useState(() => latest)
    const again = useCallback(() => {
      latest = attempt()
      setPart(() => latest)
    }, [])
    return (
      <TryAgain.Provider value={again}>
        <Part of={props} />
      </TryAgain.Provider>
    )
  }
}

function NotLoaded() {
  return (
    <p className="not-loaded small" role="alert">
      A part of the desk could not be loaded.{' '}
      <button type="button" className="draft-edit" onClick={useContext(TryAgain)}>
        Try again
      </button>{' '}
      If that does not help, load the page again: what you have written is kept.
    </p>
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
export const HeadingEditor = onUse(async () => (await import('./heading-editor')).HeadingEditor)
export const LiveEditor = onUse(async () => (await import('./live-editor')).LiveEditor)
export const PeoplePanel = onUse(async () => (await import('./people-panel')).PeoplePanel)
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
