import type { ReactNode } from 'react'
import { Table } from '../kit/table'
import { type Side, SideMark, sides } from './side'

export interface ResultRow {
  /** A region or group. */
  name: string
  href?: string
  heads: Readonly<Record<Side, number>>
  /** Written out exactly by the caller: no float ever touches a vote. */
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

const headsCell: Cell = (row, side) => row.heads[side].toLocaleString('en-GB')
const weightCell: Cell = (row, side) => row.weight?.[side] ?? ''

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
