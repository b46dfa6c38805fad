import type { ListedTerm } from '~/domain/norms/terms'
import { Chip } from '../kit/chip'
import { Disclosure } from '../kit/disclosure'
import { plural } from './norm-words'

interface TermListProps {
  terms: readonly ListedTerm[]
  numberOf(id: string): string
  hrefOf(id: string): string
}

/** Every defined term, where it is defined and how often it is used; what is odd is said in words. */
export function TermList({ terms, numberOf, hrefOf }: TermListProps) {
  if (terms.length === 0) return null
  return (
    <Disclosure id="terms" summary={`Terms (${terms.length})`}>
      <dl className="term-list">
        {terms.map(({ term, definedIn, uses, usedBefore }) => (
          <div key={term}>
            <dt>
              <bdi>{term}</bdi>
            </dt>
            <dd>
              {definedIn.map((id, i) => (
                <span key={id}>
                  {i > 0 && ', '}
                  <a href={hrefOf(id)}>{numberOf(id)}</a>
                </span>
              ))}{' '}
              {definedIn.length > 1 && <Chip tone="warn">Defined {definedIn.length} times</Chip>}
              {definedIn.length === 0 && <Chip tone="warn">Its paragraph was removed</Chip>}
              {uses === 0 ? (
                <Chip tone="warn">Never used</Chip>
              ) : (
                <span className="muted">{plural(uses, 'use')}</span>
              )}
              {usedBefore && (
                <>
                  {' '}
                  <Chip>
                    Used before, in <a href={hrefOf(usedBefore)}>{numberOf(usedBefore)}</a>
                  </Chip>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
