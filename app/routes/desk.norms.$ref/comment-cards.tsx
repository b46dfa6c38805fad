import { langOf } from '~/domain/languages'
import type { CommentCard as Card } from '~/pages/desk-margin.server'
import { Chip } from '~/ui/kit/chip'
import { classes } from '~/ui/kit/classes'
import { Instant } from '~/ui/time'
import type { Commenting } from './use-commenting'

interface CardProps {
  norm: string
  card: Card
  /** The number of its paragraph, where cards of several stand together. */
  number?: string | undefined
  commenting: Commenting
}

/** A comment beside the text; with the focus on it, its words are set off. */
export function CommentCard({ norm, card, number, commenting }: CardProps) {
  const { ref, author, body, language, createdAt, words, answered } = card
  const isActive = commenting.active === ref
  return (
    <article
      className={classes('comment-card small', isActive && 'comment-card-active')}
      id={`card-${ref}`}
      tabIndex={-1}
      aria-label={`Comment ${ref} by ${author}`}
      onFocus={() => commenting.activate(ref)}
    >
      <p className="muted">
        <a href={`/norms/${norm}/comments/${ref}`}>{ref}</a> · <bdi>{author}</bdi>
        {number && ` on ${number}`} · <Instant at={createdAt} dateOnly />{' '}
        {answered && <Chip tone="ok">Answered</Chip>}
      </p>
      {words && <Words words={words} show={() => commenting.showWords(ref)} />}
      <p className="pre-wrap" dir="auto" lang={langOf(language)}>
        {body}
      </p>
    </article>
  )
}

function Words({ words: { quote, now }, show }: { words: NonNullable<Card['words']>; show(): void }) {
  return (
    <>
      <button
        type="button"
        className="commented-quote"
        title="Show the words in the text"
        dir="auto"
        onClick={show}
      >
        <span className="visually-hidden">On the words: </span>
        {quote}
      </button>
      {now === null && <p className="muted">The words are no longer in the text.</p>}
    </>
  )
}
