import type { Refused } from '~/contracts/documents'
import type { ParagraphId, SuggestionId } from '~/domain/ids'
import { carryOver } from '~/realtime/carry-over.client'
import type { LiveDocument } from '~/realtime/document.client'
import type { LiveDesk } from './live-desk'

export interface OpenedSuggestion {
  ok: true
  suggestionId: SuggestionId
  document: LiveDocument
}

/**
 * Hold the suggestion that the person's words on a paragraph go into, ready to be written in. Words that were
 * typed into the paragraph and refused there, since a version was frozen meanwhile, go into it.
 */
export async function openSuggestion(desk: LiveDesk, id: ParagraphId): Promise<OpenedSuggestion | Refused> {
  const before = desk.current(id)!
  await until(before, () => isDone(before))
  const refused = before.state()
  const stuck = refused.is === 'refused' && refused.kept > 0
  const arrived = stuck ? desk.moveOn(id) : null
  const answer = await desk.suggest(id)
  if (!answer.ok) return answer
  const { suggestionId } = answer
  const document = desk.hold(id, suggestionId)
  document.write()
  await until(document, () => document.writable() || document.state().is === 'refused')
  if (stuck) {
    const body = desk.current(id)!
    await until(body, () => isDone(body))
    carryOver(before.text, document.text, body.text)
    arrived?.()
  }
  return { ok: true, suggestionId, document }
}

/** Whether it is settled what became of everything typed so far. */
function isDone(document: LiveDocument): boolean {
  const { is } = document.state()
  return is === 'saved' || is === 'refused'
}

function until(document: LiveDocument, claim: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = document.onChange(look)
    function look() {
      if (!claim()) return
      stop()
      resolve()
    }
    look()
  })
}
