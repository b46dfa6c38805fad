import type { Cursor, People, Present } from '~/contracts/documents'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'

/** At most this many are listed by name; above it a message a movement would grow with the square of the crowd. */
const listed = 50

export type Presence = ReturnType<typeof openPresence>

/**
 * Who has which text open, and where their cursor stands. Kept by socket, never taken from what a
 * client says of itself; told at most once every `everyMs` and only when something changed.
 */
export function openPresence(tell: (people: People) => void, everyMs = 200) {
  const present = new Map<TextId, Map<number, Present>>()
  const changed = new Map<TextId, TextName>()
  const timer = setInterval(() => {
    for (const [id, name] of changed) {
      const everybody = [...(present.get(id)?.values() ?? [])]
      tell({ ...name, people: everybody.slice(0, listed), more: Math.max(0, everybody.length - listed) })
    }
    changed.clear()
  }, everyMs)

  return {
    enter(name: TextName, person: Present) {
      const people = present.get(textId(name)) ?? new Map<number, Present>()
      present.set(textId(name), people.set(person.key, person))
      changed.set(textId(name), name)
    },
    point(name: TextName, key: number, cursor: Cursor | null) {
      const person = present.get(textId(name))?.get(key)
      if (!person) return
      person.cursor = cursor
      changed.set(textId(name), name)
    },
    leave(name: TextName, key: number) {
      const people = present.get(textId(name))
      if (!people?.delete(key)) return
      if (people.size === 0) present.delete(textId(name))
      changed.set(textId(name), name)
    },
    close: () => clearInterval(timer),
  }
}
