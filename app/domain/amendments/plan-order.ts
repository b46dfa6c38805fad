import type { PlanStep } from './voting-order'

/** A plan with one step a place earlier or later. Who falls with whom stays; what is put first makes the other fall. */
export function shiftStep(steps: readonly PlanStep[], ref: string, by: -1 | 1): PlanStep[] {
  const at = steps.findIndex((s) => s.ref === ref)
  const to = at + by
  if (at < 0 || to < 0 || to >= steps.length) return [...steps]
  const order = steps.map((s) => s.ref)
  order[at] = order[to]!
  order[to] = ref
  return order.map((own, i) => ({
    ref: own,
    falls: order.slice(i + 1).filter((other) => bound(steps, own, other)),
  }))
}

const bound = (steps: readonly PlanStep[], a: string, b: string): boolean =>
  steps.some((s) => (s.ref === a && s.falls.includes(b)) || (s.ref === b && s.falls.includes(a)))

/** What is put to the vote next: the first step that was neither decided nor fell; null when all were. */
export const nextStep = <T extends PlanStep>(
  steps: readonly T[],
  isWaiting: (ref: string) => boolean,
): T | null => steps.find((s) => isWaiting(s.ref)) ?? null
