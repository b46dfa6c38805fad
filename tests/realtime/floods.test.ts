import { connect } from 'node:net'
import type { Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LiveDocument } from '~/realtime/document.client'
import { openApart } from './own-process'
import { join } from './raw-writer'
import { openToWrite, reads, saved, socketsTo } from './sockets'

/** How much more memory the server may hold after an attack than before all of them. */
const growthAtMost = 2

const point = (cursor: unknown, paragraphId: string) =>
  `42${JSON.stringify(['document.point', { paragraphId, cursor }])}`

/**
 * D7: whoever floods is refused or cut off, while two delegations go on editing and the process stays within its
 * memory. The server is a process of its own, so that what is measured is its memory and not the attackers'.
 */
describe('D7 floods', () => {
  const cleanups: (() => unknown)[] = []
  let world: Awaited<ReturnType<typeof openApart>>
  let server: Awaited<ReturnType<typeof world.serve>>
  let sockets: ReturnType<typeof socketsTo>
  let attackers: ReturnType<typeof socketsTo>
  let [ana, bela]: LiveDocument[] = []
  let before = 0
  beforeAll(async () => {
    world = await openApart('sqlite', cleanups)
    server = await world.serve()
    const to = { origin: server.origin, cookieOf: world.cookieOf }
    sockets = socketsTo(to)
    attackers = socketsTo(to)
    const { people, paragraph } = world.filled
    ana = await openToWrite(await sockets.as(people.ana), paragraph)
    bela = await openToWrite(await sockets.as(people.bela), paragraph)
    await stillLive()
    // whatever the first requests make the server keep is not an attack's
    for (let i = 0; i < 200; i++) await (await fetch(`${server.origin}/healthz`)).text()
    before = server.memory()
  })
  afterEach(() => attackers.closeAll())
  afterAll(async () => {
    sockets.closeAll()
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  let words = 0
  /** Each of the two writes, the other reads it, and nobody else's words have come in between. */
  async function stillLive() {
    const expected = `${++words}. ${ana!.text}`
    ana!.text.insert(0, `${words}. `)
    await Promise.all([reads(bela!, expected), saved(ana!)])
    const more = `${expected} ${words}`
    bela!.text.insert(expected.length, ` ${words}`)
    await Promise.all([reads(ana!, more), saved(bela!)])
  }

  async function harmless() {
    expect(server.alive()).toBe(true)
    await stillLive()
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
    expect(server.memory() / before).toBeLessThan(growthAtMost)
  }

  /** A connection that says what it likes; `ended` once the server has had enough. */
  async function attacker(options: object = {}) {
    const socket = await attackers.as(world.filled.people.coro, { reconnection: false, ...options })
    const ended = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()))
    const say = (frame: string | Uint8Array) => socket.io.engine.send(frame as string)
    return { socket, ended, say }
  }

  const lone = '00000000-0000-7000-8000-00000000'
  const times = <T>(n: number, frame: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => frame(i))
  const place = { assoc: 0, tname: 't', item: { client: 2 ** 52, clock: 2 ** 52 } }

  test.each<[string, (id: string) => string[]]>([
    ['10,000 cursors', (id) => times(10_000, () => point({ anchor: place, head: place }, id))],
    ['10,000 cursors of another shape', (id) => times(10_000, (i) => point([i, { __proto__: i }], id))],
    [
      '5,000 paragraphs that do not exist',
      () =>
        times(5_000, (i) => {
          const paragraphId = lone + String(i).padStart(4, '0')
          const message = { paragraphId, since: null, write: true, lease: null }
          return `42${i}${JSON.stringify(['document.join', message])}`
        }),
    ],
    [
      '5,000 times opening and leaving',
      (paragraphId) =>
        times(5_000, (i) => {
          const message = i % 2 ? { paragraphId } : { paragraphId, since: null, write: true, lease: null }
          return `42${i}${JSON.stringify([i % 2 ? 'document.leave' : 'document.join', message])}`
        }),
    ],
    ['20,000 answers that nobody asked for', () => times(20_000, (i) => `43${i}["x",{"ok":true}]`)],
    ['20,000 requests to connect', () => times(20_000, () => '40')],
    ['20,000 other namespaces', () => times(20_000, (i) => `40/${i},`)],
    [
      'names that the library or the language gives a meaning',
      () =>
        times(4_000, (i) => {
          const names = ['error', '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'connection']
          return `42${JSON.stringify([names[i % names.length], { ['__proto__']: { ok: 1 } }])}`
        }),
    ],
    ['a name of another kind', () => ['42[["document.join"],{}]']],
    ['a reserved name', () => ['42["disconnecting"]']],
    ['a packet that is none', () => ['9[]']],
    ['JSON that breaks off', () => ['42["document.join",{"paragraphId":']],
  ])('%s: the connection ends', async (_, frames) => {
    for (const transports of [['websocket'], ['polling']]) {
      const { socket, ended, say } = await attacker({ transports })
      const joined = await join(socket, world.filled.paragraph, { write: false })
      expect(joined.ok).toBe(true)
      for (const frame of frames(world.filled.paragraph)) say(frame)
      await ended
    }
    await harmless()
  })

  test.each<[string, Uint8Array]>([
    ['of another kind', Uint8Array.of(7, 0, 0, 0, 1, 50)],
    ['without a head', Uint8Array.of(1)],
    ['whose head is longer than it', Uint8Array.of(1, 255, 255, 255, 255, 50)],
    ['whose head is empty', Uint8Array.of(1, 0, 0, 0, 0, 1, 2, 3)],
    ['with a request to connect', framed('0')],
    ['with a farewell', framed('1')],
    ['whose head is not text', Uint8Array.of(1, 0, 0, 0, 2, 0xc3, 0x28)],
    ['whose event is nested', framed('2[["document.update"]]')],
    ['whose event is an object', framed('2{"0":"document.update","length":1}')],
  ])('a binary frame %s: the connection ends', async (_, frame) => {
    const { ended, say } = await attacker()
    say(frame)
    await ended
    await harmless()
  })

  test('a message nested 100,000 deep is refused, or the connection ends', async () => {
    const { socket, ended, say } = await attacker()
    const refused = new Promise((resolve) => {
      socket.io.engine.on(
        'message',
        (text: unknown) => String(text).includes('document.join') && resolve(text),
      )
    })
    say(`421["document.join",${'['.repeat(100_000)}${']'.repeat(100_000)}]`)
    await Promise.race([refused, ended])
    await harmless()
  })

  test('10,000 rooms: each request names at most 24, and a socket has its end of them', async () => {
    const { socket } = await attacker()
    const all = times(10_000, (i) => `norm/N-${i}`)
    const watch = (rooms: string[]) => socket.emitWithAck('watch', { rooms, since: 0 })
    expect(await watch(all)).toMatchObject({ ok: false })
    const answers = []
    for (let i = 0; i < 15; i++) answers.push(await watch(all.slice(24 * i, 24 * i + 24)))
    expect(answers.map((a: { ok: boolean }) => a.ok)).toEqual(
      times(15, (i) => `${i}`).map((i) => Number(i) < 10),
    )
    await harmless()
  })

  test('a post of 10 MB by polling is refused', async () => {
    const at = `${server.origin}/socket.io/?EIO=4&transport=polling`
    const { sid } = JSON.parse((await (await fetch(at)).text()).slice(1)) as { sid: string }
    const body = `42["x","${'a'.repeat(10_000_000)}"]`
    const status = await fetch(`${at}&sid=${sid}`, { method: 'POST', body }).then(
      (answer) => answer.status,
      () => 'cut off',
    )
    expect([413, 400, 'cut off']).toContain(status)
    await harmless()
  })

  test('one message with 80,000 requests to connect, from somebody who is not signed in', async () => {
    const at = `${server.origin}/socket.io/?EIO=4&transport=polling`
    const { sid } = JSON.parse((await (await fetch(at)).text()).slice(1)) as { sid: string }
    await fetch(`${at}&sid=${sid}`, { method: 'POST', body: times(80_000, () => '40').join('\x1e') })
    await harmless()
  })

  test('a hundred windows of one person, each with the paragraph open', async () => {
    const { coro } = world.filled.people
    const cookie = await world.cookieOf(coro)
    const windows: Socket[] = []
    for (let i = 0; i < 100; i++) windows.push(await attackers.connect(cookie))
    const answers = await Promise.all(windows.map((w) => join(w, world.filled.paragraph)))
    expect(new Set(answers.map((a) => a.ok && a.lease?.clientId)).size).toBe(100)
    await harmless()
  })

  test('a thousand windows that come, open the paragraph and go leave nothing behind', async () => {
    for (let round = 0; round < 10; round++) {
      const windows = await Promise.all(times(100, () => attacker()))
      await Promise.all(windows.map(({ socket }) => join(socket, world.filled.paragraph)))
      attackers.closeAll()
      await Promise.all(windows.map(({ ended }) => ended))
    }
    await harmless()
  })

  test('200 connections that never finish their request', async () => {
    const half = times(200, () => 'GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\n')
    const open = await Promise.all(
      half.map(
        (text) =>
          new Promise<ReturnType<typeof connect>>((resolve, reject) => {
            const wire = connect(Number(server.port), '127.0.0.1', () => resolve(wire))
            wire.on('error', reject)
            wire.write(text)
          }),
      ),
    )
    await harmless()
    for (const wire of open) wire.destroy()
  })
})

/** A binary frame around a packet's text. */
function framed(head: string): Uint8Array {
  const text = new TextEncoder().encode(head)
  return Uint8Array.of(1, 0, 0, 0, text.length, ...text, 9, 9)
}
