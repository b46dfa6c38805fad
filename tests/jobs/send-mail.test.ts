import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Message, retryMinutes, sendDueMail } from '~/jobs/send-mail.server'
import { createLog } from '~/log.server'
import { mailbox } from '~db/stores/mail'
import { engines, openWorld, type TestWorld } from '../world'

describe.each(engines)('the outbox on %s', (engine) => {
  let world: TestWorld
  let taken: Message[]
  let works: boolean
  beforeEach(async () => {
    world = await openWorld(engine)
    taken = []
    works = true
  })
  afterEach(() => world.drop())

  const add = (to: string) =>
    world.store.tx((c) =>
      mailbox(c).add({ id: world.deps.newId(), to, subject: 's', text: 't', createdAt: world.deps.now() }),
    )
  const run = () =>
    sendDueMail({
      store: world.store,
      now: world.deps.now,
      log: createLog('silent'),
      async send({ to, subject, text }) {
        if (!works) throw new Error(`550 no such box: ${to}`)
        taken.push({ to, subject, text })
      },
    })
  const waiting = async () => (await mailbox(world.store.read).waiting()).n
  const minutes = (n: number) => world.clock.forward(n * 60_000)

  test('what was taken is gone, and sent once', async () => {
    await add('ana@people.example')
    await add('bela@people.example')
    expect(await run()).toBe(2)
    expect(await run()).toBe(0)
    expect(taken.map((m) => m.to).sort()).toEqual(['ana@people.example', 'bela@people.example'])
    expect(await waiting()).toBe(0)
  })

  test('two processes that look at once send it once', async () => {
    await add('ana@people.example')
    const sent = await Promise.all([run(), run()])
    expect(sent.sort()).toEqual([0, 1])
    expect(taken).toHaveLength(1)
  })

  test('what was not taken is tried again after each wait and given up after the last', async () => {
    await add('ana@people.example')
    works = false
    for (const wait of retryMinutes) {
      expect(await run()).toBe(0)
      expect(await waiting()).toBe(1)
      world.clock.forward(wait * 60_000 - 1)
      works = true
      expect(await run()).toBe(0)
      works = false
      world.clock.forward(1)
    }
    await run()
    expect(await waiting()).toBe(0)
    expect(taken).toEqual([])
  })

  test('a server that comes back gets it', async () => {
    await add('ana@people.example')
    works = false
    await run()
    works = true
    minutes(1)
    expect(await run()).toBe(1)
    expect(taken).toEqual([{ to: 'ana@people.example', subject: 's', text: 't' }])
  })
})
