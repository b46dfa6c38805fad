import { Button } from '../kit/button'
import type { BracketView } from './bracket-view'

/** Alt 1, Alt 2 ..., each with its proponent and what the reader may do to it. */
export function AlternativeList({ bracket, norm }: { bracket: BracketView; norm: string }) {
  const { alternatives, acts, id, gone } = bracket
  if (alternatives.length === 0) return null
  const at = `/norms/${norm}/brackets/${id}`
  const mayChoose = !gone && acts.includes('choose')
  return (
    <ul className="alternatives small">
      {alternatives.map((alternative) => {
        const { number, mayDrop } = alternative
        return (
          <li key={number} className="cluster">
            <Words alternative={alternative} />
            {!gone && mayDrop && alternatives.length > 1 && (
              <form method="post" action={`${at}/dropping`}>
                <Button kind="quiet" small name="number" value={String(number)}>
                  Drop Alt {number}
                </Button>
              </form>
            )}
            {mayChoose && (
              <form method="post" action={`${at}/choice`}>
                <Button kind="quiet" small name="number" value={String(number)}>
                  Choose Alt {number}
                </Button>
              </form>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Words({
  alternative: { number, text, proponent },
}: {
  alternative: BracketView['alternatives'][number]
}) {
  return (
    <span className="alternative-words">
      <strong>Alt {number}</strong>:{' '}
      {text ? (
        <span className="serif" dir="auto">
          {text}
        </span>
      ) : (
        <em>no text</em>
      )}
      {proponent && (
        <>
          , by <bdi>{proponent}</bdi>
        </>
      )}
    </span>
  )
}
