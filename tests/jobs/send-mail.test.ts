import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Message, retryMinutes, sendDueMail, smtpSender } from '~/jobs/send-mail.server'
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

/** A mail server that takes everything and keeps what it was told. */
async function sink() {
  const said: string[] = []
  const server = createServer((socket) => {
    let inData = false
    socket.write('220 sink\r\n')
    socket.on('data', (bytes) => {
      const text = bytes.toString('utf8')
      said.push(text)
      if (inData && !text.endsWith('\r\n.\r\n')) return
      const begins = /^DATA/i.test(text)
      socket.write(begins ? '354 go on\r\n' : /^QUIT/i.test(text) ? '221 bye\r\n' : '250 ok\r\n')
      inData = begins
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, said, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

test('over SMTP a message goes to exactly one recipient, with its text', async () => {
  const server = await sink()
  const send = smtpSender({
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: 'Parley <parley@parley.example>',
  })
  await send({
    to: 'ana@people.example',
    subject: 'Your sign-in link',
    text: 'https://parley.example/sign-in/x',
  })
  await server.close()
  const all = server.said.join('')
  expect(all.match(/RCPT TO:<[^>]*>/g)).toEqual(['RCPT TO:<ana@people.example>'])
  expect(all).toContain('MAIL FROM:<parley@parley.example>')
  expect(all).toContain('Subject: Your sign-in link')
  expect(all).toContain('https://parley.example/sign-in/x')
})

test('a server that is not there is a failed attempt, not a fault of the job', async () => {
  const gone = await sink()
  await gone.close()
  const send = smtpSender({ SMTP_URL: `smtp://127.0.0.1:${gone.port}`, MAIL_FROM: 'parley@parley.example' })
  await expect(send({ to: 'ana@people.example', subject: 's', text: 't' })).rejects.toThrow()
})
