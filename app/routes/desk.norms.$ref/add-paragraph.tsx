import type { FormEvent } from 'react'
import type { ParagraphId } from '~/domain/ids'
import { normLimits, type ParagraphKind, paragraphKinds } from '~/domain/norms/norm'
import { Button } from '~/ui/kit/button'
import { paragraphKindWords } from '~/ui/norms/norm-words'
import { OpeningsList } from '~/ui/norms/opening-words'
import type { Acts } from './acts'
import { fieldsOf } from './fields-of'
import type { DeskData } from './route'

interface AddParagraphProps {
  norm: string
  kind: ParagraphKind
  openings: DeskData['openings']
  /** Whether scripts are there to send it. */
  isLive: boolean
  acts: Acts
  edit(id: ParagraphId): void
}

/** A paragraph at the end, by plain form; what is filled in stays until it is taken. */
export function AddParagraph({ norm, kind, openings, isLive, acts, edit }: AddParagraphProps) {
  const action = `/norms/${norm}/paragraphs`
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (!isLive) return
    event.preventDefault()
    const form = event.currentTarget
    acts.run({
      action,
      fields: fieldsOf(form),
      answered(refusal, recorded) {
        if (refusal !== null) return acts.say({ kind: 'refusal', words: refusal })
        form.reset()
        if (recorded?.at) edit(recorded.at)
      },
    })
  }
  return (
    <form method="post" action={action} className="block-line" onSubmit={submit}>
      <label>
        <span className="field-label">Kind</span>
        <select className="control" name="kind" defaultValue={kind}>
          {paragraphKinds.map((k) => (
            <option key={k} value={k}>
              {paragraphKindWords[k]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="field-label">Heading (optional)</span>
        <input className="control" name="heading" dir="auto" maxLength={normLimits.heading} />
      </label>
      <label>
        <span className="field-label">Words (optional)</span>
        <input className="control" name="text" dir="auto" list="openings" autoComplete="off" />
      </label>
      <OpeningsList id="openings" openings={openings} />
      <Button kind="quiet" small>
        Add a paragraph at the end
      </Button>
    </form>
  )
}
