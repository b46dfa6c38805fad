import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptSuggestion } from '~/commands/suggestions/accept-suggestion.server'
import { redlineRuns } from '~/domain/documents/redline'
import type { ParagraphId } from '~/domain/ids'
import { type LiveDocument, openDocument } from '~/realtime/document.client'
import { forkedText } from '~db/stores/forks'
import { suggestions } from '~db/stores/suggestions'
import { updatesOf, wordings } from '~db/stores/wordings'
import { freeze } from '../norm-world'
import { engines } from '../stores'
import { sure } from '../sure'
import { adders } from '../world'
import { mySuggestion } from './raw-writer'
import { type DraftServer, openToWrite, saved, socketsTo, startDraft, until } from './sockets'

/** The same numbers for the same seed, everywhere. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const words = ['report', ' 72 hours', '[', ']', 'é', '投票', ' shall ', 'x']

function edit({ text }: LiveDocument, pick: (below: number) => number) {
  const at = pick(text.length + 1)
  if (pick(3) > 0 || text.length === 0) return text.insert(at, words[pick(words.length)]!)
  const length = Math.min(pick(4) + 1, text.length - at)
  if (length > 0) text.delete(at, length)
}

// failing seeds stay here by name: { seed, why }
const kept: number[] = []
const seeds = [...kept, ...Array.from({ length: 20 }, (_, i) => 9_100 + i)]

describe.each(engines)('D15 a paragraph and a suggestion on it, written at once, on %s', (engine) => {
  let server: DraftServer
  beforeAll(async () => {
    server = await startDraft({ engine })
  })
  afterAll(() => server.stop())

  let number = 700
  async function frozenDraft() {
    const ref = `N-${number}`
    const id: ParagraphId = await server.store.tx(async (c) => {
      const add = adders(c, server.clock.now())
      return add.paragraph(await add.norm(server.filled.forums.harbour, number++), 0, 'Start of a text.')
    })
    await freeze(server.deps, ref, 'L.1')
    return { ref, id }
  }

  test.each(engine === 'sqlite' ? seeds : seeds.slice(0, 6))(
    'seed %i: all copies and the logs are equal, and what is accepted is what was shown',
    async (seed) => {
      const pick = chance(seed)
      const sockets = socketsTo(server)
      const { ana, alto, chiara, sylvie } = server.filled.people
      const { ref, id } = await frozenDraft()
      const drafters = await Promise.all(
        [chiara, sylvie].map(async (person) => {
          const socket = await sockets.as(person)
          return { socket, document: await openToWrite(socket, id) }
        }),
      )
      const delegates = await Promise.all(
        [ana, alto].map(async (person) => {
          const socket = await sockets.as(person)
          const suggestionId = await mySuggestion(socket, id)
          const body = openDocument(socket, { paragraphId: id })
          const document = openDocument(socket, { paragraphId: id, suggestionId }, { body: body.text })
          document.write()
          await until(document, () => document.writable())
          await saved(body)
          return { socket, document, body, suggestionId }
        }),
      )
      const all = [...drafters, ...delegates]
      for (let step = 0; step < 40; step++) {
        const { socket, document } = all[pick(all.length)]!
        const fate = pick(14)
        if (fate === 0 && socket.connected) socket.io.engine.close()
        else if (fate === 1) socket.disconnect()
        else if (fate === 2) socket.connect()
        else edit(document, pick)
        if (pick(3) === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      edit(delegates[0]!.document, () => 1)
      for (const { socket } of all) socket.connect()
      await Promise.all(all.map(({ document }) => saved(document)))

      const { suggestionId } = delegates[0]!
      const body = updatesOf((await wordings(server.store.read).load([id])).get(id)!)
      const fork = (await suggestions(server.store.read).forks([suggestionId])).get(suggestionId)!
      const stored = await wordings(server.store.read).text(id)
      const suggested = forkedText(
        body,
        fork.map((row) => row.update),
      )
      for (const { document } of drafters) await until(document, () => document.text.toString() === stored)
      for (const { document, body } of delegates) {
        await until(body, () => body.text.toString() === stored)
        await until(document, () => document.text.toString() === suggested)
        const runs = redlineRuns(body.text._start, document.text._start)
        const told = (without: string) =>
          runs.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')
        expect(told('ins')).toBe(stored)
        expect(told('del')).toBe(suggested)
      }
      if (suggested !== stored) {
        const { ref: suggestion } = (await suggestions(server.store.read).byId(suggestionId))!
        sure(
          await acceptSuggestion(
            server.deps,
            { personId: chiara },
            { ref, suggestion, seen: delegates[1]!.document.seq() },
          ),
        )
        for (const { document } of drafters)
          await until(document, () => document.text.toString() === suggested)
      }
      sockets.closeAll()
    },
  )
})
