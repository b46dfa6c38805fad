import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { normLimits } from '~/domain/norms/norm'
import { Button } from '~/ui/kit/button'
import type { Act } from './acts'
import type { DraftParagraph } from './route'

interface HeadingEditorProps {
  norm: string
  paragraph: DraftParagraph
  language: string
  run(act: Act): void
  close(): void
  /** The paragraph was closed meanwhile: what was typed can still be copied. */
  isReadOnly: boolean
}

/** D29: Enter saves, Escape gives up; what somebody else has made of it meanwhile is shown, and replaced only knowingly. */
export function HeadingEditor({ norm, paragraph, language, run, close, isReadOnly }: HeadingEditorProps) {
  const { id, number, heading } = paragraph
  const [read] = useState(heading)
  const [refusal, setRefusal] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const said = useId()
  useEffect(() => field.current?.select(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const words = field.current!.value
    if (words.trim() === heading) return close()
    run({
      action: `/norms/${norm}/paragraphs/${id}/heading`,
      // whoever has been told what it is now replaces that
      fields: { heading: words, was: refusal === null ? read : heading },
      done: words.trim() ? `The heading of ${number} was changed.` : `The heading of ${number} was removed.`,
      answered(refused) {
        if (refused === null) return close()
        setRefusal(refused)
        field.current?.focus()
      },
    })
  }
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    close()
  }
  return (
    <form className="heading-editor" onSubmit={submit} onKeyDown={giveUp}>
      <input
        ref={field}
        className="control para-heading"
        aria-label={`Heading of paragraph ${number}`}
        aria-describedby={said}
        name="heading"
        dir="auto"
        lang={language}
        autoComplete="off"
        maxLength={normLimits.heading}
        defaultValue={heading}
        readOnly={isReadOnly}
      />
      <div id={said} className="small stack-tight">
        {refusal && (
          <p role="alert" className="notice notice-refusal">
            {refusal}
          </p>
        )}
        {refusal === null && heading !== read && (
          <p role="status">
            {heading ? 'Somebody has changed it meanwhile: ' : 'Somebody has removed it meanwhile.'}
            {heading && <bdi lang={language}>“{heading}”</bdi>}
          </p>
        )}
      </div>
      <p className="cluster">
        <Button small kind="quiet" disabled={isReadOnly}>
          Save the heading
        </Button>
        <button type="button" className="draft-edit" onClick={close}>
          Keep it as it is
        </button>
        <span className="small muted">Enter saves, Escape gives up.</span>
      </p>
    </form>
  )
}
