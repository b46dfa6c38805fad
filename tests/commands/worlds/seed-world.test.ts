import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditDatabase } from '~/cli/audit-database'
import { sha256 } from '~/cli/node-crypto'
import type { Deps } from '~/commands/deps.server'
import { type Seed, seedWorld } from '~/commands/worlds/seed-world.server'
import type { EntryBody } from '~/domain/ledger/entry'
import { printVkey, type Signer, verifierKey } from '~/domain/ledger/note'
import { createDeps } from '~/server/services'
import type { Engine, Store } from '~db/store'
import { ballots } from '~db/stores/ballots'
import { comments } from '~db/stores/comments'
import { forums } from '~db/stores/forums'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { people } from '~db/stores/people'
import { settings, type World } from '~db/stores/settings'
import { wordings } from '~db/stores/wordings'
import { demoWorld } from '~db/worlds/demo/demo-world'
import { wordingOf } from '~db/worlds/demo/wording'
import { engines, type OpenStore, openEmpty } from '../../stores'

const now = new Date('2030-03-01T12:34:56.000Z')
const said = demoWorld(now)

const signer: Signer = (() => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return {
    key: verifierKey(sha256, 'worlds.example/ledger', new Uint8Array(raw)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
})()

const depsOf = (store: Store, over: Partial<Deps> = {}): Deps => ({
  ...createDeps(store, { now: () => now }),
  ...over,
})

const fill = (deps: Deps, world: World, over: Partial<Seed> = {}) =>
  seedWorld(deps, { world, signer, say: () => {}, ...over })

async function filled(engine: Engine, world: World, over: Partial<Seed> = {}): Promise<OpenStore> {
  const opened = await openEmpty(engine)
  const seeded = await fill(depsOf(opened.store), world, over)
  if (!seeded.ok) throw new Error(JSON.stringify(seeded.error))
  return opened
}

const entriesOf = (store: Store) => ledger(store.read).since(0, 100_000)
const bodiesOf = async (store: Store) =>
  (await entriesOf(store)).map((entry) => JSON.parse(entry.body) as { t: string; at: string })

describe.each(engines)('the demo world on %s', (engine) => {
  let opened: OpenStore
  let store: Store
  beforeAll(async () => {
    opened = await filled(engine, 'demo')
    store = opened.store
  }, 60_000)
  afterAll(() => opened.drop())

  const norm = async (ref: string) => (await norms(store.read).byRef(ref))!
  const ballot = async (ref: string) => (await ballots(store.read).byRef(ref))!

  test('W1 the first entry says which world it is and which key signs the ledger', async () => {
    expect((await bodiesOf(store))[0]).toMatchObject({
      t: 'parley-v1/world.founded',
      by: { as: 'system' },
      on: 'world/demo',
      world: 'demo',
      key: printVkey(signer.key),
    })
    expect(await settings(store.read).world()).toBe('demo')
    expect(await settings(store.read).get('ledger.key-id')).toBe(`${signer.key.name}+${signer.key.keyId}`)
  })

  test('W2 the ledger and every result verify', async () => {
    const report = await auditDatabase(store, signer.key)
    expect(report.findings).toEqual([])
    expect(report.verdict).toBe('verified')
    expect(report.ballots).toHaveLength(6)
    expect(report.ballots.filter((b) => b.recount === 'agrees')).toHaveLength(5)
  })

  test('W2 entries stand in the order of their instants, none of them to come', async () => {
    const instants = (await bodiesOf(store)).map((body) => body.at)
    expect(instants).toEqual([...instants].sort())
    expect(instants.at(-1)! < now.toISOString()).toBe(true)
  })

  test('three norms stand at three stages, with two guidelines beside them', async () => {
    const found = await Promise.all(['N-001', 'N-002', 'N-003', 'N-004', 'N-006'].map(norm))
    expect(found.map(({ stage, kind, forumSlug }) => [stage, kind, forumSlug])).toEqual([
      ['ballot', 'norm', 'assembly'],
      ['drafting', 'norm', 'assembly'],
      ['adopted', 'norm', 'assembly'],
      ['adopted', 'guideline', 'long-coast'],
      ['drafting', 'guideline', 'long-coast'],
    ])
  })

  test.each(said.norms.map((each) => [each.slug, each] as const))(
    '%s: each version and the live text read as the data has them',
    async (_, data) => {
      const { id } = (await norms(store.read).list({ n: 10 })).find((n) => n.number === data.number)!
      const compiled = said.negotiation.compilations.map((v) => v.symbol)
      const versions = (await norms(store.read).versions(id))
        .filter((v) => !compiled.includes(v.symbol))
        .reverse()
      expect(versions.map((v) => [v.symbol, v.frozenAt.getTime()])).toEqual(
        data.versions.map((v) => [v.symbol, v.atMs]),
      )
      for (const version of versions) {
        const frozen = await norms(store.read).versionParagraphs(version.id)
        expect(frozen.map((p) => p.text)).toEqual(wordingOf(data, version.symbol).map((p) => p.text))
      }
      const rows = await norms(store.read).paragraphs(id)
      const live = await wordings(store.read).texts(rows.map((p) => p.id))
      expect(rows.map((p) => [p.kind, p.heading, live.get(p.id)])).toEqual(
        data.paragraphs.map((p) => [p.kind, p.heading ?? '', p.negotiated ?? p.text]),
      )
    },
  )

  test('a paragraph that was revised keeps the log of its edits with their authors', async () => {
    const { id } = await norm('N-001')
    const [article] = (await norms(store.read).paragraphs(id)).filter(
      (p) => p.heading === 'Protection of finders',
    )
    const log = await wordings(store.read).since(article!.id, 0)
    const priya = await people(store.read).findByEmail('priya.oyelarin@standing-secretariat.example')
    const mateo = await people(store.read).findByEmail('mateo.quilanda@standing-secretariat.example')
    expect(log.map((row) => [row.seq, row.authors.map((a) => a.personId)])).toEqual([
      [1, [priya!.id]],
      [2, [mateo!.id]],
      [3, [priya!.id]],
    ])
  })

  test('twelve brackets stand in the live text, each held by a delegation', async () => {
    const { id } = await norm('N-002')
    const held = await norms(store.read).brackets(id)
    const live = await wordings(store.read).texts(held.map((b) => b.paragraphId))
    expect(held).toHaveLength(12)
    for (const { quote, paragraphId, holderName } of held) {
      expect(live.get(paragraphId)).toContain(quote)
      expect(holderName).toBeTruthy()
    }
  })

  test('articles of the guideline point to paragraphs of the global norm', async () => {
    const target = await norms(store.read).paragraphs((await norm('N-003')).id)
    const own = await norms(store.read).paragraphs((await norm('N-004')).id)
    const pointed = own.flatMap((p) => (p.implementsId ? [p.implementsId] : []))
    expect(pointed).toHaveLength(8)
    for (const id of pointed) expect(target.map((p) => p.id)).toContain(id)
  })

  test('B-0001 is finished, B-0006 takes votes, B-0002 joins three', async () => {
    expect(await ballot('B-0001')).toMatchObject({ status: 'closed', outcome: 'adopted', kind: 'single' })
    const open = await ballot('B-0006')
    expect(open.status).toBe('open')
    expect(open.closesAt!.getTime()).toBeGreaterThan(now.getTime())
    expect(await ballots(store.read).votes(open.id)).toHaveLength(12)
    expect(await ballots(store.read).votesOf(open.id, 'XUM')).toMatchObject([{ choice: 'yes', revision: 2 }])
    const joint = await ballot('B-0002')
    expect(joint).toMatchObject({ status: 'closed', outcome: 'adopted', kind: 'joint' })
    expect(joint.result!.counts.weights?.power?.yes).toBe('83/105')
    expect((await ballots(store.read).parts(joint.id)).map((part) => part.ref)).toEqual([
      'B-0003',
      'B-0004',
      'B-0005',
    ])
  })

  test('all comments and replies are there, said by their authors at their times; one was taken back', async () => {
    const rows = await store.read.q.select().from(store.read.t.comment)
    const wanted = said.comments.flatMap((each) => [each, ...each.replies])
    expect(rows).toHaveLength(wanted.length)
    const bodies = new Map(wanted.map((each) => [each.body, each.atMs]))
    for (const { body, createdAt } of rows.filter((row) => row.status === 'visible'))
      expect(createdAt.getTime()).toBe(bodies.get(body!))
    expect(rows.filter((row) => row.status === 'withdrawn').map((row) => [row.body, row.salt])).toEqual([
      [null, ''],
    ])
    const [arabic] = rows.filter((row) => row.language === 'ar' && row.replyToId === null)
    expect((await comments(store.read).byRef(arabic!.ref))!.organisationSlug).toBeTruthy()
  })

  test('everybody is fictional, and officers hold their roles', async () => {
    const all = await store.read.q.select().from(store.read.t.person)
    expect(all).toHaveLength(said.people.length)
    expect(all.every((person) => person.fictional)).toBe(true)
    expect(await people(store.read).grants()).toHaveLength(said.grants.length)
  })

  test('W4 a database that holds a world refuses another, and nothing changes', async () => {
    const before = await ledger(store.read).size()
    for (const world of ['demo', 'un', 'empty'] as const)
      expect(await fill(depsOf(store), world)).toEqual({
        ok: false,
        error: { code: 'not-empty', world: 'demo' },
      })
    expect(await ledger(store.read).size()).toBe(before)
  })
})

describe.each(engines)('W3 a world is there whole or not at all, on %s', (engine) => {
  test.each([1, 300])('a fault at the %ith id leaves the database empty, ready to be filled', async (at) => {
    const opened = await openEmpty(engine)
    const { store } = opened
    const sound = depsOf(store)
    let made = 0
    const newId = () => {
      if (++made === at) throw new Error('the machine stops')
      return sound.newId()
    }
    await expect(fill({ ...sound, newId }, 'demo')).rejects.toThrow('the machine stops')
    expect(await settings(store.read).world()).toBeNull()
    expect(await ledger(store.read).size()).toBe(0)
    expect(await store.read.q.select().from(store.read.t.person)).toEqual([])
    expect(await fill(sound, 'empty')).toMatchObject({ ok: true, value: { entries: 1 } })
    await opened.drop()
  })

  test('a ledger that was begun without a world is not filled', async () => {
    const opened = await openEmpty(engine)
    const { store } = opened
    const begun: EntryBody = {
      t: 'parley-v1/person.added',
      at: now.toISOString(),
      by: { as: 'system' },
      on: 'x',
    }
    await ledger(store.read).settle(store, await store.tx((c) => ledger(c).append(begun)))
    expect(await fill(depsOf(store), 'demo')).toEqual({
      ok: false,
      error: { code: 'not-empty', world: null },
    })
    expect(await ledger(store.read).size()).toBe(1)
    await opened.drop()
  })
})

describe.each(engines)('the other worlds on %s', (engine) => {
  test('un: 193 members in the global forum and in that of their group; nobody, and nothing done', async () => {
    const opened = await filled(engine, 'un')
    const { read } = opened.store
    const all = await forums(read).list()
    expect(all.map((f) => f.slug).sort()).toEqual([
      'african-group',
      'asia-pacific-group',
      'eastern-european-group',
      'global',
      'latin-american-and-caribbean-group',
      'western-european-and-others-group',
    ])
    const seats = await Promise.all(all.map(async (f) => (await forums(read).seats(f.id)).length))
    expect(seats.sort((a, b) => a - b)).toEqual([23, 29, 33, 54, 54, 193])
    expect(await read.q.select().from(read.t.person)).toEqual([])
    expect(await norms(read).list({ n: 1 })).toEqual([])
    const [global] = all.filter((f) => f.slug === 'global')
    const rules = await forums(read).currentRules(global!.id)
    expect(rules.filter((r) => r.isDefault).map((r) => r.key)).toEqual(['two-thirds'])
    expect((await auditDatabase(opened.store, signer.key)).verdict).toBe('verified')
    await opened.drop()
  })

  test('empty: the founding, and nothing else', async () => {
    const opened = await filled(engine, 'empty')
    expect((await bodiesOf(opened.store)).map((body) => [body.t, body.at])).toEqual([
      ['parley-v1/world.founded', now.toISOString()],
    ])
    expect(await forums(opened.store.read).list()).toEqual([])
    await opened.drop()
  })
})

describe('the crowded world, at a thirtieth of its size', () => {
  test('is the demo with more of everything, and verifies', async () => {
    const heard: string[] = []
    const sizes = { norms: 10, ballots: 66, comments: 330 }
    const opened = await filled('sqlite', 'crowded', { sizes, say: (line) => heard.push(line) })
    const { read } = opened.store
    expect(await norms(read).list({ n: 100 })).toHaveLength(16)
    expect(await ballots(read).totals()).toEqual({ prepared: 0, open: 1, closed: 5 + 66 })
    const said330 = await read.q.select().from(read.t.comment)
    expect(said330.filter((row) => row.idempotencyKey?.includes('crowded-comment'))).toHaveLength(330)
    const report = await auditDatabase(opened.store, signer.key)
    expect([report.verdict, report.findings]).toEqual(['verified', []])
    const stages = (await norms(read).list({ n: 10 })).map((n) => n.stage)
    expect(stages.filter((stage) => stage === 'text-final')).toHaveLength(1)
    expect(stages.every((stage) => ['adopted', 'rejected', 'ballot', 'text-final'].includes(stage))).toBe(
      true,
    )
    await opened.drop()
  })
})

describe('W6 the same instant gives the same world', () => {
  test('but for ids, keys and salts', async () => {
    const [one, two] = [await filled('sqlite', 'demo'), await filled('sqlite', 'demo')]
    expect(await withoutChance(one.store)).toEqual(await withoutChance(two.store))
    await one.drop()
    await two.drop()
  })
})

/** The ledger with ids named in the order in which they appear; hashes cover ids and salts. */
async function withoutChance(store: Store): Promise<string[]> {
  const names = new Map<string, string>()
  const named = (id: string) => {
    if (!names.has(id)) names.set(id, `id ${names.size}`)
    return names.get(id)!
  }
  return (await entriesOf(store)).map(({ body }) =>
    body.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, named).replace(/"[0-9a-f]{64}"/g, '"hash"'),
  )
}
