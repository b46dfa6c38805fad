import { findSpan, type SpanRefusal } from '~/domain/norms/bracket-place'
import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { type BracketAtRefusal, type BracketPlaceInput, bracketAt } from './bracket-at.server'

export type NarrowBracketInput = BracketPlaceInput & {
  /** What stays in the bracket; part of what is in it now. */
  words: string
  nth?: number | undefined
}
export type NarrowBracketRefusal =
  | BracketAtRefusal
  | SpanRefusal
  | { code: 'bracket-gone' }
  | { code: 'has-alternatives' }
  | { code: 'not-narrower' }

/** N13: one end or both move inward; the words that are left outside stand agreed to by the holder. */
export function narrowBracket(
  deps: Deps,
  actor: Actor,
  { words, nth, ...place }: NarrowBracketInput,
): Promise<Result<{ entryIndex: number; actIndex: number }, NarrowBracketRefusal>> {
  return write<object, NarrowBracketRefusal>(deps, actor, async (change) => {
    const at = await bracketAt(deps, change, place, 'narrow')
    if (!at.ok) return at
    const { row, bracket, by, text, where, span, alternatives } = at.value
    if (!span) return refuse({ code: 'bracket-gone' })
    if (alternatives.length > 0) return refuse({ code: 'has-alternatives' })
    const inside = findSpan(text.text().slice(span.start + 1, span.end - 1), words, nth)
    if (!inside.ok) return inside
    const start = span.start + 1 + inside.value.start
    const end = span.start + 1 + inside.value.end
    if (start === span.start + 1 && end === span.end - 1) return refuse({ code: 'not-narrower' })
    const was = { ...text.ends(span) }
    if (end < span.end - 1) {
      text.remove(span.end - 1, 1)
      text.insert(end, ']')
    }
    if (start > span.start + 1) {
      text.insert(start, '[')
      text.remove(span.start, 1)
    }
    await text.save()
    await brackets(change.c).change(bracket.id, text.marks({ start: start - 1, end: end + 1 }))
    const about = { bracket: bracket.id, paragraph: row.id, holder: bracket.holderId, where }
    const facts = { ...about, was, reads: text.reads() }
    await change.record({ t: 'bracket.narrowed', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}
