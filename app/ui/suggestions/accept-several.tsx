import { Button } from '../kit/button'
import { Check } from '../kit/field'

interface AcceptSeveralProps {
  norm: string
  /** Those that can be accepted just now. */
  suggestions: readonly { ref: string; number: string; delegation: string; author: string; seen: number }[]
  from?: 'desk'
}

/** Several at once; each is an act of its own, and what has changed since it was read is not accepted. */
export function AcceptSeveral({ norm, suggestions, from }: AcceptSeveralProps) {
  return (
    <form method="post" action={`/norms/${norm}/suggestions/acceptance`} className="stack-tight">
      {from && <input type="hidden" name="from" value={from} />}
      {suggestions.map(({ ref, number, delegation, author, seen }) => (
        <Check
          key={ref}
          name={`take-${ref}`}
          value={String(seen)}
          label={
            <>
              {ref} on {number}, <bdi>{delegation || author}</bdi>
            </>
          }
        />
      ))}
      <p>
        <Button small={from !== undefined}>Accept those ticked</Button>
      </p>
    </form>
  )
}
