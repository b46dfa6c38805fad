/** What a check of the ledger found. */

/** 'wrong': proved, the two sides contradict each other. 'unknown': something needed is not there. */
export type Finding = {
  verdict: 'wrong' | 'unknown'
  /** e.g. `entry 12`, `ballot B-0007`, `checkpoint` */
  where: string
  message: string
  expected?: string
  found?: string
}

export const wrong = (
  where: string,
  message: string,
  sides: { expected?: string; found?: string } = {},
): Finding => ({
  verdict: 'wrong',
  where,
  message,
  ...sides,
})

export const unknown = (where: string, message: string): Finding => ({ verdict: 'unknown', where, message })

export type Verdict = 'verified' | 'wrong' | 'unknown'

/** One proof of wrong outweighs any number of gaps. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ verdict }) => verdict === 'wrong')) return 'wrong'
  return findings.length > 0 ? 'unknown' : 'verified'
}
