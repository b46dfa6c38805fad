import * as Y from 'yjs'

interface Run {
  client: number
  clock: number
  length: number
}

/** The end of a text, by its characters: words that a command takes elsewhere, and its undoing brings back as others. */
export interface Carried {
  text: Y.Text
  words: string
  runs: Run[]
}

/** What stands from a place on, and the white space before it, as a split takes it. */
export function carriedFrom(text: Y.Text, place: Y.RelativePosition): Carried | null {
  const at = Y.createAbsolutePositionFromRelativePosition(place, text.doc!)
  const all = text.toString()
  const words = at?.type === text ? all.slice(all.slice(0, at.index).trimEnd().length) : ''
  return words.trim() === '' ? null : carried(text, words)
}

/** The same words once more, as the characters they are now; null when they are not the end of the text any more. */
export function carried(text: Y.Text, words: string): Carried | null {
  const start = text.length - words.length
  return text.toString().endsWith(words) ? { text, words, runs: runsFrom(text, start) } : null
}

function runsFrom(text: Y.Text, start: number): Run[] {
  const runs: Run[] = []
  let end = 0
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue
    const skipped = Math.max(0, start - end)
    end += item.length
    if (end <= start) continue
    const { client, clock } = item.id
    runs.push({ client, clock: clock + skipped, length: item.length - skipped })
  }
  return runs
}

/** How far each writer has come: what is beyond has been added since. */
export const statesOf = ({ doc }: Y.Text) =>
  new Map([...doc!.store.clients.keys()].map((client) => [client, Y.getState(doc!.store, client)]))

/** Whether the words stand at the end again, in characters added since. */
export function isBack({ text, words }: Carried, since: ReadonlyMap<number, number>): boolean {
  const now = carried(text, words)
  return now?.runs.every(({ client, clock }) => clock >= (since.get(client) ?? 0)) ?? false
}

type Insertions = ReturnType<typeof Y.createDeleteSet>

/** What was typed in the old characters has been typed in the new ones. */
export function followIds(insertions: Insertions, from: readonly Run[], to: readonly Run[]) {
  const [old, now] = [[...from], [...to]]
  while (old[0] && now[0]) {
    const length = Math.min(old[0].length, now[0].length)
    addWhere(insertions, { ...old[0], length }, now[0])
    for (const runs of [old, now]) {
      const { client, clock, length: all } = runs[0]!
      if (all === length) runs.shift()
      else runs[0] = { client, clock: clock + length, length: all - length }
    }
  }
}

function addWhere({ clients }: Insertions, old: Run, now: Run) {
  for (const { clock, len } of clients.get(old.client) ?? []) {
    const start = Math.max(clock, old.clock)
    const end = Math.min(clock + len, old.clock + old.length)
    if (start >= end) continue
    const known = clients.get(now.client) ?? []
    const added = { clock: now.clock + start - old.clock, len: end - start }
    clients.set(
      now.client,
      [...known, added].sort((a, b) => a.clock - b.clock),
    )
  }
}
