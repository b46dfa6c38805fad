import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditDatabase } from '~/cli/audit-database'
import { openBallot } from '~/commands/ballots/open-ballot.server'
import { prepareBallot } from '~/commands/ballots/prepare-ballot.server'
import { foundWorld } from '~/commands/worlds/seed-world.server'
import { packetParser } from '~/contracts/packets'
import type { PersonId } from '~/domain/ids'
import { readConfig } from '~/env.server'
import { ledgerSigner } from '~/server/keys'
import { createDeps } from '~/server/services'
import { sessionCookie, tokenHash } from '~/session.server'
import { openStore } from '~db/open'
import { ballots } from '~db/stores/ballots'
import { comments } from '~db/stores/comments'
import { forums } from '~db/stores/forums'
import { sessions } from '~db/stores/sessions'
import { wordings } from '~db/stores/wordings'
import { rawWriter } from '../realtime/raw-writer'
import { fillDraft } from '../realtime/sockets'
import { spawnServer } from './child'

const secret = 'a secret that is long enough for tests only'
const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'))
const config = readConfig({ DATA_DIR: folder, SESSION_SECRET: secret })
const env = { DATA_DIR: folder, SESSION_SECRET: secret }
const enough = 25

let world: Awaited<ReturnType<typeof fillDraft>>
let ballot: { ref: string; textHash: string }
let cookies: Record<'ana' | 'olga' | 'bela', string>

beforeAll(async () => {
  const store = await openStore(config)
  const deps = createDeps(store)
  const signer = ledgerSigner(config.DATA_DIR, config.LEDGER_ORIGIN)
  await foundWorld(deps, { world: 'empty', signer })
  world = await fillDraft(store, new Date())
  const by = { personId: world.people.chiara }
  const [rule] = await forums(store.read).currentRules(world.forums.harbour)
  const prepared = await prepareBallot(
    deps,
    { personId: world.people.sylvie },
    {
      forumId: world.forums.harbour,
      title: 'Safe harbours',
      question: 'Shall the harbours be kept safe?',
      versionId: null,
      ruleId: rule!.id,
      record: 'roll-call',
      closesAt: null,
      closesZone: 'UTC',
    },
  )
  if (!prepared.ok) throw new Error(prepared.error.code)
  const opened = await openBallot(deps, by, { ref: prepared.value.ref })
  if (!opened.ok) throw new Error(opened.error.code)
  ballot = {
    ref: prepared.value.ref,
    textHash: (await ballots(store.read).byRef(prepared.value.ref))!.textHash!,
  }
  const cookieOf = async (personId: PersonId) => {
    const token = randomBytes(32).toString('base64url')
    const now = new Date()
    const expiresAt = new Date(now.getTime() + 86_400_000)
    const row = {
      tokenHash: tokenHash(token),
      id: uuidv7(),
      personId,
      createdAt: now,
      expiresAt,
      device: 'test',
    }
    await store.tx((c) => sessions(c).add(row))
    return (await sessionCookie({ secrets: [secret], secure: false }).serialize(token)).split(';')[0]!
  }
  const { ana, olga, bela } = world.people
  cookies = { ana: await cookieOf(ana), olga: await cookieOf(olga), bela: await cookieOf(bela) }
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the server had acknowledged when it was killed. */
interface Acknowledged {
  comments: string[]
  /** Bela's choices in the order acknowledged. */
  votes: string[]
  /** Length of the text that was acknowledged. */
  characters: number
}

async function actUntilKilled(): Promise<Acknowledged> {
  const server = await spawnServer(env)
  const done: Acknowledged = { comments: [], votes: [], characters: 0 }
  const post = (path: string, cookie: string, fields: Record<string, string>) =>
    fetch(server.origin + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: server.origin, Cookie: cookie },
      body: new URLSearchParams(fields),
    })
  let killed = false
  const until = async (step: (n: number) => Promise<void>) => {
    for (let n = 0; !killed; n++)
      await step(n).catch((e: unknown) => {
        if (!killed) throw e
      })
  }
  const commenting = until(async (n) => {
    if (n >= 15) return new Promise((resolve) => setImmediate(resolve)) // below the hourly limit
    const body = `Remark ${n} of this run, number ${Math.random()}`
    const answer = await post('/norms/N-014/comments', cookies.olga, { body, language: 'en', key: uuidv7() })
    if (answer.status === 302) done.comments.push(body)
  })
  const voting = until(async (n) => {
    const choice = n % 2 ? 'yes' : 'no'
    const fields = { member: 'BEL', choice, textHash: ballot.textHash }
    const answer = await post(`/ballots/${ballot.ref}/votes`, cookies.bela, fields)
    if (answer.status === 302 || answer.status === 303) done.votes.push(choice)
  })
  const socket = io(server.origin, {
    parser: packetParser,
    transports: ['websocket'],
    extraHeaders: { Cookie: cookies.ana },
    reconnection: false,
  })
  const enoughDone = new Promise<void>((resolve) => {
    void (async () => {
      const writer = await rawWriter(socket, world.empty)
      const before = writer.text.length
      await until(async () => {
        const bytes = writer.change((doc) => doc.getText('t').insert(0, 'x'))
        const answer = await writer.send(bytes)
        if (answer.ok) done.characters = writer.text.length
        if (done.characters - before >= enough && done.votes.length >= enough && done.comments.length >= 5)
          resolve()
      })
    })()
  })
  await enoughDone
  killed = true
  await server.end('SIGKILL')
  socket.disconnect()
  await Promise.all([commenting, voting])
  return done
}

test('S7 what was acknowledged before kill -9 is there after the restart: edits, comments, votes', async () => {
  const done = await actUntilKilled()

  const again = await spawnServer(env)
  expect((await fetch(`${again.origin}/readyz`)).status).toBe(200)
  expect(await again.end('SIGTERM')).toBe(0)

  const store = await openStore(config)
  const text = await wordings(store.read).text(world.empty)
  expect(text.length).toBeGreaterThanOrEqual(done.characters)
  const rows = await comments(store.read).page({ normId: world.normId, n: 1_000 })
  const bodies = rows.map(({ body }) => body)
  for (const body of done.comments) expect(bodies).toContain(body)
  const [vote] = await ballots(store.read).votes((await ballots(store.read).byRef(ballot.ref))!.id)
  // the last acknowledged vote, or one more that was written and not yet answered
  expect(vote!.revision).toBeGreaterThanOrEqual(done.votes.length)
  const { key } = ledgerSigner(config.DATA_DIR, config.LEDGER_ORIGIN)
  const report = await auditDatabase(store, key)
  expect(report.findings).toEqual([])
  await store.close()
})
