const paths = {
  disc: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  square: <rect x="2.5" y="2.5" width="11" height="11" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  dot: <circle cx="8" cy="8" r="2.5" fill="currentColor" />,
  split: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </>
  ),
  tick: (
    <>
      <circle cx="8" cy="8" r="7.5" fill="currentColor" />
      <path d="M4.5 8.2 7 10.7l4.6-5.2" fill="none" className="shape-cut" strokeWidth="1.8" />
    </>
  ),
  cross: (
    <>
      <rect x="0.5" y="0.5" width="15" height="15" rx="2" fill="currentColor" />
      <path d="m4.8 4.8 6.4 6.4m0-6.4-6.4 6.4" className="shape-cut" strokeWidth="1.8" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 7v5M8 4v1.6" stroke="currentColor" strokeWidth="1.7" />
    </>
  ),
  warning: (
    <>
      <path
        d="M8 1.2 15.2 14.5H.8z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M8 5.8v4.4m0 1.3v1.5" stroke="currentColor" strokeWidth="1.7" />
    </>
  ),
  current: (
    <>
      <circle cx="8" cy="8" r="6.7" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <circle cx="8" cy="8" r="3.6" fill="currentColor" />
    </>
  ),
  next: (
    <circle
      cx="8"
      cy="8"
      r="6.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeDasharray="2.4 2"
    />
  ),
  lock: (
    <>
      <rect x="2.5" y="7" width="11" height="7.5" rx="1" fill="currentColor" />
      <path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
} as const

export type ShapeName = keyof typeof paths

/** A shape that always stands beside a word, so it is hidden from screen readers. */
export function Shape({ name }: { name: ShapeName }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {paths[name]}
    </svg>
  )
}
