import type { Span } from '~/domain/norms/bracket-place'
import { ok, type Result } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import type { Actor, Deps } from '../deps.server'
import { write } from '../write.server'
import { textHash, type WordedRefusal, wordedAlternatives } from './alternatives.server'
import { type BracketAtRefusal, bracketAt } from './bracket-at.server'
import type { BracketedText } from './bracketed-text.server'
import type { AlternativeInput } from './drop-alternative.server'

export type ChooseAlternativeRefusal = BracketAtRefusal | WordedRefusal

/** N16: the chair takes one alternative into the text: its words stay as they were written, all else leaves. */
export function chooseAlternative(
  deps: Deps,
  actor: Actor,
  { number, ...place }: AlternativeInput,
): Promise<Result<{ entryIndex: number }, ChooseAlternativeRefusal>> {
  return write<object, ChooseAlternativeRefusal>(deps, actor, async (change) => {
    const at = await bracketAt(deps, change, place, 'choose', { number })
    if (!at.ok) return at
    const { row, bracket, by, text, span } = at.value
    const worded = wordedAlternatives(at.value)
    if (!worded.ok) return worded
    const chosen = worded.value.find((a) => a.row.number === number)!
    if (chosen.span) keepOnly(text, span!, chosen.span)
    else removeAll(text, span!)
    await text.save()
    const { c, now } = change
    await brackets(c).changeAlternative(chosen.row.id, { chosenAt: now, text: chosen.words })
    await brackets(c).change(bracket.id, { liftedAt: now, liftedAs: 'chosen', silenceEndsAt: null })
    const facts = {
      bracket: bracket.id,
      paragraph: row.id,
      alternative: number,
      text: textHash(chosen.words),
    }
    await change.record({ t: 'bracket.alternative-chosen', ...by, on: `norm/${place.ref}`, facts })
    return ok({})
  })
}

function keepOnly(text: BracketedText, all: Span, own: Span) {
  text.remove(own.end - 1, all.end - own.end + 1)
  text.remove(all.start, own.start - all.start + 1)
}

/** One of the two blanks that stood around the words goes with them. */
function removeAll(text: BracketedText, { start, end }: Span) {
  const words = text.text()
  const alone = words[start - 1] === ' ' && (words[end] === ' ' || end === words.length)
  const from = alone ? start - 1 : start
  text.remove(from, end - from)
}
