/** Square brackets around a hemicycle: words not agreed yet, and those who will decide. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" focusable="false">
      <path d="M10 4H4v24h6M22 4h6v24h-6" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path
        d="M10 20.5h0m1.2-5.5h0M16 12.5h0m4.8 2.5h0m1.2 5.5h0"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.6"
        strokeLinecap="round"
      />
    </svg>
  )
}
