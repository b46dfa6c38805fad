import { Fragment } from 'react'
import type { Span } from '~/domain/norms/bracket-place'
import { isBalanced } from '~/domain/norms/brackets'
import { Bracketed } from '../norms/bracketed'
import type { TextLink } from '../norms/text-links'
import { type BracketMark, bracketMarks } from './bracket-marks'
import { type BracketView, bracketFragment } from './bracket-view'

interface HeldWordsProps {
  norm: string
  text: string
  /** Those of this very text. */
  brackets: readonly BracketView[]
  /** Where they stand; where they stood when the page was read, unless told. */
  spans?: ReadonlyMap<string, Span> | undefined
  /** What of the text is drawn; all of it, unless told. */
  part?: Span
  /** References and terms, as offsets in what is drawn. */
  links?: readonly TextLink[] | undefined
}

/** A text in which each bracket is followed by the name of who holds it, a link to the bracket. */
export function HeldWords({ norm, text, brackets, spans, part, links }: HeldWordsProps) {
  const { start, end } = part ?? { start: 0, end: text.length }
  const marks = bracketMarks(text, brackets, spans ?? spansWhenRead(brackets))
  const at = new Map(marks.map((mark) => [mark.end, mark]))
  const words = text.slice(start, end)
  const after = (offset: number) => {
    const mark = at.get(start + offset)
    return mark && <Holder norm={norm} mark={mark} />
  }
  if (!part || isBalanced(words)) return <Bracketed text={words} links={links} after={after} />
  // half a bracket: the other half stands in another part
  return words.split(/(?<=\])/u).map((piece, i, all) => {
    const offset = all.slice(0, i + 1).join('').length
    return (
      <Fragment key={offset}>
        {piece}
        {piece.endsWith(']') && after(offset)}
      </Fragment>
    )
  })
}

const spansWhenRead = (brackets: readonly BracketView[]) =>
  new Map(brackets.flatMap(({ id, span }) => (span ? [[id, span] as const] : [])))

function Holder({ norm, mark: { id, label, title, quote } }: { norm: string; mark: BracketMark }) {
  const page = `/norms/${norm}/brackets`
  return (
    <a
      className={id ? 'bracket-by' : 'bracket-by bracket-by-nobody'}
      href={id ? `${page}#${bracketFragment(id)}` : `${page}#unheld`}
      title={title}
      data-bracket={id ?? ''}
      data-quote={quote}
      dir="auto"
    >
      <span className="visually-hidden">{`${title}: ${quote} `}</span>
      {label}
    </a>
  )
}
