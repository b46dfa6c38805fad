import type { TestResult } from './evaluate'
import { NO_QUORUM, type Tally } from './tally'

/**
 * The one sentence that says most about an outcome: of its own test when that held, else of the first that failed;
 * of a joined test the part that made it so. Empty for a tally without tests.
 */
export function decidingSentence({ outcome, tests }: Pick<Tally, 'outcome' | 'tests'>): string {
  const held = tests.find(({ role, passed }) => role === outcome && passed)
  const failed = tests.find(({ role }) => role !== 'quorum')
  const decided = outcome === NO_QUORUM ? tests[0] : (held ?? failed)
  if (!decided) return ''
  const { sentence } = innermost(decided)
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

function innermost(test: TestResult): TestResult {
  if (test.kind !== 'all' && test.kind !== 'any') return test
  const inner = test.children.find(({ passed }) => passed === test.passed)
  return inner ? innermost(inner) : test
}
