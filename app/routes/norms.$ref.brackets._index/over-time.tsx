import { Disclosure } from '~/ui/kit/disclosure'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { plural } from '~/ui/norms/norm-words'
import { Instant } from '~/ui/time'
import type { BracketsPage } from './route'

const width = 640
const height = 150
const edge = 24

/** How the negotiation converges: recorded brackets open at the end of each day. */
export function OverTime({ page: { overTime } }: { page: BracketsPage }) {
  if (overTime.length === 0) return null
  const last = overTime.at(-1)!
  const most = Math.max(...overTime.map((d) => d.open))
  const sentence = `${plural(last.open, 'recorded bracket')} open now, ${most} at most.`
  return (
    <Section title="Open brackets over time">
      <div className="stack">
        <p>{sentence}</p>
        {overTime.length > 1 && <Steps days={overTime} most={most} />}
        <Disclosure summary="The same as a table">
          <Table
            caption="Recorded brackets by day (UTC)"
            rows={overTime}
            rowKey={(d) => d.day}
            columns={[
              { header: 'Day', cell: (d) => <Instant at={d.day} dateOnly /> },
              { header: 'Placed', numeric: true, cell: (d) => d.placed },
              { header: 'Lifted or chosen', numeric: true, cell: (d) => d.lifted },
              { header: 'Open', numeric: true, cell: (d) => d.open },
            ]}
          />
        </Disclosure>
      </div>
    </Section>
  )
}

function Steps({ days, most }: { days: BracketsPage['overTime']; most: number }) {
  const first = Date.parse(days[0]!.day)
  const span = Math.max(1, Date.parse(days.at(-1)!.day) - first)
  const x = (day: string) => Math.round(edge + ((width - 2 * edge) * (Date.parse(day) - first)) / span)
  const y = (open: number) => Math.round(height - edge - ((height - 2 * edge) * open) / Math.max(1, most))
  const line = days
    .map(({ day, open }, i) => (i === 0 ? `M${x(day)} ${y(open)}` : `H${x(day)}V${y(open)}`))
    .join('')
  return (
    <svg className="over-time" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <path className="over-time-axis" d={`M${edge} ${y(0)}H${width - edge}`} />
      <path className="over-time-line" d={line} fill="none" />
      {days.map(({ day, open }) => (
        <circle key={day} className="over-time-point" cx={x(day)} cy={y(open)} r="3.5" />
      ))}
      <text className="over-time-words" x={edge} y={y(most) - 8}>
        {most}
      </text>
    </svg>
  )
}
