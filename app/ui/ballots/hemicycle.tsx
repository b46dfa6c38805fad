import { useId } from 'react'
import { type Seat, seatArcs } from './seat-arcs'
import { type Side, SideMark, sides, sideWords } from './side'

export type SideCounts = Readonly<Record<Side, number>>

interface HemicycleProps {
  /** One seat a member, whatever its weight. */
  counts: SideCounts
  /** "Vote of the global forum on N-003, version 4" */
  title: string
  unit?: string
}

// For and against face each other from the flanks.
const seating: readonly Side[] = ['yes', 'abstain', 'absent', 'no']

const said = (counts: SideCounts) =>
  sides.map((side) => `${counts[side]} ${sideWords[side].toLowerCase()}`).join(', ')

/** Seats by choice, each side with a shape of its own. Always stands beside a table of the same figures. */
export function Hemicycle({ counts, title, unit = 'members' }: HemicycleProps) {
  const id = useId()
  const total = sides.reduce((n, side) => n + counts[side], 0)
  const { seats, seatRadius } = seatArcs(total)
  let from = 0
  return (
    <figure className="hemicycle">
      <svg viewBox="-112 -112 224 124" role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{`${total} ${unit}: ${said(counts)}.`}</desc>
        {seating.map((side) => {
          const own = seats.slice(from, from + counts[side])
          from += counts[side]
          return own.length > 0 && <Seats key={side} side={side} seats={own} radius={seatRadius} />
        })}
        <text className="hemicycle-total" x="0" y="-6" textAnchor="middle" fontSize="26">
          {total}
        </text>
        <text className="hemicycle-unit" x="0" y="7" textAnchor="middle" fontSize="9.5">
          {unit}
        </text>
      </svg>
      <figcaption>
        <ul className="legend">
          {sides.map((side) => (
            <li key={side}>
              <SideMark side={side} />
              <span className="legend-count">{counts[side]}</span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

/**
 * All seats of a side are one path of points, and its line caps draw them: a round cap is a disc, a
 * square cap a square (paper needs the points to have a length). So 500 seats weigh as little as 500 coordinates.
 */
function Seats({ side, seats, radius }: { side: Side; seats: readonly Seat[]; radius: number }) {
  const points = seats.map(({ x, y }) => `M${short(x)} ${short(y)}h.01`).join('')
  const width = side === 'absent' ? radius * 0.8 : side === 'no' ? radius * 1.72 : radius * 2
  return (
    <g className={`side-${side}`}>
      <path
        className="seats"
        d={points}
        strokeWidth={short(width)}
        strokeLinecap={side === 'no' ? 'square' : 'round'}
      />
      {side === 'abstain' && (
        <path className="seats-hole" d={points} strokeWidth={short(radius)} strokeLinecap="round" />
      )}
    </g>
  )
}

const short = (n: number) => Number(n.toFixed(2))
