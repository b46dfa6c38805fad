import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importCommentsVerb } from '~/cli/import-comments'
import { readConfig } from '~/env.server'
import { createDeps } from '~/server/services'
import { openStore } from '~db/open'
import type { Store } from '~db/store'
import { comments } from '~db/stores/comments'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { makeNorm } from '../norm-world'
import { adders, nameWorld } from '../world'

let folder: string
let config: ReturnType<typeof readConfig>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-import-'))
  config = readConfig({ DATA_DIR: folder, SESSION_SECRET: 'a secret that is long enough for tests only' })
  await within(async (store) => {
    const forumId = await store.tx((c) => adders(c, new Date()).forum('global', 'global'))
    await nameWorld(store)
    await makeNorm(createDeps(store), forumId, [{ text: 'Votes are counted.' }])
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

async function run(content: string | Uint8Array | null, ...flags: string[]) {
  if (content !== null) writeFileSync(join(folder, 'c.csv'), content)
  const out: string[] = []
  const err: string[] = []
  const env = { DATA_DIR: folder, SESSION_SECRET: config.SESSION_SECRET! }
  const io = { out: (l: string) => out.push(l), err: (l: string) => err.push(l), cwd: folder, env }
  const code = await importCommentsVerb.run(flags, io)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const given = ['--norm', 'N-001', '--file', 'c.csv']
const onNorm = () =>
  within(async ({ read }) => {
    const norm = (await norms(read).byRef('N-001'))!
    const rows = await comments(read).page({ normId: norm.id, n: 1_000 })
    return { rows: rows.reverse(), entries: await ledger(read).size() }
  })
const header = 'timestamp,comment-id,author-id,comment-body\n'
const good = `${header}1483908221702,161,282,Simple.\n2017-01-03T00:52:17Z,x-2,,"Two ""quoted""\nlines, and a comma"\n`

describe('C8 parley import comments', () => {
  test('each row is one comment with one entry, character for character', async () => {
    const before = (await onNorm()).entries
    expect(await run(good, ...given)).toEqual({ code: 0, out: '2 comments on N-001', err: '' })
    const { rows, entries } = await onNorm()
    expect(entries).toBe(before + 2)
    expect(rows.map((r) => [r.body, r.authorLabel, r.source, r.createdAt.toISOString(), r.language])).toEqual(
      [
        ['Simple.', 'Participant 282', 'c.csv, comment 161', '2017-01-08T20:43:41.702Z', 'und'],
        [
          'Two "quoted"\nlines, and a comma',
          'A participant',
          'c.csv, comment x-2',
          '2017-01-03T00:52:17.000Z',
          'und',
        ],
      ],
    )
  })
  test('a second run adds only what is new', async () => {
    await run(good, ...given)
    expect(await run(good, ...given)).toEqual({
      code: 0,
      out: 'nothing new: all 2 comments are there already',
      err: '',
    })
    expect(await run(`${good}1483908221702,163,1,More\n`, ...given)).toMatchObject({
      code: 0,
      out: '1 comments on N-001, 2 were there already',
    })
  })
  test('columns, language and source can be named', async () => {
    const file = 'when,nr,who,said\n1483908221702,1,Ada,Bonjour\n'
    const columns = [
      '--time-column',
      'when',
      '--id-column',
      'nr',
      '--author-column',
      'who',
      '--body-column',
      'said',
    ]
    const done = await run(file, ...given, ...columns, '--language', 'fr', '--source', 'A town meeting')
    expect(done.code).toBe(0)
    expect((await onNorm()).rows[0]).toMatchObject({
      authorLabel: 'Participant Ada',
      language: 'fr',
      source: 'A town meeting, comment 1',
    })
  })
  test('--moderated shown leaves out what was moderated away', async () => {
    const file = `moderated,${header}1,1483908221702,1,1,in\n-1,1483908221702,2,1,out\n0,1483908221702,3,1,undecided\n`
    await run(file, ...given, '--moderated', 'shown')
    expect((await onNorm()).rows.map((r) => r.body)).toEqual(['in', 'undecided'])
  })
  test('marks that right-to-left writing needs are kept, as are spellings and padding', async () => {
    const body = '  \u200fنص\u200e e\u0301 \u00e9 👩‍🚀 '
    await run(`${header}1483908221702,1,1,${body}\n`, ...given)
    expect((await onNorm()).rows[0]?.body).toBe(body)
  })
})

describe('C8 a faulty file is refused whole, by file and line', () => {
  const row = '1483908221702,1,1,fine\n'
  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'c.csv:1: the file is empty'],
    ['no rows', header, 'c.csv:1: there is no comment below the header'],
    [
      'no such column',
      'timestamp,comment-id,author-id,text\n1,2,3,4\n',
      'c.csv:1: the header has no column "comment-body"; it has: timestamp, comment-id, author-id, text',
    ],
    ['a short row', `${header}${row}1483908221702,2\n`, 'c.csv:3: the row has 2 columns, the header has 4'],
    ['an open quote', `${header}${row}1,2,3,"open\n`, 'c.csv:'],
    ['an empty comment', `${header}${row}1483908221702,2,1,   \n`, 'c.csv:3: the comment has no text'],
    [
      'an id twice',
      `${header}${row}1483908221702,1,2,again\n`,
      'c.csv:3: the comment 1 stands here a second time',
    ],
    ['an id that is none', `${header}1483908221702,a b,2,x\n`, 'c.csv:2: the comment\'s id "a b" is not'],
    ['no instant', `${header}yesterday,1,2,x\n`, 'c.csv:2: "yesterday" is not an instant'],
    [
      'an instant beyond reason',
      `${header}9999999999999,1,2,x\n`,
      'c.csv:2: "9999999999999" is not an instant',
    ],
    [
      'a day that is not',
      `${header}2017-02-30T00:00:00Z,1,2,x\n`,
      'c.csv:2: "2017-02-30T00:00:00Z" is not an instant',
    ],
    [
      'a fault after a field of several lines',
      `${header}1483908221702,1,1,"a\nb\nc"\nx,2,2,y\n`,
      'c.csv:5: "x" is not',
    ],
    [
      'NUL',
      `${header}${row}1483908221702,2,1,a\u0000b\n`,
      'c.csv:3: the text holds the control character U+0000',
    ],
    [
      'a direction override',
      `${header}1483908221702,2,1,a\u202eb\n`,
      'c.csv:2: the text holds the control character U+202E',
    ],
    [
      'a comment too long',
      `${header}1483908221702,2,1,${'a'.repeat(5_001)}\n`,
      'c.csv:2: a cell has more than 5000',
    ],
    [
      'not UTF-8',
      Buffer.concat([Buffer.from(header + row), Buffer.from([0xe9, 0x0a])]),
      'c.csv:3: the text is not valid UTF-8',
    ],
    [
      '__proto__',
      '__proto__,timestamp,comment-id,author-id,comment-body\n1,1,1,1,1\n',
      'c.csv:1: the column name "__proto__"',
    ],
  ])('%s', async (_, content, message) => {
    const before = (await onNorm()).entries
    const done = await run(content, ...given)
    expect(done.code).toBe(2)
    expect(done.out).toBe('')
    expect(done.err).toContain(message)
    expect(await onNorm()).toEqual({ rows: [], entries: before })
  })
  test('5,000 characters are not too long', async () => {
    expect((await run(`${header}1483908221702,2,1,${'a'.repeat(5_000)}\n`, ...given)).code).toBe(0)
  })
  test.each([
    [['--file', 'c.csv'], '--norm'],
    [['--norm', 'N-001'], '--file'],
    [['--norm', 'N-1', '--file', 'c.csv'], '--norm'],
    [['--norm', 'N-777', '--file', 'c.csv'], 'there is no norm N-777'],
    [['--norm', 'N-001', '--file', 'none.csv'], 'none.csv: there is no such file'],
    [[...given, '--language', 'tlh'], '--language must be one of'],
    [[...given, '--moderated', 'some'], '--moderated'],
    [[...given, '--moderated', 'shown'], 'the header has no column "moderated"'],
    [[...given, '--source', 'a\u202eb'], '--source'],
    [[...given, '--unknown', 'x'], '--unknown'],
  ])('%j', async (flags, message) => {
    const done = await run(good, ...flags)
    expect(done.code).toBe(2)
    expect(done.err).toContain(message)
    expect((await onNorm()).rows).toEqual([])
  })
})

const real = resolve(import.meta.dirname, '../../../shared/data/polis_canada_comments.csv')
if (!existsSync(real)) console.warn('SKIPPED: the 174 real comments, ../shared/data is not there')

describe.skipIf(!existsSync(real))('the 174 comments of a real consultation', () => {
  test('stand on the page’s rows as in the file, each once', async () => {
    const source = parse(readFileSync(real, 'utf8'), { columns: true }) as Record<string, string>[]
    expect(source).toHaveLength(174)
    const flags = ['--norm', 'N-001', '--file', real]
    expect((await run(null, ...flags)).out).toBe('174 comments on N-001')
    expect((await run(null, ...flags)).out).toBe('nothing new: all 174 comments are there already')
    const { rows } = await onNorm()
    expect(rows.map((r) => r.body)).toEqual(source.map((s) => s['comment-body']))
    expect(rows.map((r) => r.createdAt.getTime())).toEqual(source.map((s) => Number(s.timestamp)))
    expect(rows.map((r) => r.authorLabel)).toEqual(source.map((s) => `Participant ${s['author-id']}`))
  })
  test('without those moderated away', async () => {
    const source = parse(readFileSync(real, 'utf8'), { columns: true }) as Record<string, string>[]
    const kept = source.filter((s) => s.moderated !== '-1').length
    expect(kept).toBeLessThan(174)
    const done = await run(null, '--norm', 'N-001', '--file', real, '--moderated', 'shown')
    expect(done.out).toBe(`${kept} comments on N-001`)
  })
})
