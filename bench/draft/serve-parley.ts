import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type {
  DelegationId,
  ForumId,
  NormId,
  OrganisationId,
  ParagraphId,
  PersonId,
  SeatId,
} from '~/domain/ids'
import { readConfig } from '~/env.server'
import { openGateway } from '~/realtime/gateway.server'
import { createServices, type Services } from '~/server/services'
import { tokenHash } from '~/session.server'
import type { Conn } from '~db/store'
import { sessions } from '~db/stores/sessions'
import { wordings } from '~db/stores/wordings'

/** What the generator has to know of a filled database. */
export interface Filled {
  cookies: string[]
  paragraphs: Record<string, string>
}

const delegations = 20

/**
 * The platform's own gateway, hub and embedded store in a process of their own, with as many delegates as
 * asked for. `serve-parley.ts <folder> <people> <paragraph=founding text>...`; prints its port. What one
 * socket may ask for is lifted, since the generator's one writer types faster than anybody.
 */
const [folder = '', people = '1', ...texts] = process.argv.slice(2)
const config = readConfig({
  DATA_DIR: folder,
  SESSION_SECRET: 'a secret that is long enough for measuring only',
  LOG_LEVEL: 'error',
})
const services = await createServices(config)
const known = join(folder, 'filled.json')
if (!existsSync(known)) writeFileSync(known, JSON.stringify(await fill(services, Number(people))))
const http = createServer((_req, res) => res.end(readFileSync(known)))
const unlimited = { perSecond: 1e9, burst: 1e9 }
await openGateway(http, {
  deps: services.deps,
  cookie: services.cookie,
  log: services.log,
  publicUrl: undefined,
  limits: {
    messages: unlimited,
    updates: unlimited,
    bytes: unlimited,
    points: unlimited,
    waiting: 100_000,
  },
})
http.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(http.address() as AddressInfo).port}\n`))

async function fill({ deps, cookie }: Services, n: number): Promise<Filled> {
  const at = deps.now()
  const tokens = Array.from({ length: n }, () => randomBytes(32).toString('base64url'))
  const paragraphs = await deps.store.tx(async (c) => {
    const forumId = await addForum(c, at)
    const members = await addDelegations(c, forumId, at)
    for (const [i, token] of tokens.entries()) await addDelegate(c, members[i % delegations]!, token, at)
    return addParagraphs(c, forumId, at)
  })
  const cookies: string[] = []
  for (const token of tokens) cookies.push((await cookie.serialize(token)).split(';')[0]!)
  return { cookies, paragraphs }
}

async function addForum(c: Conn, createdAt: Date): Promise<ForumId> {
  const id = uuidv7() as ForumId
  const words = { slug: 'bench', name: 'Bench forum', region: '', charter: 'Charter.', languages: ['en'] }
  await c.q.insert(c.t.forum).values({ id, kind: 'global', createdAt, ...words })
  return id
}

async function addDelegations(c: Conn, forumId: ForumId, at: Date): Promise<DelegationId[]> {
  const added: DelegationId[] = []
  for (let i = 0; i < delegations; i++) {
    const organisationId = uuidv7() as OrganisationId
    const id = uuidv7() as DelegationId
    const slug = `state-${i}`
    await c.q.insert(c.t.organisation).values({
      id: organisationId,
      slug,
      name: slug,
      kind: 'government',
      country: `S${i}`,
      region: 'north',
      accredited: true,
      createdAt: at,
    })
    await c.q.insert(c.t.delegation).values({ id, slug, name: slug, organisationId, createdAt: at })
    await c.q.insert(c.t.seat).values({
      id: uuidv7() as SeatId,
      forumId,
      delegationId: id,
      member: `S${i}`,
      votes: true,
      groupings: {},
      weights: {},
      since: at,
    })
    added.push(id)
  }
  return added
}

async function addDelegate(c: Conn, delegationId: DelegationId, token: string, at: Date) {
  const personId = uuidv7() as PersonId
  const email = `${personId}@people.example`
  await c.q
    .insert(c.t.person)
    .values({ id: personId, name: 'A delegate', email, fictional: true, createdAt: at })
  await c.q
    .insert(c.t.delegationMember)
    .values({ delegationId, personId, role: 'alternate', administrator: false, since: at })
  const expiresAt = new Date(at.getTime() + 86_400_000)
  await sessions(c).add({
    tokenHash: tokenHash(token),
    id: uuidv7(),
    personId,
    createdAt: at,
    expiresAt,
    device: 'bench',
  })
}

async function addParagraphs(c: Conn, forumId: ForumId, at: Date): Promise<Record<string, string>> {
  const normId = uuidv7() as NormId
  await c.q.insert(c.t.norm).values({
    id: normId,
    number: 1,
    ref: 'N-001',
    forumId,
    title: 'A norm to measure with',
    kind: 'norm',
    stage: 'drafting',
    stageSince: at,
    summary: '',
    language: 'en',
    createdAt: at,
  })
  const added: Record<string, string> = {}
  for (const [position, entry] of texts.entries()) {
    const [name = '', text = ''] = entry.split('=')
    const id = uuidv7() as ParagraphId
    await c.q.insert(c.t.paragraph).values({ id, normId, position, kind: 'article', heading: '' })
    await wordings(c).create(id, text, { personId: null, at })
    added[name] = id
  }
  return added
}
