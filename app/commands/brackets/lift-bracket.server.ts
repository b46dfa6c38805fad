import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { type BracketAt, type BracketAtRefusal, type BracketPlaceInput, bracketAt } from './bracket-at.server'

export type LiftBracketRefusal = BracketAtRefusal | { code: 'has-alternatives' } | { code: 'silence-runs' }
type Lifted = Promise<Result<{ entryIndex: number; actIndex: number }, LiftBracketRefusal>>

/** N13: who holds it lifts it at once: the two characters leave the text, the words stay. */
export function liftBracket(deps: Deps, actor: Actor, input: BracketPlaceInput): Lifted {
  return write<object, LiftBracketRefusal>(deps, actor, async (change) => {
    const at = await bracketAt(deps, change, input, 'lift')
    return at.ok ? lift(change, at.value, {}) : at
  })
}

/** N14: the platform lifts what the chair has proposed to lift once the silence has ended unbroken. */
export function liftSilentBracket(deps: Deps, input: BracketPlaceInput): Lifted {
  return write<object, LiftBracketRefusal>(deps, null, async (change) => {
    const at = await bracketAt(deps, change, input, 'lift')
    if (!at.ok) return at
    const { silenceEndsAt } = at.value.bracket
    if (!silenceEndsAt || silenceEndsAt > change.now) return refuse({ code: 'silence-runs' })
    return lift(change, at.value, { silenceEndedAt: silenceEndsAt.toISOString() })
  })
}

async function lift(
  { c, now, record }: Change,
  { norm, row, bracket, by, text, where, span, alternatives }: BracketAt,
  facts: Record<string, string>,
): Promise<Result<object, LiftBracketRefusal>> {
  if (alternatives.length > 1) return refuse({ code: 'has-alternatives' })
  const was = span && { ...text.ends(span) }
  if (span) {
    text.remove(span.end - 1, 1)
    text.remove(span.start, 1)
    await text.save()
  }
  await brackets(c).change(bracket.id, { liftedAt: now, liftedAs: 'lifted', silenceEndsAt: null })
  const about = {
    bracket: bracket.id,
    paragraph: row.id,
    holder: bracket.holderId,
    where,
    was,
    reads: text.reads(),
  }
  await record({ t: 'bracket.lifted', ...by, on: `norm/${norm.ref}`, facts: { ...about, ...facts } })
  return ok({})
}
