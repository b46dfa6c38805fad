import { Suspense, useEffect, useRef, useState } from 'react'
import { ShortcutSheet } from './on-use'

const stored = 'parley.single-keys'
export const singleKeysAreOn = () => localStorage.getItem(stored) !== 'off'

/** Keys of the whole desk, and the sheet that names them all. Single keys can be switched off (WCAG 2.1.4). */
export function Shortcuts() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [single, setSingle] = useState(true)
  const [opened, setOpened] = useState(false)
  const open = () => {
    setOpened(true)
    dialog.current?.showModal()
  }
  const openSheet = useRef(open)
  openSheet.current = open
  useEffect(() => setSingle(singleKeysAreOn()), [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'F6') return nextPane(event)
      const { target } = event
      if (!single || event.ctrlKey || event.metaKey || event.altKey || isField(target)) return
      if (event.key === '?') openSheet.current()
      else if (event.key === 'j') nextParagraph(1)
      else if (event.key === 'k') nextParagraph(-1)
      else if (event.key === 'e') pressIn(event, '.draft-para', 'button.draft-edit')
      else if (event.key === 'h') pressIn(event, '.draft-para', '[data-heading]')
      else if (event.key === 's') pressIn(event, '.draft-para', '[data-suggest]')
      else if (event.key === 'a') pressIn(event, '.suggestion', 'form[action$="/acceptance"] button')
      else if (event.key === 'r')
        pressIn(event, '.suggestion', 'details:has(form[action$="/rejection"]) summary')
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [single])
  const change = (on: boolean) => {
    setSingle(on)
    localStorage.setItem(stored, on ? 'on' : 'off')
  }
  return (
    <>
      <button type="button" className="draft-edit" onClick={open}>
        Keyboard shortcuts
      </button>
      <dialog className="block-menu" ref={dialog} aria-label="Keyboard shortcuts">
        <div className="block-menu-head">
          <h2>Keyboard shortcuts</h2>
          <button type="button" className="draft-edit" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        {opened && (
          <Suspense>
            <ShortcutSheet />
          </Suspense>
        )}
        <label>
          <input type="checkbox" checked={single} onChange={(event) => change(event.target.checked)} /> Single
          letters are shortcuts
        </label>
      </dialog>
    </>
  )
}

export const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null)

function nextPane(event: KeyboardEvent) {
  const panes = [...document.querySelectorAll<HTMLElement>('.draft-panes > *')]
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  const step = event.shiftKey ? panes.length - 1 : 1
  event.preventDefault()
  panes[at < 0 ? 0 : (at + step) % panes.length]?.focus()
}

function nextParagraph(step: 1 | -1) {
  const all = [...document.querySelectorAll<HTMLElement>('.draft-para')]
  const at = all.findIndex((paragraph) => paragraph.contains(document.activeElement))
  const next = at < 0 ? all[0] : all[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** Press what stands in the paragraph or the card that has the focus, if it stands there. */
function pressIn(event: KeyboardEvent, place: string, what: string) {
  const button = document.activeElement?.closest(place)?.querySelector<HTMLElement>(what)
  if (!button) return
  event.preventDefault()
  button.click()
  // what opens is there to be filled in
  button.closest('details[open]')?.querySelector<HTMLElement>('input:not([type="hidden"])')?.focus()
}
