import type { ClosedRefusal } from '~/domain/comments/may-comment'
import { LinkButton } from '../kit/button'
import { Notice } from '../kit/notice'
import { CommentForm } from './comment-form'
import { commentRefusalWords } from './comment-words'

interface WriteCommentProps {
  normRef: string
  /** The page the form stands on, to come back to after signing in. */
  page: string
  facts: {
    closed: ClosedRefusal | null
    signedIn: boolean
    capacities: readonly { key: string; label: string }[]
    formKey: string
    language: string
  }
  answer?: { errors: Record<string, string>; values: Record<string, string> } | undefined
  paragraphs?: readonly { id: string; label: string }[]
  paragraph?: string | undefined
  replyTo?: string
  /** How the comment begins: with what it is about. */
  begin?: string | undefined
}

/** The form, or why there is none and what to do instead. */
export function WriteComment({ normRef, page, facts, answer, begin, ...form }: WriteCommentProps) {
  const refused = answer?.errors['']
  if (facts.closed)
    return (
      <>
        {refused && (
          <Notice kind="refusal" live>
            <p>{refused}</p>
          </Notice>
        )}
        <p className="muted">{commentRefusalWords(facts.closed)}</p>
        {answer?.values.body && (
          <p className="plain-text" dir="auto">
            {answer.values.body}
          </p>
        )}
      </>
    )
  if (!facts.signedIn)
    return (
      <p className="cluster">
        <LinkButton href={`/sign-in?to=${encodeURIComponent(page)}`}>Sign in to comment</LinkButton>
        <span className="muted">Delegates and people of accredited organisations can comment.</span>
      </p>
    )
  if (facts.capacities.length === 0)
    return <p className="muted">{commentRefusalWords({ code: 'not-allowed' })}</p>
  return (
    <CommentForm
      {...form}
      action={form.replyTo ? page : `/norms/${normRef}/comments`}
      formKey={facts.formKey}
      capacities={facts.capacities}
      language={facts.language}
      errors={answer?.errors ?? {}}
      values={answer?.values ?? (begin ? { body: begin } : {})}
    />
  )
}
