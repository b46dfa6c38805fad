import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importRollCallsVerb } from '~/cli/import-roll-calls'
import { findPreset } from '~/domain/ballots/presets'
import { tally } from '~/domain/ballots/tally'
import { readConfig } from '~/env.server'
import { openStore } from '~db/open'
import type { Store } from '~db/store'
import { asCast, ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { ledger } from '~db/stores/ledger'
import { settings } from '~db/stores/settings'
import { unWorld } from '~db/worlds/un/un-world'
import { adders, nameWorld } from '../world'

let folder: string
let config: ReturnType<typeof readConfig>

const roll = 'member,name,region\nARD,Ardenia,north\nBEL,Belmora,north\nCOR,Corvania,south\n'
const votes =
  'ballot,member,choice,title,day\nR/1,ARD,yes,Buoys,2030-01-02\nR/1,BEL,no,Buoys,2030-01-02\nR/2,COR,yes,Lights,2030-02-03\n'

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-import-'))
  config = readConfig({ DATA_DIR: folder, SESSION_SECRET: 'a secret that is long enough for tests only' })
  await within(async (store) => {
    await nameWorld(store)
    await store.tx(async (c) => {
      await settings(c).set('world', 'empty')
      await adders(c, new Date()).forum('global', 'global')
    })
  })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function within<T>(fn: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config)
  try {
    return await fn(store)
  } finally {
    await store.close()
  }
}

async function run(files: Record<string, string>, ...flags: string[]) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const out: string[] = []
  const err: string[] = []
  const env = { DATA_DIR: folder, SESSION_SECRET: config.SESSION_SECRET! }
  const io = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    cwd: folder,
    env,
  }
  const code = await importRollCallsVerb.run(flags, io)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const given = ['--roll', 'r.csv', '--votes', 'v.csv', '--rule', 'two-thirds']
const recorded = () =>
  within(async ({ read }) => {
    const forum = await forums(read).bySlug('global')
    return {
      rows: await ballots(read).list({ status: 'closed', forumId: forum!.id, n: 100 }),
      entries: await ledger(read).size(),
    }
  })

describe('parley import roll-calls', () => {
  test('B37 each ballot of the file is one closed ballot with one entry, its title and its date', async () => {
    const flags = [...given, '--title-column', 'title', '--date-column', 'day', '--source', 'Harbour record']
    const done = await run({ 'r.csv': roll, 'v.csv': votes }, ...flags)
    expect(done).toEqual({
      code: 0,
      out: '2 ballots in the record of Global forum: B-0001 to B-0002',
      err: '',
    })
    const { rows, entries } = await recorded()
    expect(entries).toBe(2)
    expect(
      rows.map(({ title, outcome, closedAt }) => [title, outcome, closedAt?.toISOString().slice(0, 10)]),
    ).toEqual([
      ['Lights', 'adopted', '2030-02-03'],
      ['Buoys', 'rejected', '2030-01-02'],
    ])
    await within(async ({ read }) => {
      const ballot = (await ballots(read).byRef('B-0001'))!
      expect(ballot).toMatchObject({ source: 'Harbour record, R/1', status: 'closed', openedAt: null })
      expect(ballot.result!.counts).toMatchObject({ yes: '1', no: '1', abstain: '0', absent: '1' })
    })
  })

  test('B37 the same source twice is refused and nothing is changed', async () => {
    await run({ 'r.csv': roll, 'v.csv': votes }, ...given)
    const before = await recorded()
    const more = `${votes}R/3,ARD,yes,More,2030-03-03\n`
    const again = await run({ 'v.csv': more }, ...given)
    expect(again.code).toBe(2)
    expect(again.err).toBe('nothing was imported: the record of Global forum has "R/1" already (B-0001)')
    expect(await recorded()).toEqual(before)
  })

  test.each([
    ['an unknown choice', { 'v.csv': `${votes}R/3,ARD,maybe,,\n` }, [], 'v.csv:5: unknown choice "maybe"'],
    [
      'a member not on the roll',
      { 'v.csv': `${votes}R/3,XXX,yes,,\n` },
      [],
      'v.csv:5: the member "XXX" is not on the roll',
    ],
    [
      'a member twice on the roll',
      { 'r.csv': `${roll}ARD,Again,north\n` },
      [],
      'r.csv:5: the member "ARD" is listed twice',
    ],
    ['a vote twice', { 'v.csv': `${votes}R/2,COR,yes,,\n` }, [], 'v.csv:5: duplicate row'],
    [
      'parts without their sum',
      { 'v.csv': 'ballot,member,choice,part\nR/1,ARD,yes,1/3\n' },
      [],
      'v.csv:2: the parts of the vote of "ARD" sum to 1/3',
    ],
    [
      'no such day',
      { 'v.csv': 'ballot,member,choice,day\nR/1,ARD,yes,2030-02-30\n' },
      ['--date-column', 'day'],
      'v.csv:2: the date is not one',
    ],
    [
      'a member that no object can hold',
      { 'r.csv': 'member\n__proto__\n', 'v.csv': 'member,choice\n__proto__,yes\n' },
      [],
      'the key __proto__',
    ],
    [
      'a rule that the roll does not fit',
      {},
      ['--rule', 'imf-85'],
      'the rule names the measure "quota", which the roll lacks',
    ],
    ['a rule that is none', {}, ['--rule', 'nine-tenths'], 'no preset is called "nine-tenths"'],
    ['a forum that is none', {}, ['--forum', 'nowhere'], 'there is no forum "nowhere"'],
    ['a column that is none', {}, ['--title-column', 'heading'], 'v.csv:1: the column "heading" is missing'],
    [
      'a ballot column that is none',
      {},
      ['--ballot-column', 'item'],
      'v.csv:1: the column "item" is missing',
    ],
    ['a file that is none', {}, ['--votes', 'w.csv'], 'w.csv: cannot be read (ENOENT)'],
    ['a flag that is none', {}, ['--weights', '7'], "Unknown option '--weights'"],
  ])('%s: exit 2, the reason, nothing changed', async (_, files, flags, reason) => {
    const done = await run({ 'r.csv': roll, 'v.csv': votes, ...files }, ...given, ...flags)
    expect(done.code).toBe(2)
    expect(done.out).toBe('')
    expect(done.err).toContain(reason)
    expect(await recorded()).toEqual({ rows: [], entries: 0 })
  })

  test('B3 split votes are recorded with their parts', async () => {
    const split = 'member,choice,part\nARD,yes,1/3\nARD,no,2/3\nBEL,yes,\n'
    expect((await run({ 'r.csv': roll, 'v.csv': split }, ...given)).code).toBe(0)
    await within(async ({ read }) => {
      const ballot = (await ballots(read).byRef('B-0001'))!
      expect(ballot.result!.counts).toMatchObject({ yes: '4/3', no: '2/3', absent: '1' })
      expect(JSON.parse((await ledger(read).find(0))!.body).votes).toEqual({
        ARD: [
          { choice: 'yes', part: '1/3' },
          { choice: 'no', part: '2/3' },
        ],
        BEL: 'yes',
      })
    })
  })
})

const data = resolve(import.meta.dirname, '../../../shared/data')
const present = existsSync(join(data, 'unga_cyber_votes.csv'))
if (!present) console.warn('NOT RUN: the real roll calls of ../shared/data are absent.')

describe.runIf(present)('six real roll calls of 193 members', () => {
  const real = [
    '--roll',
    join(data, 'un_members_regional_groups.csv'),
    '--votes',
    join(data, 'unga_cyber_votes.csv'),
  ]
  const columns = [
    '--member-column',
    'iso2',
    '--choice-column',
    'vote',
    '--ballot-column',
    'resolution',
    '--region-column',
    'group_code',
    '--absent',
    'absent',
  ]

  test('B37 they stand in the record member by member, and equal the worked cases', async () => {
    await within(seatMembers)
    const began = performance.now()
    const done = await run({}, ...real, ...columns, '--rule', 'two-thirds', '--source', 'UN General Assembly')
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(performance.now() - began).toBeLessThan(10_000)
    await within(async ({ read }) => {
      const rows = await ballots(read).list({ status: 'closed', n: 100 })
      expect(rows).toHaveLength(6)
      const found = new Map(rows.map(({ title, ref }) => [title, ref]))
      for (const [title, counts, byRegion, simple, regional] of [
        ['A/RES/73/27', ['119', '46', '14'], '529/825', 'adopted', 'rejected'],
        ['A/RES/73/266', ['138', '12', '16'], '874459/947100', 'adopted', 'adopted'],
        ['A/RES/74/247', ['79', '60', '33'], '9563/18400', 'adopted', 'rejected'],
      ] as const) {
        const ballot = (await ballots(read).byRef(found.get(title)!))!
        const { yes, no, abstain, eligible } = ballot.result!.counts
        expect([yes, no, abstain, eligible]).toEqual([...counts, '193'])
        const electors = await ballots(read).electors(ballot.id)
        expect(electors.every(({ delegationId }) => delegationId !== null)).toBe(true)
        const cast = asCast(await ballots(read).votes(ballot.id))
        expect(tally(findPreset('simple-majority')!, electors, cast)).toMatchObject({
          value: { outcome: simple },
        })
        const regions = tally(findPreset('regional-forums')!, electors, cast)
        expect(regions).toMatchObject({ ok: true, value: { outcome: regional } })
        if (regions.ok) expect(regions.value.tests[0]!.children[0]!.left).toBe(byRegion)
      }
    })
  })
})

async function seatMembers(store: Store) {
  const { delegations, seats } = unWorld(new Date())
  await store.tx(async (c) => {
    const add = adders(c, new Date())
    const forum = await forums(c).bySlug('global')
    const ids = new Map<string, Awaited<ReturnType<typeof add.delegation>>>()
    for (const { slug } of delegations) ids.set(slug, await add.delegation(slug, 'government', 'x'))
    for (const { forum: slug, delegation, member, groupings } of seats) {
      if (slug === 'global') await add.seat(forum!.id, ids.get(delegation)!, member, { ...groupings }, {})
    }
  })
}
