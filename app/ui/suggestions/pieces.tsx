import { Button } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { Check } from '../kit/field'
import { Runs } from '../norms/runs'

interface PiecesProps {
  norm: string
  from?: 'desk'
  suggestion: {
    ref: string
    seen: number
    bodySeen: number
    changes: readonly { removed: string; inserted: string }[]
  }
}

/** Choose among the changes of one suggestion; what is left becomes a suggestion of its own. */
export function Pieces({ norm, from, suggestion: { ref, seen, bodySeen, changes } }: PiecesProps) {
  return (
    <Disclosure summary={`Accept a part of ${ref} …`}>
      <form method="post" action={`/norms/${norm}/suggestions/${ref}/part`} className="stack-tight">
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="bodySeen" value={bodySeen} />
        {from && <input type="hidden" name="from" value={from} />}
        {changes.map(({ removed, inserted }, place) => {
          // changes have no identity of their own: their place in the text is what the form sends
          const name = `change-${place}`
          return (
            <Check
              key={name}
              name={name}
              id={`${ref}-${name}`}
              label={
                <Runs
                  runs={[
                    ...(removed ? [{ kind: 'del' as const, text: removed }] : []),
                    ...(inserted ? [{ kind: 'ins' as const, text: inserted }] : []),
                  ]}
                />
              }
            />
          )
        })}
        <p>
          <Button small>Accept these of {ref}</Button>
        </p>
      </form>
    </Disclosure>
  )
}
