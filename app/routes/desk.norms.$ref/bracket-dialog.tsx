import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Notice } from '~/ui/kit/notice'
import type { Act } from './acts'
import { bracketPart, type Chosen, placePart } from './brackets-page'
import { fieldsOf } from './fields-of'
import type { DraftParagraph } from './route'

/** What the dialog is about: a bracket that is there, or one to be placed. */
export type Asked =
  | { bracket: string }
  | { place: DraftParagraph; chosen?: Chosen | undefined; document?: Act['document'] }

interface BracketDialogProps {
  norm: string
  asked: Asked
  run(act: Act): void
  close(): void
}

/** Who holds a bracket and what can be done about it, or placing one: its part of the page of brackets, here. */
export function BracketDialog({ norm, asked, run, close }: BracketDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const part = useRef<HTMLDivElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const title = useId()
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  useEffect(() => {
    let gone = false
    const found =
      'place' in asked ? placePart(norm, asked.place.id, asked.chosen) : bracketPart(norm, asked.bracket)
    found.then(
      (element) => {
        if (gone) return
        if (element) part.current?.replaceChildren(element)
        else setRefusal('There is nothing to be done about it now. Load the page again.')
      },
      () => gone || setRefusal('The page of brackets does not answer. Try again in a moment.'),
    )
    return () => {
      gone = true
    }
  }, [norm, asked])
  const submit = (event: FormEvent<HTMLDivElement>) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const fields = fieldsOf(form, (event.nativeEvent as SubmitEvent).submitter)
    const { pathname } = new URL(form.action)
    setRefusal(null)
    run({
      action: `${pathname}?from=desk`,
      fields,
      document: 'place' in asked ? asked.document : null,
      done: 'Done. The page of brackets and the history of the norm show it.',
      answered: (words) => (words === null ? close() : setRefusal(words)),
    })
  }
  return (
    <dialog className="block-menu" ref={dialog} onClose={close} aria-labelledby={title}>
      <div className="block-menu-head">
        <h2 id={title}>{'place' in asked ? placeTitle(asked) : 'Bracket'}</h2>
        <button type="button" className="draft-edit" onClick={close}>
          Close
        </button>
      </div>
      {refusal !== null && <Notice kind="refusal" title={refusal} live />}
      {/* forms are caught here on their way up, so that they are the same forms as without scripts */}
      <div className="stack" onSubmit={submit}>
        <div ref={part} />
        <p className="small">
          <a href={`/norms/${norm}/brackets`}>All brackets and who holds them</a>
        </p>
      </div>
    </dialog>
  )
}

const placeTitle = ({ place, chosen }: Extract<Asked, { place: DraftParagraph }>) =>
  chosen?.is === 'standing' ? 'Hold this bracket' : `Place a bracket in ${place.number}`
