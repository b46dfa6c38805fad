import { normLimits, type ParagraphKind, paragraphKinds } from '~/domain/norms/norm'
import { Button } from '~/ui/kit/button'
import { paragraphKindWords } from '~/ui/norms/norm-words'
import { OpeningsList } from '~/ui/norms/opening-words'
import type { DeskData } from './route'

export function AddParagraph({
  norm,
  kind,
  openings,
}: {
  norm: string
  kind: ParagraphKind
  openings: DeskData['openings']
}) {
  return (
    <form method="post" action={`/norms/${norm}/paragraphs`} className="block-line">
      <label>
        <span className="field-label">Kind</span>
        <select className="control" name="kind" defaultValue={kind}>
          {paragraphKinds.map((k) => (
            <option key={k} value={k}>
              {paragraphKindWords[k]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="field-label">Heading (optional)</span>
        <input className="control" name="heading" dir="auto" maxLength={normLimits.heading} />
      </label>
      <label>
        <span className="field-label">Words (optional)</span>
        <input className="control" name="text" dir="auto" list="openings" autoComplete="off" />
      </label>
      <OpeningsList id="openings" openings={openings} />
      <Button kind="quiet" small>
        Add a paragraph at the end
      </Button>
    </form>
  )
}
