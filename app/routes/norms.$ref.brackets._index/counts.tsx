import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import type { BracketsPage } from './route'

/** Both tables add up to the whole. */
export function Counts({ page }: { page: BracketsPage }) {
  const { paragraphs, titleLeft, left } = page
  const title = titleLeft > 0 ? [{ id: 'title', number: 'Title', left: titleLeft }] : []
  const open = [...title, ...paragraphs.filter((p) => p.left > 0)]
  return (
    <Section title="Counts">
      <div className="bracket-counts">
        <Table
          caption="By paragraph"
          rows={open}
          rowKey={(p) => p.id}
          empty="No paragraph has a bracket."
          columns={[
            {
              header: 'Paragraph',
              cell: (p) => <a href={`#${paragraphAnchor(p.number)}`}>{p.number}</a>,
              footer: 'Whole text',
            },
            { header: 'Brackets left', numeric: true, cell: (p) => p.left, footer: left },
          ]}
        />
        <Table
          caption="By holder"
          rows={holderRows(page)}
          rowKey={(d) => d.name}
          empty="Nobody holds a bracket."
          columns={[
            { header: 'Holder', cell: (d) => <bdi>{d.name}</bdi>, footer: 'Whole text' },
            { header: 'Holds', numeric: true, cell: (d) => d.holds, footer: left },
            { header: 'With others', numeric: true, cell: (d) => d.coHolds },
            { header: 'Supports', numeric: true, cell: (d) => d.supports },
            { header: 'Opposes', numeric: true, cell: (d) => d.opposes },
          ]}
        />
      </div>
    </Section>
  )
}

function holderRows({ perDelegation, items, unheld }: BracketsPage) {
  const placed = items.filter((b) => !b.holder).reduce((n, b) => n + b.pairs, 0)
  const none = { coHolds: '', supports: '', opposes: '' }
  return [
    ...perDelegation,
    ...(placed > 0 ? [{ name: 'The chair or the secretariat', holds: placed, ...none }] : []),
    ...(unheld.length > 0 ? [{ name: 'Nobody', holds: unheld.length, ...none }] : []),
  ]
}
