import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openPg } from '~db/pg'
import { openSqlite } from '~db/sqlite'
import type { Engine, Store } from '~db/store'

export interface OpenStore {
  store: Store
  /** Reach the same database from another process or connection. */
  url?: string
  file?: string
  drop(): Promise<void>
}

/** `describe.each(engines)('... on %s', (engine) => { const { store, drop } = await openEmpty(engine) })` */
export const engines: Engine[] = process.env.TEST_PG_URL ? ['sqlite', 'pg'] : ['sqlite']

/** A migrated, empty database of its own. */
export async function openEmpty(engine: Engine): Promise<OpenStore> {
  return engine === 'sqlite' ? openFile() : openDatabase()
}

function openFile(): OpenStore {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const file = join(folder, 'parley.db')
  const store = openSqlite(file)
  return {
    store,
    file,
    async drop() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openDatabase(): Promise<OpenStore> {
  const url = await createDatabase()
  const store = await openPg(url)
  return {
    store,
    url,
    async drop() {
      await store.close()
      await dropDatabase(url)
    },
  }
}

export async function createDatabase(): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await administer(`create database ${name}`)
  return process.env.TEST_PG_URL!.replace(/\/[^/]*$/, `/${name}`)
}

export const dropDatabase = (url: string) =>
  administer(`drop database if exists ${url.split('/').pop()} with (force)`)

async function administer(statement: string) {
  const admin = new pg.Client(process.env.TEST_PG_URL)
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
