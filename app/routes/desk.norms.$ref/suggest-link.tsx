/** Where words are suggested rather than changed: in the paragraph itself, or without scripts by a form. */
export function SuggestLink({
  norm,
  number,
  suggest,
}: {
  norm: string
  number: string
  suggest?: () => void
}) {
  return (
    <a
      className="draft-edit"
      data-suggest
      onClick={(event) => {
        if (!suggest || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        suggest()
      }}
      href={`/norms/${norm}/suggestions?paragraph=${encodeURIComponent(number)}#suggest`}
    >
      Suggest a change <span className="visually-hidden">of paragraph {number}</span>
    </a>
  )
}
