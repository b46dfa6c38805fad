import { Disclosure } from '~/ui/kit/disclosure'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { plural } from '~/ui/norms/norm-words'
import { Instant } from '~/ui/time'
import type { BracketsPage } from './route'

/** How the negotiation converges: brackets that somebody holds, open at the end of each day. */
export function OverTime({ page }: { page: BracketsPage }) {
  const { overTime } = page
  if (overTime.length === 0) return null
  const most = Math.max(...overTime.map((d) => d.open))
  return (
    <Section title="Held brackets over time">
      <div className="stack">
        <p>{inWords(page, most)}</p>
        {overTime.length > 1 && <Chart days={overTime} most={most} />}
        <Disclosure summary="The same as a table" open={overTime.length <= 5}>
          <Table
            caption="Held brackets by day (UTC)"
            rows={overTime}
            rowKey={(d) => d.day}
            columns={[
              { header: 'Day', cell: (d) => <Instant at={d.day} dateOnly /> },
              { header: 'Placed', numeric: true, cell: (d) => d.placed },
              { header: 'Lifted, chosen or gone', numeric: true, cell: (d) => d.lifted },
              { header: 'Open', numeric: true, cell: (d) => d.open },
            ]}
          />
        </Disclosure>
      </div>
    </Section>
  )
}

/** Says how the figure comes to differ from what is left in the text. */
function inWords({ overTime, items, left }: BracketsPage, most: number): string {
  const open = overTime.at(-1)!.open
  const gone = items.filter((b) => b.gone).length
  const first = `${plural(open, 'bracket')} held now, ${most} at most.`
  const lost = gone > 0 ? ` Of these, ${gone} no longer ${gone === 1 ? 'stands' : 'stand'} in the text.` : ''
  const more =
    left === open - gone
      ? ''
      : ` With alternatives, and with brackets that nobody holds, the text has ${left} left.`
  return first + lost + more
}

const width = 600
const height = 120

/** Drawn to any width; words stand beside it, so that they keep their size. */
function Chart({ days, most }: { days: BracketsPage['overTime']; most: number }) {
  const first = Date.parse(days[0]!.day)
  const last = days.at(-1)!
  const span = Math.max(1, Date.parse(last.day) - first)
  const x = (day: string) => Math.round((width * (Date.parse(day) - first)) / span)
  const y = (open: number) => Math.round(height - (height * open) / Math.max(1, most))
  const line = days
    .map(({ day, open }, i) => (i === 0 ? `M${x(day)} ${y(open)}` : `H${x(day)}V${y(open)}`))
    .join('')
  return (
    <div className="over-time" aria-hidden="true">
      <span className="over-time-most">{most}</span>
      <span className="over-time-none">0</span>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path className="over-time-axis" d={`M0 ${height}H${width}M0 0H${width}`} />
        <path className="over-time-line" d={line} fill="none" />
        {days.map(({ day, open }) => (
          <path key={day} className="over-time-point" d={`M${x(day)} ${y(open)}h0`} />
        ))}
      </svg>
      <span className="over-time-first">
        <Instant at={days[0]!.day} dateOnly />
      </span>
      <span className="over-time-last">
        <Instant at={last.day} dateOnly />
      </span>
    </div>
  )
}
