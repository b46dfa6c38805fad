import { countBrackets } from '~/domain/norms/brackets'
import { isSettled, type ParagraphState } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { paragraphStates } from '~db/stores/paragraph-states'
import { wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { anyParagraphAt, type ParagraphAtRefusal, type ParagraphPlace } from './paragraph-at.server'

export type AgreeParagraphInput = ParagraphPlace & {
  /** Until when delegations confirm or object. */
  confirmBy: Date
}
export type AgreeParagraphRefusal =
  | ParagraphAtRefusal
  | { code: 'already-settled'; state: ParagraphState }
  | { code: 'brackets-in-paragraph'; brackets: number }
  | { code: 'no-words' }
  | { code: 'ends-in-the-past' }

/** N17: the words are agreed in the room, and delegations have until a deadline to confirm them. */
export function agreeParagraph(
  deps: Deps,
  actor: Actor,
  { confirmBy, ...place }: AgreeParagraphInput,
): Promise<Result<{ entryIndex: number }, AgreeParagraphRefusal>> {
  return write<object, AgreeParagraphRefusal>(deps, actor, async (change) => {
    const at = await anyParagraphAt(change, place, 'arrange')
    if (!at.ok) return at
    const { row, by } = at.value
    const { c, now } = change
    if (isSettled(row.state)) return refuse({ code: 'already-settled', state: row.state })
    const text = await wordings(c).text(row.id)
    if (text === '') return refuse({ code: 'no-words' })
    const brackets = countBrackets(text) + countBrackets(row.heading)
    if (brackets > 0) return refuse({ code: 'brackets-in-paragraph', brackets })
    if (confirmBy <= now) return refuse({ code: 'ends-in-the-past' })
    await paragraphStates(c).forget(row.id)
    await paragraphStates(c).set(row.id, { state: 'agreed-ad-referendum', since: now, confirmBy })
    const facts = { paragraph: row.id, confirmBy: confirmBy.toISOString() }
    await change.record({ t: 'paragraph.agreed', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}
