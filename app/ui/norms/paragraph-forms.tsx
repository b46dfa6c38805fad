import type { ParagraphId } from '~/domain/ids'
import { normLimits, type ParagraphKind, paragraphKinds } from '~/domain/norms/norm'
import { Button } from '../kit/button'
import { paragraphKindWords } from './norm-words'

export interface FormedParagraph {
  id: ParagraphId
  number: string
  kind: ParagraphKind
  heading: string
  implementsId: ParagraphId | null
}

interface ParagraphFormsProps {
  norm: string
  paragraph: FormedParagraph
  isFirst: boolean
  isLast: boolean
  /** Whether the reader may move and remove paragraphs. */
  mayArrange: boolean
  /** A place in the live text, where scripts know one; without it the first words are asked for. */
  place?: string | undefined
}

/** Every act on one paragraph as a plain form: a page of its own without scripts, the block menu with them. */
export function ParagraphForms(props: ParagraphFormsProps) {
  const { norm, paragraph, isFirst, mayArrange } = props
  const at = `/norms/${norm}/paragraphs/${paragraph.id}`
  return (
    <div className="block-forms">
      <SplitForm at={at} place={props.place} />
      {!isFirst && (
        <form method="post" action={`${at}/merging`}>
          <Button kind="quiet" small>
            Merge with the one before
          </Button>
        </form>
      )}
      {mayArrange && <MoveForms at={at} {...props} />}
      <IndentForm at={at} paragraph={paragraph} />
      <KindForm at={at} paragraph={paragraph} />
      <HeadingForm at={at} paragraph={paragraph} />
      <LinesForm at={at} id={paragraph.id} />
      <div className="cluster">
        <a href={`${at}/history`}>History of this paragraph</a>
        {mayArrange && (
          <form method="post" action={`${at}/removal`}>
            <Button kind="danger" small>
              Remove
            </Button>
          </form>
        )}
      </div>
    </div>
  )
}

function SplitForm({ at, place }: { at: string; place: string | undefined }) {
  return (
    <form method="post" action={`${at}/splitting`} className="block-line">
      {place === undefined ? (
        <label>
          <span className="field-label">First words of the new paragraph</span>
          <input className="control" name="words" dir="auto" required />
        </label>
      ) : (
        <input type="hidden" name="place" value={place} />
      )}
      <Button kind="quiet" small>
        {place === undefined ? 'Split' : 'Split at the cursor'}
      </Button>
    </form>
  )
}

function MoveForms({
  at,
  isFirst,
  isLast,
}: { at: string } & Pick<ParagraphFormsProps, 'isFirst' | 'isLast'>) {
  return (
    <form method="post" action={`${at}/position`} className="cluster">
      {!isFirst && (
        <Button kind="quiet" small name="direction" value="up">
          Move up
        </Button>
      )}
      {!isLast && (
        <Button kind="quiet" small name="direction" value="down">
          Move down
        </Button>
      )}
    </form>
  )
}

/** What a revision keeps as it is. */
function Kept({ paragraph }: { paragraph: FormedParagraph }) {
  return <input type="hidden" name="implements" value={paragraph.implementsId ?? ''} />
}

function IndentForm({ at, paragraph }: { at: string; paragraph: FormedParagraph }) {
  const inner = paragraph.kind !== 'sub'
  return (
    <form method="post" action={`${at}/revision`}>
      <Kept paragraph={paragraph} />
      <Button kind="quiet" small name="kind" value={inner ? 'sub' : 'operative'}>
        {inner ? 'Indent: make it a sub-paragraph' : 'Outdent: make it an operative paragraph'}
      </Button>
    </form>
  )
}

function KindForm({ at, paragraph }: { at: string; paragraph: FormedParagraph }) {
  return (
    <form method="post" action={`${at}/revision`} className="block-line">
      <Kept paragraph={paragraph} />
      <label>
        <span className="field-label">Kind</span>
        <select className="control" name="kind" defaultValue={paragraph.kind}>
          {paragraphKinds.map((kind) => (
            <option key={kind} value={kind}>
              {paragraphKindWords[kind]}
            </option>
          ))}
        </select>
      </label>
      <Button kind="quiet" small>
        Save the kind
      </Button>
    </form>
  )
}

function HeadingForm({ at, paragraph: { heading } }: { at: string; paragraph: FormedParagraph }) {
  return (
    <form method="post" action={`${at}/heading`} className="block-line">
      <input type="hidden" name="was" value={heading} />
      <label>
        <span className="field-label">Heading (optional)</span>
        <input
          className="control"
          name="heading"
          dir="auto"
          maxLength={normLimits.heading}
          defaultValue={heading}
        />
      </label>
      <Button kind="quiet" small>
        Save the heading
      </Button>
    </form>
  )
}

function LinesForm({ at, id }: { at: string; id: ParagraphId }) {
  return (
    <details>
      <summary>Add several paragraphs after this one</summary>
      <form method="post" action={`${at}/lines`} className="stack-tight">
        <label htmlFor={`lines-${id}`}>One paragraph a line, at most 200</label>
        <textarea className="control" id={`lines-${id}`} name="lines" rows={5} dir="auto" required />
        <p>
          <Button kind="quiet" small>
            Add them
          </Button>
        </p>
      </form>
    </details>
  )
}
