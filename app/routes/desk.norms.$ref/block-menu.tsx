import { type FormEvent, useEffect, useRef } from 'react'
import { ParagraphForms } from '~/ui/norms/paragraph-forms'
import type { Act } from './acts'
import { fieldsOf } from './fields-of'
import type { DraftParagraph } from './route'

interface BlockMenuProps {
  norm: string
  paragraph: DraftParagraph
  isFirst: boolean
  isLast: boolean
  mayArrange: boolean
  /** Where the cursor stood; absent when nothing is being written. */
  place: string | undefined
  /** Put brackets around what is selected; absent when nothing is being written. */
  bracket: (() => void) | undefined
  refer: (() => void) | undefined
  define: (() => void) | undefined
  /** Comment on what is selected, or on the paragraph; absent for whoever may not. */
  comment: (() => void) | undefined
  run(act: Act): void
  close(): void
}

/** Everything that can be done to one paragraph, on Alt Enter. */
export function BlockMenu(props: BlockMenuProps) {
  const { paragraph, run, close, bracket, refer, define, comment, ...rest } = props
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  const submit = (event: FormEvent<HTMLDivElement>) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const fields = fieldsOf(form, (event.nativeEvent as SubmitEvent).submitter)
    const { pathname: action } = new URL(form.action)
    close()
    run({ action, fields, ...answerOf(action, paragraph) })
  }
  return (
    <dialog className="block-menu" ref={dialog} onClose={close} aria-label={`Paragraph ${paragraph.number}`}>
      <div className="block-menu-head">
        <h2>Paragraph {paragraph.number}</h2>
        <button type="button" className="draft-edit" onClick={close}>
          Close
        </button>
      </div>
      <p className="cluster">
        {acts({ bracket, refer, define, comment }).map(([label, act]) => (
          <button
            key={label}
            type="button"
            className="button button-quiet button-small"
            onClick={() => {
              close()
              act()
            }}
          >
            {label}
          </button>
        ))}
      </p>
      {/* forms are caught here on their way up, so that they are the same forms as without scripts */}
      <div onSubmit={submit}>
        <ParagraphForms {...rest} paragraph={paragraph} />
      </div>
    </dialog>
  )
}

type ActOnWords = [string, () => void]

/** What is done to the words that are being written, if any are, and to those that are selected. */
const acts = ({
  bracket,
  refer,
  define,
  comment,
}: Pick<BlockMenuProps, 'bracket' | 'refer' | 'define' | 'comment'>): ActOnWords[] => {
  const inEditor: ActOnWords[] =
    bracket && refer && define
      ? [
          ['Bracket the selection', bracket],
          ['Refer to a paragraph', refer],
          ['Define the selection as a term', define],
        ]
      : []
  return comment ? [...inEditor, ['Comment', comment]] : inEditor
}

/** What is said after an act of the menu. */
function answerOf(action: string, { id, number }: DraftParagraph): Pick<Act, 'done'> {
  const verb = action.split('/').at(-1)
  if (verb === 'removal') return { done: `Paragraph ${number} was removed.` }
  return verb === 'lines' ? { done: `Paragraphs were added after ${number}.` } : { done: id && '' }
}
