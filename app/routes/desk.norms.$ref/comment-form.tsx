import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
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
  const { state, data, Form } = useFetcher<FormAnswer | { ref: string }>()
  const form = useRef<HTMLFormElement>(null)
  const [formKey] = useState(newKey)
  const [kept] = useState(() => readDraft(norm))
  const said = data && 'errors' in data ? Object.values(data.errors) : []
  const sent = data && 'ref' in data
  useKeptDraft(norm, on, form)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  useEffect(() => {
    if (!sent || state !== 'idle') return
    dropDraft(norm)
    close()
  }, [sent, state, norm, close])
  return (
    <Form className="form comment-form" method="post" action={`/desk/norms/${norm}/comments`} ref={form}>
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
        <Button small disabled={state !== 'idle'}>
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
    </Form>
  )
}

/** Fresh for each form, so that one sent twice leaves one comment (C7). */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
