import type { Cursor, People, Present } from '~/contracts/documents'
import type { ParagraphId } from '~/domain/ids'

/** At most this many are listed by name; above it a message a movement would grow with the square of the crowd. */
const listed = 50

export type Presence = ReturnType<typeof openPresence>

/**
 * Who has which paragraph open, and where their cursor stands. Kept by socket, never taken from what a
 * client says of itself; told at most once every `everyMs` and only when something changed.
 */
export function openPresence(tell: (people: People) => void, everyMs = 200) {
  const present = new Map<ParagraphId, Map<number, Present>>()
  const changed = new Set<ParagraphId>()
  const timer = setInterval(() => {
    for (const paragraphId of changed) {
      const everybody = [...(present.get(paragraphId)?.values() ?? [])]
      tell({ paragraphId, people: everybody.slice(0, listed), more: Math.max(0, everybody.length - listed) })
    }
    changed.clear()
  }, everyMs)

  return {
    enter(paragraphId: ParagraphId, person: Present) {
      const people = present.get(paragraphId) ?? new Map<number, Present>()
      present.set(paragraphId, people.set(person.key, person))
      changed.add(paragraphId)
    },
    point(paragraphId: ParagraphId, key: number, cursor: Cursor | null) {
      const person = present.get(paragraphId)?.get(key)
      if (!person) return
      person.cursor = cursor
      changed.add(paragraphId)
    },
    leave(paragraphId: ParagraphId, key: number) {
      const people = present.get(paragraphId)
      if (!people?.delete(key)) return
      if (people.size === 0) present.delete(paragraphId)
      changed.add(paragraphId)
    },
    close: () => clearInterval(timer),
  }
}
