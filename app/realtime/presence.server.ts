import type { AtDesk, Cursor, DeskPeople, People, Present } from '~/contracts/documents'
import { toldOf } from '~/domain/documents/present'
import { type TextId, type TextName, textId } from '~/domain/documents/text-name'

/** At most this many are listed by name; above it a message a movement would grow with the square of the crowd. */
const listed = { inText: 50, atDesk: 24 }
/** A desk is told of so many times less often than a text: who comes and goes is no cursor. */
const deskEvery = 5

export type Presence = ReturnType<typeof openPresence>

interface Seen {
  person: Present
  hidden: boolean
}
interface SeenAtDesk {
  person: AtDesk
  hidden: boolean
  /** The texts of the norm that this socket has open. */
  texts: Set<TextId>
}
/** One socket in one text. `norm`: the reference of its norm. */
interface Place {
  name: TextName
  norm: string
  key: number
}

interface Tell {
  text(people: People): void
  desk(people: DeskPeople): void
}

/**
 * Who has which text open, and where their cursor stands; and who is at which norm's desk, in which paragraph.
 * Kept by socket, never taken from what a client says of itself; told at most once every `everyMs`, a desk more
 * seldom, and only when something changed.
 */
export function openPresence(tell: Tell, everyMs = 200) {
  const texts = new Map<TextId, Map<number, Seen>>()
  const desks = new Map<string, Map<number, SeenAtDesk>>()
  const changed = new Map<TextId, TextName>()
  const changedDesks = new Set<string>()
  let ticks = 0
  const timer = setInterval(() => {
    for (const [id, name] of changed) tell.text({ ...name, ...toldOf(all(texts.get(id)), listed.inText) })
    changed.clear()
    if (++ticks % deskEvery !== 0) return
    for (const norm of changedDesks) tell.desk({ norm, ...toldOf(all(desks.get(norm)), listed.atDesk) })
    changedDesks.clear()
  }, everyMs)

  const inText = ({ name, key }: Place) => texts.get(textId(name))?.get(key)
  const atDesk = ({ norm, key }: Place) => desks.get(norm)?.get(key)

  function stand({ norm }: Place, person: AtDesk, at: AtDesk['at']) {
    if (person.at === at) return
    person.at = at
    changedDesks.add(norm)
  }

  return {
    enter({ name, norm, key }: Place, who: Pick<Present, 'name' | 'speaksFor'>, hidden: boolean) {
      const id = textId(name)
      partOf(texts, id).set(key, { person: { key, ...who, cursor: null }, hidden })
      changed.set(id, name)
      const desk = partOf(desks, norm)
      const known = desk.get(key)
      if (known) return void known.texts.add(id)
      desk.set(key, { person: { key, ...who, at: null }, hidden, texts: new Set([id]) })
      changedDesks.add(norm)
    },
    /** Whoever has pointed somewhere stands there until they point elsewhere or leave it; leaving an editor is no pointing. */
    point(place: Place, cursor: Cursor | null) {
      const [seen, desk] = [inText(place), atDesk(place)]
      if (!seen || !desk) return
      const leavesEditor = cursor === null && seen.person.cursor !== null
      seen.person.cursor = cursor
      changed.set(textId(place.name), place.name)
      if (!leavesEditor) stand(place, desk.person, place.name.paragraphId)
    },
    hide(place: Place, hidden: boolean) {
      for (const seen of [inText(place), atDesk(place)]) if (seen) seen.hidden = hidden
      changed.set(textId(place.name), place.name)
      changedDesks.add(place.norm)
    },
    /** Answers whether the desk is left with it. */
    leave(place: Place): boolean {
      const { name, norm, key } = place
      const id = textId(name)
      if (takeOut(texts, id, key)) changed.set(id, name)
      const desk = atDesk(place)
      if (!desk) return true
      desk.texts.delete(id)
      if (desk.person.at === name.paragraphId && !name.suggestionId) stand(place, desk.person, null)
      if (desk.texts.size > 0) return false
      takeOut(desks, norm, key)
      changedDesks.add(norm)
      return true
    },
    close: () => clearInterval(timer),
  }
}

const all = <P>(people: Map<number, P> | undefined): P[] => [...(people?.values() ?? [])]

function partOf<K, P>(places: Map<K, Map<number, P>>, place: K): Map<number, P> {
  const known = places.get(place) ?? new Map<number, P>()
  places.set(place, known)
  return known
}

function takeOut<K, P>(places: Map<K, Map<number, P>>, place: K, key: number): boolean {
  const people = places.get(place)
  if (!people?.delete(key)) return false
  if (people.size === 0) places.delete(place)
  return true
}
