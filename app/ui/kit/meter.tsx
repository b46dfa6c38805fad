import type { ReactNode } from 'react'

interface MeterProps {
  /** "Quorum" */
  label: ReactNode
  /** "41 of 60 present, 31 needed: reached". Carries the whole meaning; the bar only repeats it. */
  sentence: ReactNode
  /** Shares of the whole, 0 to 1; for drawing only. */
  share: number
  needed?: number
}

const percent = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`

export function Meter({ label, sentence, share, needed }: MeterProps) {
  return (
    <div className="meter">
      <p>
        <strong>{label}</strong>: {sentence}
      </p>
      <svg className="meter-bar" aria-hidden="true" focusable="false">
        <rect className="meter-track" x="0.5" y="3.5" width="100%" height="9" />
        <rect className="meter-fill" y="3" width={percent(share)} height="10" />
        {needed !== undefined && (
          <line
            className="meter-need"
            x1={percent(needed)}
            x2={percent(needed)}
            y1="0"
            y2="16"
            strokeWidth="3"
          />
        )}
      </svg>
    </div>
  )
}
