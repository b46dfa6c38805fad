import { plannable } from '~/commands/amendments/confirm-plan.server'
import type { AmendmentStatus } from '~/domain/amendments/amendment'
import { nextStep } from '~/domain/amendments/plan-order'
import { type PlanStep, proposeOrder, type Removal } from '~/domain/amendments/voting-order'
import type { Conn } from '~db/store'
import { amendments } from '~db/stores/amendments'
import { type AmendmentsOf, namedOf, shownAmendment } from './amendments.server'

/** One vote to come or past, as it is shown. */
export interface ShownStep extends PlanStep {
  title: string
  status: AmendmentStatus
  /** Why it stands where it does in the proposed order; null where it is settled. */
  removal: Removal | null
  distance: number
}

export interface ShownPlan {
  /** The version that the amendments are to; null where none was frozen. */
  version: number | null
  /** As the rules have it, of the amendments that are tabled. */
  proposed: ShownStep[]
  confirmed: { steps: ShownStep[]; at: string; next: string | null } | null
  /** Amendments that were tabled or revised after the order was confirmed. */
  since: string[]
}

/** A9: the proposed order of voting on the amendments to the newest version, and the one that the chair confirmed. */
export async function votingPlan(c: Conn, of: AmendmentsOf): Promise<ShownPlan> {
  const { newest } = of
  if (!newest) return { version: null, proposed: [], confirmed: null, since: [] }
  const tabled = of.rows.filter((a) => a.versionId === newest.row.id && a.status === 'tabled')
  const named = tabled.map((a) => namedOf(a, of))
  const ranked = proposeOrder(named, newest.paragraphs, newest.row.language)
  const byRef = new Map(of.rows.map((row) => [row.ref, row]))
  const shown = ({ ref, falls }: PlanStep): ShownStep[] => {
    const row = byRef.get(ref)
    const rank = ranked.find((s) => s.ref === ref)
    if (!row) return []
    const { title, status } = shownAmendment(row, of)
    return [{ ref, falls, title, status, removal: rank?.removal ?? null, distance: rank?.distance ?? 0 }]
  }
  const plan = await amendments(c).plan(newest.row.id)
  const waits = (ref: string) => byRef.get(ref)?.status === 'tabled'
  return {
    version: newest.row.number,
    proposed: ranked.flatMap(shown),
    confirmed: plan?.confirmedAt
      ? {
          steps: plan.steps.flatMap(shown),
          at: plan.confirmedAt.toISOString(),
          next: nextStep(plan.steps, waits)?.ref ?? null,
        }
      : null,
    since: plan?.confirmedAt ? changedSince(of, newest.row.id, plan.steps, plan.confirmedAt) : [],
  }
}

function changedSince(of: AmendmentsOf, versionId: string, steps: readonly PlanStep[], at: Date): string[] {
  return plannable(of.rows, versionId)
    .map(({ ref }) => of.rows.find((a) => a.ref === ref)!)
    .filter(
      (a) => !steps.some((s) => s.ref === a.ref) || (of.revisedAt.get(a.id)?.getTime() ?? 0) > at.getTime(),
    )
    .map((a) => a.ref)
}
