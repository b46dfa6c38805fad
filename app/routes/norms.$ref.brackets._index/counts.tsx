import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import type { BracketsPage } from './route'

export function Counts({ page: { paragraphs, perDelegation, left } }: { page: BracketsPage }) {
  const open = paragraphs.filter((p) => p.left > 0)
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
          caption="By delegation"
          rows={perDelegation}
          rowKey={(d) => d.name}
          empty="No delegation holds a bracket."
          columns={[
            { header: 'Delegation', cell: (d) => <bdi>{d.name}</bdi> },
            { header: 'Holds', numeric: true, cell: (d) => d.holds },
            { header: 'With others', numeric: true, cell: (d) => d.coHolds },
            { header: 'Supports', numeric: true, cell: (d) => d.supports },
            { header: 'Opposes', numeric: true, cell: (d) => d.opposes },
          ]}
        />
      </div>
    </Section>
  )
}
