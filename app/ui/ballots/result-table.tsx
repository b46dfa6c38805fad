import type { ReactNode } from 'react'
import { Table } from '../kit/table'
import { type Side, SideMark, sides } from './side'

export interface ResultRow {
  /** A region or group. */
  name: string
  href?: string
  /** Exact texts, as the tally counts them; a split vote makes fractions of heads. */
  heads: Readonly<Record<Side, string | number>>
  weight?: Readonly<Record<Side, string>>
}

interface ResultTableProps {
  /** "Votes by region" */
  caption: string
  /** The heading of the first column: "Region" */
  groupedBy: string
  rows: readonly ResultRow[]
  total: ResultRow
  /** The caption of the second table, when there is weight: "Weight by region, in votes" */
  weightCaption?: string
}

/** Heads and weight never share a table: they are different questions. */
export function ResultTable({ caption, groupedBy, rows, total, weightCaption }: ResultTableProps) {
  return (
    <div className="stack">
      <SideTable caption={caption} groupedBy={groupedBy} rows={rows} total={total} cell={headsCell} />
      {total.weight && (
        <SideTable
          caption={weightCaption ?? `Weight by ${groupedBy.toLowerCase()}`}
          groupedBy={groupedBy}
          rows={rows}
          total={total}
          cell={weightCell}
        />
      )}
    </div>
  )
}

type Cell = (row: ResultRow, side: Side) => ReactNode

const headsCell: Cell = (row, side) => figure(row.heads[side])
const weightCell: Cell = (row, side) => figure(row.weight?.[side] ?? '')

/** Thousands apart in what is a whole number; anything else as it is. */
const figure = (exact: string | number) =>
  String(exact).replace(/^\d{4,}$/, (n) => BigInt(n).toLocaleString('en-GB'))

function SideTable({
  caption,
  groupedBy,
  rows,
  total,
  cell,
}: Omit<ResultTableProps, 'weightCaption'> & { cell: Cell }) {
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        {
          header: groupedBy,
          cell: (row) => (row.href ? <a href={row.href}>{row.name}</a> : row.name),
          footer: total.name,
        },
        ...sides.map((side) => ({
          header: <SideMark side={side} />,
          cell: (row: ResultRow) => cell(row, side),
          numeric: true,
          footer: cell(total, side),
        })),
      ]}
    />
  )
}
