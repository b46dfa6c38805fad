import { Chip } from '../kit/chip'
import { classes } from '../kit/classes'
import { VisuallyHidden } from '../kit/visually-hidden'
import { ParagraphWords } from './norm-text'
import { paragraphAnchor, type ShownParagraph } from './paragraph'
import { foldSame, plural, RedlineKey } from './redline'
import { type RedlinedParagraph, type Run, redlineParagraphs } from './redline-words'
import { Runs } from './runs'

interface SideBySideProps {
  before: readonly ShownParagraph[]
  after: readonly ShownParagraph[]
  /** "version 6", "version 7" */
  beforeName: string
  afterName: string
  changesOnly?: boolean
}

/** Two texts beside each other, a row for each paragraph; one that moved stands where it is now and says where it was. */
export function SideBySide({ before, after, beforeName, afterName, changesOnly }: SideBySideProps) {
  const paragraphs = redlineParagraphs(before, after)
  return (
    <>
      <RedlineKey paragraphs={paragraphs} beforeName={beforeName} afterName={afterName} />
      <div className="sides redline">
        <div className="sides-head" aria-hidden="true">
          <span>{capital(beforeName)}</span>
          <span>{capital(afterName)}</span>
        </div>
        {(changesOnly ? foldSame(paragraphs) : paragraphs).map((p) =>
          'skipped' in p ? (
            <p key={`skip-${p.id}`} className="redline-skip">
              {plural(p.skipped, 'paragraph')} unchanged
            </p>
          ) : (
            <Row key={p.id} paragraph={p} beforeName={beforeName} afterName={afterName} />
          ),
        )}
      </div>
    </>
  )
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

interface RowProps {
  paragraph: RedlinedParagraph
  beforeName: string
  afterName: string
}

function Row({ paragraph, beforeName, afterName }: RowProps) {
  const { before, after, fate, moved, heading, words } = paragraph
  const shown = (after ?? before)!
  const anchor = `${paragraphAnchor(shown.number)}${after ? '' : '-removed'}`
  return (
    <section
      className={classes('sides-row', fate !== 'same' && `para-${fate}`, moved && 'para-moved')}
      id={anchor}
      aria-label={`Paragraph ${shown.number}`}
    >
      <Side
        name={beforeName}
        paragraph={before}
        heading={without(heading, 'ins')}
        words={without(words, 'ins')}
        tag={!after ? 'Removed paragraph' : moved ? `Moves to ${after.number}` : null}
        empty="Not in this text"
      />
      <Side
        name={afterName}
        paragraph={after}
        heading={without(heading, 'del')}
        words={without(words, 'del')}
        tag={tagAfter(paragraph)}
        empty="No longer in the text"
      />
    </section>
  )
}

function tagAfter({ before, after, moved }: RedlinedParagraph): string | null {
  if (!before) return 'New paragraph'
  if (!after) return null
  if (moved) return `Moved, was ${before.number}`
  return before.number === after.number ? null : `Renumbered, was ${before.number}`
}

const without = (runs: readonly Run[], kind: 'ins' | 'del') => runs.filter((run) => run.kind !== kind)

interface SideProps {
  name: string
  paragraph: ShownParagraph | undefined
  heading: readonly Run[]
  words: readonly Run[]
  tag: string | null
  empty: string
}

function Side({ name, paragraph, heading, words, tag, empty }: SideProps) {
  return (
    <div className="side">
      <p className="side-name">
        <VisuallyHidden>In {name}: </VisuallyHidden>
        {paragraph && <span className="numeric">{paragraph.number}</span>} {tag && <Chip>{tag}</Chip>}
      </p>
      {paragraph ? (
        <ParagraphWords
          lang={paragraph.lang}
          dir={paragraph.dir}
          level={3}
          heading={heading.length > 0 && <Runs runs={heading} />}
        >
          {words.length > 0 && <Runs runs={words} />}
        </ParagraphWords>
      ) : (
        <p className="muted small">{empty}</p>
      )}
    </div>
  )
}
