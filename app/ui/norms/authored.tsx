import { type AttributedRun, type Author, authorKey } from '~/domain/documents/authorship'
import { classes } from '../kit/classes'
import { VisuallyHidden } from '../kit/visually-hidden'

/** As many patterns as there are styles; the letter tells apart those who share one. */
const patterns = 6

export interface AuthorMark {
  key: string
  /** A, B, ... Z, AA: stands before each run. */
  letter: string
  name: string
  /** 1 to 6: line and colour together, so that neither is needed alone. */
  pattern: number
}

export function authorName(author: Author): string {
  if ('name' in author) return author.name
  return author.kind === 'platform' ? 'The platform' : 'Not known'
}

/** Marks for authors in the order given. */
export const authorMarks = (authors: readonly Author[]): AuthorMark[] =>
  authors.map((author, i) => ({
    key: authorKey(author),
    letter: letterOf(i),
    name: authorName(author),
    pattern: (i % patterns) + 1,
  }))

const letterOf = (i: number): string =>
  (i >= 26 ? letterOf(Math.floor(i / 26) - 1) : '') + String.fromCharCode(65 + (i % 26))

/** A text with its authors: each run has its letter, its line and its colour. */
export function Authored({ runs, marks }: { runs: readonly AttributedRun[]; marks: readonly AuthorMark[] }) {
  const byKey = new Map(marks.map((mark) => [mark.key, mark]))
  return <>{runs.map((run, place) => drawRun(run, byKey.get(authorKey(run.author))!, place))}</>
}

// Runs have no identity of their own and are never reordered: their place is their key.
const drawRun = ({ text }: AttributedRun, mark: AuthorMark, place: number) => (
  <span key={`r${place}`} className={classes('authored', `authored-${mark.pattern}`)} title={mark.name}>
    <sup className="authored-letter" aria-hidden="true">
      {mark.letter}
    </sup>
    <VisuallyHidden> {mark.name}: </VisuallyHidden>
    {text}
  </span>
)
