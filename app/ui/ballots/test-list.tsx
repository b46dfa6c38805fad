import type { ReactNode } from 'react'
import type { TestResult } from '~/domain/ballots/evaluate'
import { Shape } from '../kit/shape'

const comparatorWords = {
  atLeast: 'at least',
  moreThan: 'more than',
  atMost: 'at most',
  lessThan: 'less than',
  equals: 'exactly',
} as const

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('en') + text.slice(1)

/** 'no-quorum' is "No quorum"; a rule may name outcomes of its own. */
export const outcomeInWords = (outcome: string): string => capital(outcome.replaceAll('-', ' '))

const roleInWords = (role: string) =>
  role === 'quorum' ? 'Quorum' : `For the outcome: ${outcomeInWords(role)}`

/** The derivation of an outcome: every test with its sentence, its exact numbers and its verdict in words. */
export function TestList({ tests }: { tests: readonly TestResult[] }) {
  return (
    <ol className="test-list">
      {tests.map((test) => (
        <li key={test.role} className="test">
          <p className="test-role">{roleInWords(test.role)}</p>
          <TestLine test={test} />
        </li>
      ))}
    </ol>
  )
}

function TestLine({ test }: { test: TestResult }) {
  const { sentence, passed, missing, children, groups } = test
  const verdict = passed ? 'verdict-met' : 'verdict-unmet'
  return (
    <>
      <div className="test-line">
        <span className={verdict}>
          <Shape name={passed ? 'tick' : 'cross'} />
        </span>
        <div>
          <p>
            {capital(sentence.replace(/: (?:not )?met$/u, ''))}:{' '}
            <span className={`test-verdict ${verdict}`}>{passed ? 'met' : 'not met'}</span>.
          </p>
          <Sums test={test} />
          {missing && <p className="test-note">{capital(missing)}.</p>}
        </div>
      </div>
      {children.length > 0 && <ol className="test-list">{children.map(drawChild)}</ol>}
      {groups && groups.length > 0 && <Groups groups={groups} />}
    </>
  )
}

// Two tests of one rule may read the same, and they are never reordered: their place is their key.
const drawChild = (test: TestResult, place: number) => (
  <li key={`t${place}`} className="test">
    <TestLine test={test} />
  </li>
)

/** Whole numbers are already in the sentence; only a quotient has an exact form worth printing. */
function Sums({ test: { kind, left, right, comparator } }: { test: TestResult }) {
  if (kind !== 'ratio' || !left || !right || !comparator) return null
  return (
    <p className="test-note">
      Exactly {left}; needed: {comparatorWords[comparator]} {right}.
    </p>
  )
}

function Groups({ groups }: { groups: NonNullable<TestResult['groups']> }) {
  const met = groups.filter((g) => g.passed).length
  return (
    <details className="test-groups">
      <summary>
        Group by group: met in {met}, not met in {groups.length - met}
      </summary>
      <ol className="test-list">
        {groups.map(({ group, weight, result }) => (
          <li key={group} className="test">
            {weight !== '1' && (
              <p className="test-role">
                {group}, counts {weight}
              </p>
            )}
            <TestLine test={result} />
          </li>
        ))}
      </ol>
    </details>
  )
}

interface OutcomeProps {
  /** As the tally says it: 'adopted', 'rejected', 'no-quorum', 'tied', or a rule's own word. */
  outcome: string
  /** The deciding numbers in a sentence. */
  children?: ReactNode
}

/** The result of a ballot, to be read first. */
export function Outcome({ outcome, children }: OutcomeProps) {
  const tone = outcome === 'adopted' ? 'passed' : outcome === 'rejected' ? 'failed' : 'other'
  return (
    <div className={`outcome outcome-${tone}`}>
      <Shape name={tone === 'passed' ? 'tick' : tone === 'failed' ? 'cross' : 'current'} />
      <p className="outcome-word">{outcomeInWords(outcome)}</p>
      {children && <p>{children}</p>}
    </div>
  )
}
