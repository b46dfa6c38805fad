import type { ReactNode } from 'react'
import { langOf } from '~/domain/languages'
import { Chip } from '../kit/chip'
import { classes } from '../kit/classes'
import { Instant } from '../time'

/** A comment as pages show it: no ids, no keys. */
export interface CommentView {
  ref: string
  body: string | null
  language: string
  authorLabel: string
  organisationName: string | null
  organisationSlug: string | null
  source: string | null
  createdAt: string
  withdrawnAt: string | null
  /** The number of its paragraph as the text stands now; null: the norm as a whole. */
  paragraph: string | null
  /** The words it is about and how they read now; null: no longer in the text. */
  words: { quote: string; now: string | null } | null
  /** Its paragraph has left the text. */
  paragraphRemoved: boolean
}

interface CommentItemProps {
  comment: CommentView
  normRef: string
  /** Links and acts below the text. */
  foot?: ReactNode
  /** Replies. */
  children?: ReactNode
  isReply?: boolean
}

export function CommentItem({ comment, normRef, foot, children, isReply }: CommentItemProps) {
  const { ref, body, language } = comment
  return (
    <article className={classes('remark', isReply && 'remark-reply')} id={ref} aria-labelledby={`${ref}-by`}>
      <CommentHead comment={comment} normRef={normRef} isReply={isReply ?? false} />
      {comment.words && <CommentedWords words={comment.words} />}
      {body === null ? (
        <p className="muted">
          Withdrawn by its author{comment.withdrawnAt && <Withdrawn at={comment.withdrawnAt} />}. The text is
          gone; that there was a comment stays.
        </p>
      ) : (
        <p className="plain-text" dir="auto" lang={langOf(language)}>
          {body}
        </p>
      )}
      {foot && <p className="remark-foot">{foot}</p>}
      {children}
    </article>
  )
}

/** The words a comment is about, as they stood, and what has become of them. */
export function CommentedWords({ words: { quote, now } }: { words: NonNullable<CommentView['words']> }) {
  return (
    <div className="commented-words">
      <blockquote dir="auto">
        <span className="visually-hidden">On the words: </span>
        {quote}
      </blockquote>
      {now === null && <p className="small muted">The words are no longer in the text.</p>}
      {now !== null && now !== quote && (
        <p className="small muted">
          They now read: <q dir="auto">{now}</q>
        </p>
      )}
    </div>
  )
}

const Withdrawn = ({ at }: { at: string }) => (
  <>
    {' '}
    on <Instant at={at} dateOnly />
  </>
)

interface HeadProps {
  comment: CommentView
  normRef: string
  isReply: boolean
}

function CommentHead({ comment, normRef, isReply }: HeadProps) {
  const { ref, authorLabel, organisationName, organisationSlug, source, createdAt } = comment
  return (
    <header className="remark-head">
      <strong id={`${ref}-by`}>
        <bdi>{authorLabel}</bdi>
      </strong>
      {organisationName && (
        <a href={`/parties/${organisationSlug}`}>
          <bdi>{organisationName}</bdi>
        </a>
      )}
      <a className="muted" href={`/norms/${normRef}/comments/${ref}`}>
        <Instant at={createdAt} />
      </a>
      {!isReply && <Place comment={comment} normRef={normRef} />}
      {source && <Chip>Imported: {source}</Chip>}
    </header>
  )
}

function Place({ comment: { paragraph, paragraphRemoved }, normRef }: Omit<HeadProps, 'isReply'>) {
  if (paragraphRemoved) return <span className="muted">on a paragraph since removed</span>
  if (paragraph === null) return <span className="muted">on the norm as a whole</span>
  return (
    <span className="muted">
      on <a href={`/norms/${normRef}#p-${paragraph}`}>{paragraph}</a>
    </span>
  )
}
