import type { ReactNode } from 'react'
import { dirOf } from '~/domain/languages'
import { Chip } from '../kit/chip'
import { classes } from '../kit/classes'
import { type HeadingLevel, ParagraphWords } from './norm-text'
import { paragraphAnchor, type ShownParagraph } from './paragraph'
import { type RedlinedParagraph, redlineCounts, redlineParagraphs } from './redline-words'
import { Runs } from './runs'

interface RedlineProps {
  before: readonly ShownParagraph[]
  after: readonly ShownParagraph[]
  /** "version 6", "version 7" */
  beforeName: string
  afterName: string
  /** Leaves out what stayed the same, saying how much of it there is. */
  changesOnly?: boolean
  foot?: (paragraph: RedlinedParagraph) => ReactNode
  lang?: string
  /** Begins the anchors of the paragraphs; another than 'p' where the text itself is on the page too. */
  anchors?: string
  level?: HeadingLevel
}

export function Redline(props: RedlineProps) {
  const { before, after, beforeName, afterName, changesOnly, foot, lang, anchors, level } = props
  const paragraphs = redlineParagraphs(before, after)
  return (
    <>
      <RedlineKey paragraphs={paragraphs} beforeName={beforeName} afterName={afterName} />
      <div className="norm-text redline" lang={lang} dir={dirOf(lang)}>
        {(changesOnly ? foldSame(paragraphs) : paragraphs).map((p) =>
          'skipped' in p ? (
            <p key={`skip-${p.id}`} className="redline-skip">
              {plural(p.skipped, 'paragraph')} unchanged
            </p>
          ) : (
            <RedlineParagraph key={p.id} paragraph={p} anchors={anchors} level={level} foot={foot?.(p)} />
          ),
        )}
      </div>
    </>
  )
}

export const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`

const isSame = (p: RedlinedParagraph) => p.fate === 'same' && !p.moved

/** Neighbours that stayed the same become one line that counts them. */
export function foldSame(
  paragraphs: readonly RedlinedParagraph[],
): (RedlinedParagraph | { id: string; skipped: number })[] {
  const out: (RedlinedParagraph | { id: string; skipped: number })[] = []
  for (const p of paragraphs) {
    const last = out.at(-1)
    if (!isSame(p)) out.push(p)
    else if (last && 'skipped' in last) last.skipped += 1
    else out.push({ id: p.id, skipped: 1 })
  }
  return out
}

interface KeyProps {
  paragraphs: readonly RedlinedParagraph[]
  beforeName: string
  afterName: string
}

/** The sentence above a comparison: how much of what changed. */
export function RedlineKey({ paragraphs, beforeName, afterName }: KeyProps) {
  const counts = redlineCounts(paragraphs)
  const parts = [
    counts.changed && `${plural(counts.changed, 'paragraph')} changed`,
    counts.added && `${counts.added} added`,
    counts.removed && `${counts.removed} removed`,
    counts.moved && `${counts.moved} moved`,
  ].filter(Boolean)
  return (
    <div className="redline-key stack-tight">
      <p>
        From {beforeName} to {afterName}:{' '}
        {parts.length === 0
          ? 'nothing changed.'
          : `${parts.join(', ')}; ${plural(counts.wordsIn, 'word')} in, ${plural(counts.wordsOut, 'word')} out.`}
      </p>
      {parts.length > 0 && (
        <p className="muted">
          <ins>Underlined words</ins> are new, <del>struck words</del> are gone.
        </p>
      )}
    </div>
  )
}

interface RedlineParagraphProps {
  paragraph: RedlinedParagraph
  anchors: string | undefined
  level: HeadingLevel | undefined
  foot?: ReactNode
}

function RedlineParagraph({ paragraph, anchors, level, foot }: RedlineParagraphProps) {
  const { before, after, fate, moved } = paragraph
  const { number, kind, lang, dir } = (after ?? before)!
  const anchor = `${paragraphAnchor(number, anchors)}${after ? '' : '-removed'}`
  const tags = paragraphTags(paragraph)
  return (
    <div
      className={classes('para', `para-${kind}`, fate !== 'same' && `para-${fate}`, moved && 'para-moved')}
      id={anchor}
    >
      <a className="para-number" href={`#${anchor}`} aria-label={`Paragraph ${number}`}>
        {number}
      </a>
      <div>
        {tags.length > 0 && (
          <div className="redline-tags">
            {tags.map((tag) => (
              <Chip key={tag}>{tag}</Chip>
            ))}
          </div>
        )}
        <ParagraphWords
          lang={lang}
          dir={dir}
          level={level}
          heading={paragraph.heading.length > 0 && <Runs runs={paragraph.heading} />}
        >
          {paragraph.words.length > 0 && <Runs runs={paragraph.words} />}
        </ParagraphWords>
      </div>
      {foot && <div className="para-foot">{foot}</div>}
    </div>
  )
}

function paragraphTags({ before, after, fate, moved }: RedlinedParagraph): string[] {
  const renumbered = before && after && before.number !== after.number
  return [
    fate === 'added' && 'New paragraph',
    fate === 'removed' && 'Removed paragraph',
    moved && (renumbered ? `Moved, was ${before.number}` : 'Moved'),
    !moved && renumbered && `Renumbered, was ${before.number}`,
  ].filter((tag) => typeof tag === 'string')
}
