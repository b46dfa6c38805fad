import { outerPairs } from '~/domain/norms/bracket-place'
import { isBalanced } from '~/domain/norms/brackets'
import { normLimits } from '~/domain/norms/norm'
import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { keepMarks, textHash, tile, type WordedRefusal, wordedAlternatives } from './alternatives.server'
import { type BracketAt, type BracketAtRefusal, type BracketPlaceInput, bracketAt } from './bracket-at.server'

export type OfferAlternativeInput = BracketPlaceInput & {
  /** '': no text at all. */
  text: string
}
export type OfferAlternativeRefusal =
  | BracketAtRefusal
  | WordedRefusal
  | { code: 'crosses-bracket' }
  | { code: 'same-alternative'; number: number }
  | { code: 'too-many-alternatives'; limit: number }
  | { code: 'text-too-long'; limit: number }

/** N16: other words in place of the bracketed ones; with the first offer these become Alt 1. */
export function offerAlternative(
  deps: Deps,
  actor: Actor,
  { text: words, ...place }: OfferAlternativeInput,
): Promise<Result<{ number: number; entryIndex: number }, OfferAlternativeRefusal>> {
  return write<{ number: number }, OfferAlternativeRefusal>(deps, actor, async (change) => {
    const found = await bracketAt(deps, change, place, 'offer')
    if (!found.ok) return found
    const number = Math.max(found.value.offered, 1) + 1
    const checked = check(found.value, words)
    if (!checked.ok) return checked
    const { row, bracket, by, text } = found.value
    const span = checked.value
    if (words !== '') text.insert(span.end, `[${words}]`)
    const saved = await text.save()
    if (!saved.ok) return saved
    await keepRows(deps, change, found.value, { number, words })
    const end = words === '' ? span.end : span.end + words.length + 2
    await keepMarks(change.c, found.value, { start: span.start, end })
    // whoever offers other words does not agree to these without brackets
    if (bracket.silenceEndsAt) await brackets(change.c).change(bracket.id, { silenceEndsAt: null })
    const facts = { bracket: bracket.id, paragraph: row.id, alternative: number, text: textHash(words) }
    await change.record({ t: 'bracket.alternative-offered', ...by, on: `norm/${place.ref}`, facts })
    return ok({ number })
  })
}

function check(
  at: BracketAt,
  words: string,
): Result<NonNullable<BracketAt['span']>, OfferAlternativeRefusal> {
  const { text, span, alternatives, offered } = at
  if (!span) return refuse({ code: 'bracket-gone' })
  if (!isBalanced(words)) return refuse({ code: 'crosses-bracket' })
  if (Math.max(offered, 1) >= normLimits.alternatives)
    return refuse({ code: 'too-many-alternatives', limit: normLimits.alternatives })
  if (offered === 0) {
    const pairs = outerPairs(text.text(), span)
    const first = text.text().slice(span.start + 1, span.end - 1)
    if (pairs.length !== 1 || !tile(pairs, span) || first === '')
      return refuse({ code: 'alternatives-differ' })
    return first === words ? refuse({ code: 'same-alternative', number: 1 }) : ok(span)
  }
  const worded = wordedAlternatives({ text, span, alternatives })
  if (!worded.ok) return worded
  const same = worded.value.find((a) => a.words === words)
  return same ? refuse({ code: 'same-alternative', number: same.row.number }) : ok(span)
}

async function keepRows(
  deps: Deps,
  { c, now }: Change,
  { bracket, by, text, span, offered }: BracketAt,
  { number, words }: { number: number; words: string },
) {
  if (offered === 0)
    await brackets(c).addAlternative({
      id: deps.newId(),
      bracketId: bracket.id,
      number: 1,
      text: text.text().slice(span!.start + 1, span!.end - 1),
      proposedAt: bracket.placedAt,
    })
  await brackets(c).addAlternative({
    id: deps.newId(),
    bracketId: bracket.id,
    number,
    text: words,
    proponentId: by.delegation ?? null,
    proposedAt: now,
  })
}
