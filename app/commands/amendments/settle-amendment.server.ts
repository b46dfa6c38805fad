import { type AmendmentStatus, isOpenAmendment } from '~/domain/amendments/amendment'
import { type AmendRefusal, mayChair } from '~/domain/amendments/may-amend'
import { ok, type Result, refuse } from '~/domain/result'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import {
  type AmendmentAtRefusal,
  type AmendmentPlace,
  amendmentAt,
  openChildren,
} from './amendment-at.server'

export type SettleAmendmentInput = AmendmentPlace & { adopted: boolean; note: string }
export type SettleRefusal =
  | AmendmentAtRefusal
  | AmendRefusal
  | { code: 'not-tabled'; status: AmendmentStatus }
  | { code: 'not-in-plan' }
  | { code: 'open-amendments-to-it'; refs: string[] }

/** A10: the chair records the result; what falls with it falls. */
export function settleAmendment(
  deps: Deps,
  actor: Actor,
  input: SettleAmendmentInput,
): Promise<Result<{ fallen: string[]; entryIndex: number }, SettleRefusal>> {
  return write<{ fallen: string[] }, SettleRefusal>(deps, actor, async (change) => {
    const { c, who } = change
    const at = await amendmentAt(change, input)
    if (!at.ok) return at
    const { norm, row, all } = at.value
    const may = mayChair(who, 'settle', norm)
    if (!may.ok) return may
    if (row.status !== 'tabled') return refuse({ code: 'not-tabled', status: row.status })
    const plan = await amendments(c).plan(row.versionId)
    const step = plan?.steps.find((s) => s.ref === row.ref)
    if (!step) return refuse({ code: 'not-in-plan' })
    const waiting = openChildren(at.value).filter((a) => a.status === 'tabled')
    if (waiting.length > 0) return refuse({ code: 'open-amendments-to-it', refs: waiting.map((a) => a.ref) })
    const unripe = openChildren(at.value)
    const fallen = input.adopted
      ? withChildren(
          all.filter((a) => step.falls.includes(a.ref) && isOpenAmendment(a.status)),
          all,
        )
      : []
    await settled(change, { row, fallen: [...fallen, ...unripe], input })
    const refs = [...fallen, ...unripe].map((a) => a.ref)
    const facts = { amendment: row.ref, adopted: input.adopted, fallen: refs }
    await change.record({ t: 'amendment.settled', ...may.value, on: `norm/${norm.ref}`, facts })
    return ok({ fallen: refs })
  })
}

function withChildren(fallen: readonly AmendmentRow[], all: readonly AmendmentRow[]): AmendmentRow[] {
  const ids = new Set(fallen.map((a) => a.id))
  return all.filter(
    (a) => ids.has(a.id) || (a.parentId !== null && ids.has(a.parentId) && isOpenAmendment(a.status)),
  )
}

async function settled(
  { c, now }: Change,
  { row, fallen, input }: { row: AmendmentRow; fallen: readonly AmendmentRow[]; input: SettleAmendmentInput },
) {
  await amendments(c).settle([row.id], input.adopted ? 'adopted' : 'rejected', now, input.note)
  const why = `${row.ref} was ${input.adopted ? 'adopted' : 'rejected'}.`
  await amendments(c).settle(
    fallen.map((a) => a.id),
    'fallen',
    now,
    why,
  )
}
