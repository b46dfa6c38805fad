import { afterEach, describe, expect, test } from 'vitest'
import { wordings } from '~db/stores/wordings'
import { engines } from '../stores'
import { openApart } from './own-process'
import { chance } from './seeds/chance'
import { openToWrite, reads, saved, socketsTo, until } from './sockets'

/** `KILLS=20` for twenty rounds, each killed at a moment of its own. */
const rounds = Array.from({ length: Number(process.env.KILLS ?? 1) }, (_, i) => i + 1)

describe.each(engines)('D4 kill -9 on %s', (engine) => {
  const cleanups: (() => unknown)[] = []
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  })

  test.each(rounds)(
    'round %i: everything acknowledged or shown is there after the restart, and what was kept is sent again, once',
    async (round) => {
      const world = await openApart(engine, cleanups)
      const { empty, people } = world.filled
      const first = await world.serve()
      const sockets = socketsTo({ origin: first.origin, cookieOf: world.cookieOf })
      cleanups.push(() => sockets.closeAll())
      const writers = await Promise.all(
        [people.ana, people.bela, people.sylvie].map(async (person) =>
          openToWrite(await sockets.as(person), empty),
        ),
      )
      const typed: string[] = []
      const acknowledged = new Set<string>()
      const enough = 20 + chance(round).below(60)
      let running = true
      const typing = writers.map(async (document, w) => {
        for (let i = 0; running && i < 400; i++) {
          const word = `<${w}.${i}>`
          typed.push(word)
          document.text.insert(document.text.length, word)
          await until(document, () => document.state().is !== 'saving' || !running)
          if (document.state().is === 'saved') acknowledged.add(word)
          if (acknowledged.size > enough) running = false
        }
      })
      await Promise.race([Promise.all(typing), until(writers[0]!, () => acknowledged.size > enough, 30_000)])
      await first.kill()
      running = false
      const text = await wordings(world.store.read).text(empty)
      const lost = (words: Iterable<string>) => [...words].filter((word) => !text.includes(word))
      expect(acknowledged.size).toBeGreaterThan(enough)
      expect(lost(acknowledged)).toEqual([])
      expect(lost(shownToOthers(writers.map(({ text }) => text.toString())))).toEqual([])
      // the tabs are still open: what they kept is sent to the server that comes back
      const second = await world.serve({ PORT: first.port })
      await Promise.all(writers.map((document) => saved(document)))
      const whole = await wordings(world.store.read).text(empty)
      await Promise.all(writers.map((document) => reads(document, whole)))
      for (const word of typed)
        expect({ word, times: whole.split(word).length - 1 }).toEqual({ word, times: 1 })
      await second.kill()
    },
  )
})

/** Words that a window other than their writer's shows. */
function shownToOthers(copies: string[]): Set<string> {
  return new Set(
    copies.flatMap((copy, reader) =>
      [...copy.matchAll(/<(\d)\.\d+>/g)]
        .filter(([, writer]) => Number(writer) !== reader)
        .map(([word]) => word),
    ),
  )
}
