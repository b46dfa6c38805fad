import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { FormAnswer } from '~/contracts/form'
import { commentLimits } from '~/domain/comments/comment'
import { languageNames } from '~/domain/languages'
import { Button } from '~/ui/kit/button'
import { dropDraft, readDraft, useKeptDraft } from './comment-draft'
import type { Picked } from './use-commenting'

export interface CommentFormFacts {
  capacities: readonly { key: string; label: string }[]
  language: string
}

interface CommentFormProps extends CommentFormFacts {
  norm: string
  number: string
  on: Picked
  close(): void
}

/** A comment beside the text, on words or on a paragraph; it is kept on this device until it is sent. */
export function CommentForm({ norm, number, on, close, capacities, language }: CommentFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [formKey] = useState(newKey)
  const [kept] = useState(() => readDraft(norm))
  const [sending, setSending] = useState(false)
  const [said, setSaid] = useState<string[]>([])
  const address = `/desk/norms/${norm}/comments`
  useKeptDraft(norm, on, form)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  async function publish(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setSending(true)
    const answer = await send(address, new FormData(event.currentTarget))
    setSending(false)
    setSaid(answer)
    if (answer.length > 0) return
    dropDraft(norm)
    close()
  }
  return (
    <form className="form comment-form" method="post" action={address} ref={form} onSubmit={publish}>
      <h3>{on.quote ? `On words of ${number}` : `On ${number}`}</h3>
      {said.length > 0 && (
        <div className="notice notice-refusal" role="alert">
          <p>
            <strong>The comment was not sent.</strong> {said.join(' ')}
          </p>
        </div>
      )}
      {on.quote && (
        <blockquote className="commented-quote" dir="auto">
          {on.quote}
        </blockquote>
      )}
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="paragraph" value={on.paragraphId} />
      {on.quote && <input type="hidden" name="quote" value={on.quote} />}
      {on.anchors && <input type="hidden" name="anchorStart" value={on.anchors.anchorStart} />}
      {on.anchors && <input type="hidden" name="anchorEnd" value={on.anchors.anchorEnd} />}
      {capacities.length === 1 && <input type="hidden" name="as" value={capacities[0]!.key} />}
      {capacities.length > 1 && (
        <label className="stack-tight">
          On behalf of
          <select className="control" name="as">
            {capacities.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="stack-tight">
        Your comment, published at once with your name
        <textarea
          className="control"
          name="body"
          required
          dir="auto"
          rows={4}
          maxLength={commentLimits.body}
          defaultValue={kept?.body}
        />
      </label>
      <label className="stack-tight">
        Its language
        <select className="control" name="language" defaultValue={kept?.language || language}>
          {Object.entries(languageNames).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <p className="cluster">
        <Button small disabled={sending}>
          Publish the comment
        </Button>
        <button
          type="button"
          className="draft-edit"
          onClick={() => {
            dropDraft(norm)
            close()
          }}
        >
          Discard
        </button>
      </p>
    </form>
  )
}

/** Why the comment was not taken; nothing when it was. The key makes a second try of one that was leave no second one. */
async function send(address: string, form: FormData): Promise<string[]> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams([...form] as [string, string][]),
    })
    if (answer.redirected) return ['You are signed out. Sign in in another window, then publish it here.']
    if (answer.ok) return []
    const { errors } = (await answer.json()) as FormAnswer
    return Object.values(errors)
  } catch {
    return [
      'The server could not be reached. The comment is kept on this device; publish it once you are connected.',
    ]
  }
}

/** Fresh for each form, so that one sent twice leaves one comment (C7). */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
