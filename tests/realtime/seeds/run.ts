import type { PersonId } from '~/domain/ids'
import { makeNorm } from '../../norm-world'
import { type DraftServer, socketsTo, until } from '../sockets'
import * as bracketActs from './bracket-acts'
import { type Chance, chance } from './chance'
import { checkSession } from './invariants'
import { openLetters } from './letters'
import * as paragraphActs from './paragraph-acts'
import { type Act, type Actor, paragraphsOf, type Session, textOf } from './session'
import * as suggestionActs from './suggestion-acts'
import { openWindow, type Window } from './windows'

/** May run while others type and act. */
const sideBySide = {
  paragraphs: pickActs(paragraphActs, [
    'split',
    'merge',
    'move',
    'lines',
    'add',
    'revise',
    'undo',
    'undo',
    'undo',
  ]),
  brackets: pickActs(bracketActs, ['place', 'place', 'narrow', 'lift', 'offer', 'offer']),
  suggestions: pickActs(suggestionActs, ['reject', 'withdraw']),
}

/** The test has to know what stood in the text when they ran, so nobody types until they are done. */
const oneAtATime = {
  paragraphs: [],
  brackets: pickActs(bracketActs, ['drop', 'choose']),
  suggestions: pickActs(suggestionActs, ['suggest', 'suggest', 'accept', 'bracketBoth']),
}

/** What takes writers their paragraph; only now and then. */
const seldom = pickActs(paragraphActs, ['remove', 'restore', 'agree', 'reopen'])

type Named = readonly [name: string, act: Act]
function pickActs<N extends string>(all: Record<N, Act>, names: readonly N[]): Named[] {
  return names.map((name) => [name, all[name]])
}

/** Half of the runs are mostly about one kind of act, so that long chains of it come about. */
function favoured(pick: Chance, acts: Record<keyof typeof sideBySide, Named[]>): Named[] {
  const all = Object.values(acts).flat()
  const most = pick.of(Object.values(acts))!
  return pick.once(2) ? all : [...all, ...most, ...most, ...most]
}

export interface Figures {
  windows: number
  edits: number
  /** How often each act came to what: 'split ok', 'merge nothing-before'. */
  acts: Map<string, number>
}

const drafters = ['ana', 'alto', 'bela', 'coro', 'sylvie', 'chiara'] as const

/** Everybody edits and acts at random over real sockets; then all connect, and what has come of it is checked. */
export async function runSeed(server: DraftServer, seed: number): Promise<Figures> {
  const pick = chance(seed)
  const sockets = socketsTo(server)
  const session = await begin(server, pick)
  const figures: Figures = { windows: 0, edits: 0, acts: new Map() }
  try {
    const { windows, people, letters } = session
    for (let n = manyOrFew(pick); n > 0; n--) {
      const who = pick.of(people)!
      const socket = await sockets.as(who.personId, pick.once(6) ? { transports: ['polling'] } : {})
      windows.push(openWindow(socket, who.author, { pick, letters }))
    }
    await work(session, figures)
    await settle(session)
    await checkSession(session)
    return { ...figures, windows: windows.length }
  } finally {
    sockets.closeAll()
  }
}

/** Two to five windows, one run in ten up to twenty. */
const manyOrFew = (pick: Chance) => 2 + pick.below(pick.once(10) ? 19 : 4)

async function begin({ deps, filled }: DraftServer, pick: Chance): Promise<Session> {
  const letters = openLetters(pick)
  const texts = Array.from(
    { length: 1 + pick.below(3) },
    () => `${letters.word(3)} ${letters.word(2)} ${letters.word(3)}`,
  )
  letters.typed('platform', texts.join(''))
  letters.stored(texts.join(''))
  const norm = await makeNorm(
    deps,
    filled.forums.harbour,
    texts.map((text) => ({ text })),
  )
  const { ardenia, belmora, corvania } = filled.delegations
  const delegations: Record<string, string> = { ana: ardenia, alto: ardenia, bela: belmora, coro: corvania }
  const people = drafters.map((name): Actor => {
    const personId: PersonId = filled.people[name]
    const delegation = delegations[name]
    return { personId, author: delegation ? `delegation/${delegation}` : `person/${personId}` }
  })
  const chair = people[drafters.indexOf('chiara')]!
  return {
    deps,
    pick,
    letters,
    ref: norm.ref,
    normId: norm.id,
    people,
    chair,
    windows: [],
    done: [],
    left: new Set(),
  }
}

async function work(session: Session, figures: Figures) {
  const { pick, windows } = session
  const running: Promise<unknown>[] = []
  const steps = 20 + pick.below(60)
  const frozenAt = pick.once(4) ? pick.below(steps) : -1
  const [along, alone] = [favoured(pick, sideBySide), favoured(pick, oneAtATime)]
  const act = async (acts: readonly Named[]) => {
    const [name, run] = pick.of(acts)!
    const came = await run(session)
    if (came) figures.acts.set(`${name} ${came}`, (figures.acts.get(`${name} ${came}`) ?? 0) + 1)
  }
  for (const window of windows) await openSome(session, window)
  for (let step = 0; step < steps; step++) {
    if (step === frozenAt) await act(pickActs(paragraphActs, ['freeze']))
    const what = pick.below(40)
    const window = pick.of(windows)!
    if (what < 3) interrupt(window, pick)
    else if (what === 3) window.resend()
    else if (what === 4) await openSome(session, window)
    else if (what < 12) running.push(act(along))
    else if (what < 16) await Promise.all(running).then(() => act(alone))
    else if (what === 16 && pick.once(2)) await act(seldom)
    else if (window.edit()) figures.edits++
    if (pick.once(3)) await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(running)
}

function interrupt({ socket }: Window, pick: Chance) {
  const fate = pick.below(3)
  if (fate === 0 && socket.connected) socket.io.engine.close()
  else if (fate === 1) socket.disconnect()
  else socket.connect()
}

async function openSome(session: Session, window: Window) {
  const { pick } = session
  const rows = await paragraphsOf(session)
  for (let n = 1 + pick.below(2); n > 0; n--) {
    const row = pick.of(rows)
    if (row) window.open(row.id)
  }
  const first = [...window.opened.values()].at(-1)?.document
  if (first && window.socket.connected && !pick.once(4))
    await until(first, () => isSettled(first) || first.writable())
}

type Document = Parameters<typeof until>[0]
const isSettled = (document: Document) => ['saved', 'refused'].includes(document.state().is)

/** Everybody connected and idle: each open copy of a live paragraph says what the server says, or was refused. */
async function settle(session: Session) {
  for (const { socket } of session.windows) socket.connect()
  for (const { opened } of session.windows)
    for (const { document } of opened.values()) await until(document, () => isSettled(document))
  session.deps.announce()
  for (const { id } of await paragraphsOf(session)) {
    const text = await textOf(session, id)
    for (const { opened } of session.windows) {
      const document = opened.get(id)?.document
      if (document && document.state().is !== 'refused')
        await until(document, () => document.text.toString() === text || document.state().is === 'refused')
    }
  }
}
