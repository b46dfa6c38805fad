import { type AmendRefusal, mayChair } from '~/domain/amendments/may-amend'
import { type PlanProblem, type PlanStep, planProblem } from '~/domain/amendments/voting-order'
import { ok, type Result, refuse } from '~/domain/result'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import { norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { heldNorm } from './amendment-at.server'

export interface ConfirmPlanInput {
  ref: string
  steps: PlanStep[]
}
export type PlanRefusal =
  | AmendRefusal
  | PlanProblem
  | { code: 'not-found' | 'nothing-frozen' | 'nothing-to-plan' }

/** Those that the plan of a version has to name. */
export const plannable = (all: readonly AmendmentRow[], versionId: string) => {
  const open = all.filter((a) => a.versionId === versionId && a.status === 'tabled')
  return open.map((a) => ({ ref: a.ref, parentRef: all.find((p) => p.id === a.parentId)?.ref ?? null }))
}

/** A9: the chair's order of voting on the amendments to the newest version, and what falls with what. */
export function confirmPlan(
  deps: Deps,
  actor: Actor,
  { ref, steps }: ConfirmPlanInput,
): Promise<Result<{ entryIndex: number }, PlanRefusal>> {
  return write<object, PlanRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const norm = await heldNorm(change, ref)
    if (!norm) return refuse({ code: 'not-found' })
    const may = mayChair(who, 'plan', norm)
    if (!may.ok) return may
    const version = await norms(c).latestVersion(norm.id)
    if (!version) return refuse({ code: 'nothing-frozen' })
    const open = plannable(await amendments(c).ofNorm(norm.id), version.id)
    if (open.length === 0) return refuse({ code: 'nothing-to-plan' })
    const problem = planProblem(steps, open)
    if (problem) return refuse(problem)
    const kept = steps.map((s) => ({ ref: s.ref, falls: s.falls }))
    await amendments(c).savePlan(version.id, kept, now)
    const facts = { version: version.number, steps: kept }
    await record({ t: 'amendment.plan-confirmed', ...may.value, on: `norm/${ref}`, facts })
    return ok({})
  })
}
