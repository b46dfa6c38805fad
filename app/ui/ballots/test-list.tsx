import type { ReactNode } from 'react'
import { Shape } from '../kit/shape'

/** One test of a rule and what came of it, as the tally explains it. */
export interface ShownTest {
  /** "Quorum", "Adopted when": what the test is for; on the outermost tests only. */
  role?: string | undefined
  /** The whole test in one plain sentence with its numbers. */
  sentence: string
  passed: boolean
  /** The two sides as exact fractions: "119/165 is at least 2/3". */
  sums?: string | undefined
  /** What would have carried it. */
  missing?: string | undefined
  children?: readonly ShownTest[]
}

/** The derivation of an outcome: every test with its sentence, its numbers and its verdict in words. */
export function TestList({ tests }: { tests: readonly ShownTest[] }) {
  return <ol className="test-list">{tests.map(testLine)}</ol>
}

// Two tests of one rule may read the same, and they are never reordered: their place is their key.
const testLine = (test: ShownTest, place: number) => <TestLine key={`t${place}`} test={test} />

function TestLine({ test }: { test: ShownTest }) {
  const { role, sentence, passed, sums, missing, children = [] } = test
  const verdict = passed ? 'verdict-met' : 'verdict-unmet'
  return (
    <li className="test">
      <div className="test-line">
        <span className={verdict}>
          <Shape name={passed ? 'tick' : 'cross'} />
        </span>
        <div>
          {role && <p className="test-role">{role}</p>}
          <p>
            <span className={`test-verdict ${verdict}`}>{passed ? 'Met' : 'Not met'}.</span> {sentence}
          </p>
          {sums && <p className="test-sums">{sums}</p>}
          {missing && <p className="test-missing">{missing}</p>}
        </div>
      </div>
      {children.length > 0 && <TestList tests={children} />}
    </li>
  )
}

interface OutcomeProps {
  /** "Adopted", "No quorum" */
  word: string
  passed: boolean
  /** The deciding numbers in a sentence. */
  children?: ReactNode
}

/** The result of a ballot, to be read first. */
export function Outcome({ word, passed, children }: OutcomeProps) {
  return (
    <div className={`outcome ${passed ? 'outcome-passed' : 'outcome-failed'}`}>
      <Shape name={passed ? 'tick' : 'cross'} />
      <p className="outcome-word">{word}</p>
      {children && <p>{children}</p>}
    </div>
  )
}
