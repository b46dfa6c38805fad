import { type ReactNode, useId } from 'react'
import { classes } from './classes'

export interface Column<Row> {
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Figures stand under one another at the end of the column. */
  numeric?: boolean
  /** This cell names the row; the first column unless one says so. */
  names?: boolean
  footer?: ReactNode
}

interface TableProps<Row> {
  caption: ReactNode
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The id of a row's `<tr>`, for links to it. */
  rowId?: (row: Row) => string
  /** Said instead of rows when there are none. */
  empty?: ReactNode
}

/** Scrolls sideways in its own frame when it must; the frame takes focus so that keys can scroll it. */
export function TableScroll({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  const frame = { tabIndex: 0 }
  return (
    <section className="table-scroll" aria-labelledby={labelledBy} {...frame}>
      {children}
    </section>
  )
}

export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowId,
  empty = 'Nothing yet.',
}: TableProps<Row>) {
  const captionId = useId()
  const namer = Math.max(
    0,
    columns.findIndex((c) => c.names),
  )
  const look = (c: Column<Row>) => (c.numeric ? 'number' : undefined)
  return (
    <TableScroll labelledBy={captionId}>
      <table className="table">
        <caption id={captionId}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((c, i) => (
              <th key={key(i)} scope="col" className={look(c)}>
                {c.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td className="table-empty" colSpan={columns.length}>
                {empty}
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={rowKey(row)} id={rowId?.(row)}>
              {columns.map((c, i) =>
                i === namer ? (
                  <th key={key(i)} scope="row" className={look(c)}>
                    {c.cell(row)}
                  </th>
                ) : (
                  <td key={key(i)} className={look(c)}>
                    {c.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        <Foot columns={columns} namer={namer} />
      </table>
    </TableScroll>
  )
}

const key = (column: number) => `c${column}`

function Foot<Row>({ columns, namer }: { columns: readonly Column<Row>[]; namer: number }) {
  if (columns.every((c) => c.footer === undefined)) return null
  return (
    <tfoot>
      <tr>
        {columns.map((c, i) =>
          i === namer ? (
            <th key={key(i)} scope="row">
              {c.footer}
            </th>
          ) : (
            <td key={key(i)} className={classes(c.numeric && 'number') || undefined}>
              {c.footer}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  )
}
