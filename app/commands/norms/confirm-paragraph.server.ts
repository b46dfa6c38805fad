import { ok, type Result, refuse } from '~/domain/result'
import { forums } from '~db/stores/forums'
import type { ParagraphRow } from '~db/stores/norms'
import { paragraphStates } from '~db/stores/paragraph-states'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { anyParagraphAt, type ParagraphAtRefusal, type ParagraphPlace } from './paragraph-at.server'
import { renumberReferences } from './renumber-references.server'

export type ConfirmParagraphInput = ParagraphPlace & {
  /** False: the delegation cannot confirm, and the paragraph is open again. */
  confirmed: boolean
}
export type ConfirmParagraphRefusal =
  | ParagraphAtRefusal
  | { code: 'delegations-only' }
  | { code: 'not-agreed' }
  | { code: 'confirmation-over' }
  | { code: 'same-position' }

/** N17: what a delegation's capital says. One objection opens the paragraph again; the last confirmation closes it. */
export function confirmParagraph(
  deps: Deps,
  actor: Actor,
  { confirmed, ...place }: ConfirmParagraphInput,
): Promise<Result<{ entryIndex: number }, ConfirmParagraphRefusal>> {
  return write<object, ConfirmParagraphRefusal>(deps, actor, async (change) => {
    const at = await anyParagraphAt(change, place, 'edit')
    if (!at.ok) return at
    const { norm, row, by } = at.value
    const { c, now } = change
    if (!by.delegation) return refuse({ code: 'delegations-only' })
    if (row.state !== 'agreed-ad-referendum') return refuse({ code: 'not-agreed' })
    if (row.confirmBy && row.confirmBy <= now) return refuse({ code: 'confirmation-over' })
    const said = await paragraphStates(c).confirmationsOf(row.id)
    if (said.some((s) => s.delegationId === by.delegation && s.confirmed === confirmed))
      return refuse({ code: 'same-position' })
    await paragraphStates(c).confirm({
      paragraphId: row.id,
      delegationId: by.delegation,
      confirmed,
      at: now,
    })
    const t = confirmed ? 'paragraph.confirmed' : 'paragraph.objected'
    await change.record({ t, ...by, on: `norm/${norm.ref}`, facts: { paragraph: row.id } })
    if (!confirmed) {
      await paragraphStates(c).set(row.id, { state: 'open', since: now })
      await renumberReferences(deps, change, norm)
    } else if (await allConfirmed(change, row, norm.forumId)) await close(change, row, norm.ref)
    return ok({})
  })
}

async function allConfirmed(
  { c }: Change,
  row: ParagraphRow,
  forumId: Parameters<ReturnType<typeof forums>['seats']>[0],
) {
  const said = await paragraphStates(c).confirmationsOf(row.id)
  const confirmed = new Set(said.filter((s) => s.confirmed).map((s) => s.delegationId))
  const seats = (await forums(c).seats(forumId)).filter((s) => s.votes)
  return seats.every((s) => confirmed.has(s.delegationId))
}

async function close({ c, now, record }: Change, row: ParagraphRow, ref: string) {
  await paragraphStates(c).set(row.id, { state: 'closed', since: now })
  await record({ t: 'paragraph.closed', as: 'system', on: `norm/${ref}`, facts: { paragraph: row.id } })
}

export type CloseParagraphRefusal = ParagraphAtRefusal | { code: 'not-agreed' } | { code: 'still-confirming' }

/** N17: the deadline has come and nobody has objected. */
export function closeParagraph(
  deps: Deps,
  place: ParagraphPlace,
): Promise<Result<{ entryIndex: number }, CloseParagraphRefusal>> {
  return write<object, CloseParagraphRefusal>(deps, null, async (change) => {
    const at = await anyParagraphAt(change, place, 'arrange')
    if (!at.ok) return at
    const { row, norm } = at.value
    if (row.state !== 'agreed-ad-referendum') return refuse({ code: 'not-agreed' })
    if (!row.confirmBy || row.confirmBy > change.now) return refuse({ code: 'still-confirming' })
    await close(change, row, norm.ref)
    return ok({})
  })
}
