import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFile } from '~db/open'
import { openSqlite } from '~db/sqlite'
import { settings } from '~db/stores/settings'
import { buildDir } from '../build-once'
import { spawnServer } from '../server/child'

const folder = mkdtempSync(join(tmpdir(), 'parley-operations-'))
const seeded = join(folder, 'seeded')
const parley = join(buildDir(), 'parley.js')

function run(dataDir: string, ...args: string[]) {
  const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [parley, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** A copy of the seeded data folder with one statement run on it, past the platform. */
function tampered(name: string, statement: string): string {
  const copy = join(folder, name)
  cpSync(seeded, copy, { recursive: true })
  const database = new Database(join(copy, 'parley.db'))
  expect(database.prepare(statement).run().changes).toBe(1)
  database.close()
  return copy
}

beforeAll(() => {
  execFileSync(process.execPath, [parley, 'seed', '--world', 'demo'], {
    env: { ...process.env, DATA_DIR: seeded },
    stdio: 'ignore',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('L15 the database is held against its ledger', () => {
  test('the demo world verifies', () => {
    expect(run(seeded, 'verify', '--database')).toMatchObject({ status: 0 })
  })

  const seventh = 'select "index" from ledger_entry where "index" = 7'
  test.each([
    [
      'one byte of an entry',
      `update ledger_entry set body = replace(body, '"at":"2', '"at":"3') where "index" = (${seventh})`,
      'entry 7',
    ],
    ['a leaf hash', 'update ledger_entry set leaf = zeroblob(32) where "index" = 7', 'leaf hash 7'],
    ['an entry taken out', 'delete from ledger_entry where "index" = 7', 'entry 7'],
    [
      'a word of a frozen version',
      `update version_paragraph set text = text || ' not' where rowid = (select min(rowid) from version_paragraph)`,
      'version 1 of N-00',
    ],
    ['a comment', `update comment set body = 'Other words' where number = 3`, 'comment C-00003'],
    [
      'a vote',
      `update vote set choice = 'no' where rowid = (select min(rowid) from vote where choice = 'yes')`,
      'the vote',
    ],
    [
      'a weight on a frozen roll',
      `update ballot_member set weights = '{"population":"1","contribution":"1"}' where rowid = (select min(rowid) from ballot_member)`,
      'roll',
    ],
    ['an outcome', `update ballot set outcome = 'rejected' where number = 1`, 'ballot B-0001'],
  ])('%s, changed past the platform, is proved wrong and named', (name, statement, where) => {
    const found = run(tampered(name.replaceAll(' ', '-'), statement), 'verify', '--database')
    expect(found.stdout + found.stderr).toContain(where)
    expect(found.status).toBe(1)
  })

  test('--database goes alone', () => {
    expect(run(seeded, 'verify', '--database', '--ballot', 'B-0001')).toMatchObject({ status: 2, stdout: '' })
  })
})

describe('an export can be checked by anyone', () => {
  test('it verifies, and one changed byte is named', () => {
    expect(run(seeded, 'export', 'out').status).toBe(0)
    const checked = run(seeded, 'verify', 'out')
    expect(checked.stderr).toBe('')
    expect(checked).toMatchObject({ status: 0 })
    expect(run(seeded, 'verify', 'out', '--ballot', 'B-0001')).toMatchObject({ status: 0 })

    const file = join(folder, 'out/entries.jsonl')
    const lines = readFileSync(file, 'utf8').split('\n')
    lines[12] = lines[12]!.replace('parley-v1', 'parley-v2')
    writeFileSync(file, lines.join('\n'))
    const found = run(seeded, 'verify', 'out')
    expect(found.status).toBe(1)
    expect(found.stdout).toContain('entry 12')
  })

  test('it never mixes with what is there already', () => {
    expect(run(seeded, 'export', 'out')).toMatchObject({ status: 2, stdout: '' })
  })
})

describe('backup and restore', () => {
  test('a backup is taken while the server runs, verifies, and starts elsewhere', async () => {
    const server = await spawnServer({ DATA_DIR: seeded })
    const backup = run(seeded, 'backup', 'kept')
    expect(await server.end('SIGTERM')).toBe(0)
    expect(backup.stderr).toBe('')
    expect(backup).toMatchObject({ status: 0 })

    const elsewhere = join(folder, 'elsewhere')
    expect(run(elsewhere, 'restore', 'kept')).toMatchObject({ status: 0 })
    expect(run(elsewhere, 'verify', '--database').status).toBe(0)
    const again = await spawnServer({ DATA_DIR: elsewhere })
    expect(await (await fetch(`${again.origin}/norms`)).text()).toContain('N-003')
    expect(await again.end('SIGTERM')).toBe(0)
  })

  test('restoring over a database is refused; with --replace the old one is kept beside', async () => {
    const elsewhere = join(folder, 'elsewhere')
    expect(run(elsewhere, 'restore', 'kept')).toMatchObject({ status: 2, stdout: '' })
    const before = run(elsewhere, 'epoch')
    expect(before).toMatchObject({ status: 0 })
    const epochs = [await epochIn(elsewhere)]
    expect(run(elsewhere, 'restore', 'kept', '--replace')).toMatchObject({ status: 0 })
    epochs.push(await epochIn(elsewhere))
    expect(run(elsewhere, 'restore', 'kept', '--replace')).toMatchObject({ status: 0 })
    epochs.push(await epochIn(elsewhere))
    // D17
    expect(new Set([...epochs, '']).size).toBe(4)
  })

  async function epochIn(dataDir: string) {
    const store = openSqlite(databaseFile(dataDir))
    try {
      return await settings(store.read).epoch()
    } finally {
      await store.close()
    }
  }

  test('a damaged backup is not restored', () => {
    const damaged = join(folder, 'damaged')
    cpSync(join(folder, 'kept'), damaged, { recursive: true })
    const database = new Database(join(damaged, 'parley.db'))
    database.prepare(`update ledger_entry set body = body || ' ' where "index" = 3`).run()
    database.close()
    const target = join(folder, 'target')
    expect(run(target, 'restore', 'damaged')).toMatchObject({ status: 1 })
    expect(run(target, 'restore', 'out')).toMatchObject({ status: 2 })
  })

  test('a database whose key is another is not served', async () => {
    const copy = join(folder, 'other-key')
    cpSync(seeded, copy, { recursive: true })
    rmSync(join(copy, 'ledger.key'))
    const found = run(copy, 'serve')
    expect(found.status).toBe(2)
    expect(found.stderr).toContain('Restore ledger.key')
  })
})

describe('the command line itself', () => {
  test('an unknown verb is said with what there is', () => {
    const found = run(seeded, 'vote')
    expect(found).toMatchObject({ status: 2, stdout: '' })
    expect(found.stderr).toContain('tally')
  })

  test.each([
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://there'],
    ['SESSION_SECRET', 'short'],
    ['WORLD', 'atlantis'],
    ['LOG_LEVEL', 'loud'],
  ])('a wrong %s is a clear error at start', (name, value) => {
    const env = { ...process.env, DATA_DIR: seeded, [name]: value }
    const { status, stderr } = spawnSync(process.execPath, [join(buildDir(), 'main.js')], {
      env,
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toContain(`${name}:`)
  })

  describe('what surrounds it fails: one line that says what to mend, and no stack', () => {
    const here = createServer()
    beforeAll(() => once(here.listen(0, '127.0.0.1'), 'listening'))
    afterAll(() => here.close())
    const taken = () => String((here.address() as AddressInfo).port)

    writeFileSync(join(folder, 'a-file'), 'words')
    mkdirSync(join(folder, 'foreign'))
    writeFileSync(join(folder, 'foreign', 'parley.db'), 'words, and no database at all')

    test.each<[string, () => Record<string, string>, string]>([
      [
        'no database server',
        () => ({ DATABASE_URL: 'postgres://x:secret-word@127.0.0.1:1/x' }),
        'correct DATABASE_URL',
      ],
      ['a data folder that is a file', () => ({ DATA_DIR: join(folder, 'a-file') }), 'a-file: something'],
      [
        'a data folder in a file',
        () => ({ DATA_DIR: join(folder, 'a-file', 'x') }),
        'x: a part of this path',
      ],
      ['a foreign parley.db', () => ({ DATA_DIR: join(folder, 'foreign') }), 'not a database of Parley'],
      ['a port that is taken', () => ({ PORT: taken() }), 'set another PORT'],
    ])('%s', (_, env, words) => {
      for (const program of [[parley, 'serve'], [join(buildDir(), 'main.js')]]) {
        const { status, stdout, stderr } = spawnSync(process.execPath, program, {
          env: { ...process.env, NODE_ENV: 'production', DATA_DIR: seeded, LOG_LEVEL: 'error', ...env() },
          encoding: 'utf8',
          timeout: 20_000,
        })
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
        expect(stderr).toContain(words)
        expect(stderr).not.toMatch(/^ {4}at |secret-word/m)
      }
    })

    test('an export into a file', () => {
      const found = run(seeded, 'export', 'a-file')
      expect(found).toMatchObject({ status: 2, stdout: '', stderr: 'a-file is a file: name a new folder.\n' })
    })
  })

  test('a file that is cut in the middle of a line cannot tell', () => {
    const cut = join(folder, 'cut')
    expect(run(seeded, 'export', 'cut').status).toBe(0)
    appendFileSync(join(cut, 'entries.jsonl'), '{"t":')
    expect([1, 2]).toContain(run(seeded, 'verify', 'cut').status)
  })
})
