import { Button } from '../kit/button'
import { Section } from '../layout/section'

interface MarkFormsProps {
  norm: string
  id: string
  /** Every paragraph of the text, to be referred to. */
  others: readonly { id: string; number: string; opening: string }[]
  /** What stands in the paragraph already. */
  references: readonly { id: string; words: string; says: string }[]
  terms: readonly { id: string; term: string }[]
}

/** References and defined terms of one paragraph, by plain forms. */
export function MarkForms({ norm, id, others, references, terms }: MarkFormsProps) {
  const at = `/norms/${norm}/paragraphs/${id}`
  return (
    <>
      <Section title="References" id="references">
        <Marked
          rows={references.map((r) => ({ id: r.id, words: r.words, says: r.says }))}
          removal={(r) => `/norms/${norm}/references/${r}/removal`}
          label="Unlink"
        />
        <form method="post" action={`${at}/references`} className="form">
          <label className="stack-tight">
            <span className="field-label">Refer to</span>
            <select className="control" name="target" required>
              {others.map((p) => (
                <option key={p.id} value={p.id}>
                  {p.number} {p.opening}
                </option>
              ))}
            </select>
          </label>
          <label className="stack-tight">
            <span className="field-label">A number that stands in the text, such as OP2 (optional)</span>
            <input className="control" name="words" maxLength={12} />
          </label>
          <label className="stack-tight">
            <span className="field-label">
              Or put the number after these words; empty, at the end (optional)
            </span>
            <input className="control" name="after" dir="auto" />
          </label>
          <p>
            <Button kind="quiet" small>
              Refer to the paragraph
            </Button>
          </p>
        </form>
      </Section>
      <Section title="Defined terms" id="terms">
        <Marked
          rows={terms.map((t) => ({ id: t.id, words: t.term, says: '' }))}
          removal={(d) => `/norms/${norm}/definitions/${d}/removal`}
          label="Define no longer"
        />
        <form method="post" action={`${at}/definitions`} className="block-line">
          <label>
            <span className="field-label">The term as it stands in this paragraph</span>
            <input className="control" name="words" dir="auto" required />
          </label>
          <Button kind="quiet" small>
            Define it here
          </Button>
        </form>
      </Section>
    </>
  )
}

interface MarkedProps {
  rows: readonly { id: string; words: string; says: string }[]
  removal(id: string): string
  label: string
}

function Marked({ rows, removal, label }: MarkedProps) {
  if (rows.length === 0) return null
  return (
    <ul className="entry-list">
      {rows.map(({ id, words, says }) => (
        <li key={id}>
          <form method="post" action={removal(id)} className="cluster">
            <span>
              “<bdi>{words}</bdi>”{says && `: ${says}`}
            </span>
            <Button kind="quiet" small>
              {label} <span className="visually-hidden">{words}</span>
            </Button>
          </form>
        </li>
      ))}
    </ul>
  )
}
