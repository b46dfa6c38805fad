import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { keepMarks, type WordedRefusal, wordedAlternatives } from './alternatives.server'
import { type BracketAtRefusal, type BracketPlaceInput, bracketAt } from './bracket-at.server'

export type AlternativeInput = BracketPlaceInput & { number: number }
export type DropAlternativeRefusal = BracketAtRefusal | WordedRefusal | { code: 'last-alternative' }

/** N16: its proponent or the chair takes one alternative back; the last words in the bracket stay. */
export function dropAlternative(
  deps: Deps,
  actor: Actor,
  { number, ...place }: AlternativeInput,
): Promise<Result<{ entryIndex: number }, DropAlternativeRefusal>> {
  return write<object, DropAlternativeRefusal>(deps, actor, async (change) => {
    const at = await bracketAt(deps, change, place, 'drop', { number })
    if (!at.ok) return at
    const { row, bracket, by, text, span } = at.value
    const worded = wordedAlternatives(at.value)
    if (!worded.ok) return worded
    const dropped = worded.value.find((a) => a.row.number === number)!
    const rest = worded.value.filter((a) => a !== dropped)
    if (!rest.some((a) => a.span)) return refuse({ code: 'last-alternative' })
    if (dropped.span) {
      const length = dropped.span.end - dropped.span.start
      text.remove(dropped.span.start, length)
      await text.save()
      await keepMarks(change.c, at.value, { start: span!.start, end: span!.end - length })
    }
    await brackets(change.c).changeAlternative(dropped.row.id, { droppedAt: change.now })
    const facts = { bracket: bracket.id, paragraph: row.id, alternative: number }
    await change.record({ t: 'bracket.alternative-dropped', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}
