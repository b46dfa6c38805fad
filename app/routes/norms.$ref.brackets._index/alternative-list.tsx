import { Button } from '~/ui/kit/button'
import type { Item } from './bracket-card'
import type { BracketsPage } from './route'

/** Alt 1, Alt 2 ..., each with its proponent and what the reader may do to it. */
export function AlternativeList({ item, page }: { item: Item; page: BracketsPage }) {
  const { alternatives, acts, id, gone } = item
  if (alternatives.length === 0) return null
  const at = `/norms/${page.head.ref}/brackets/${id}`
  return (
    <ul className="alternatives small">
      {alternatives.map(({ number, text, proponent, mayDrop }) => (
        <li key={number} className="cluster">
          <span>
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
          {!gone && mayDrop && alternatives.length > 1 && (
            <form method="post" action={`${at}/dropping`}>
              <Button kind="quiet" small name="number" value={String(number)}>
                Drop Alt {number}
              </Button>
            </form>
          )}
          {!gone && acts.includes('choose') && (
            <form method="post" action={`${at}/choice`}>
              <Button kind="quiet" small name="number" value={String(number)}>
                Choose Alt {number}
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}
