import { AsyncLocalStorage } from 'node:async_hooks'
import { closeSync, fdatasync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { projectRoot } from './root'
import * as tables from './schema/sqlite'
import { type Conn, preparer, type Store } from './store'

const lockWaitMs = 5_000

/**
 * The embedded store: one writing connection that only `tx` can reach, one reading connection that
 * never sees an open transaction. The driver is synchronous and refuses asynchronous transactions, so
 * BEGIN and COMMIT are ours and a promise chain is the queue. A commit waits for the disk inside COMMIT; one
 * of live text waits outside it, where a slow disk keeps nobody else (docs/decisions/0008).
 */
export function openSqlite(file: string): Store {
  const [writer, w] = connect(file, false)
  migrate(w.q as never, { migrationsFolder: join(projectRoot, 'db/migrations/sqlite') })
  writer.pragma('busy_timeout = 0')
  const [reader, read] = connect(file, true)

  let tail: Promise<unknown> = Promise.resolve()
  const inTx = new AsyncLocalStorage<true>()
  const disk = openLogSync(`${file}-wal`)
  let changes = 0
  const version = (raw: Database.Database) => raw.prepare<[], number>('PRAGMA data_version').pluck()
  const writersVersion = version(writer)
  const readersVersion = version(reader)

  return {
    engine: 'sqlite',
    read,
    tx(fn, writes) {
      if (inTx.getStore()) return Promise.reject(new Error('nested tx: pass the connection down instead'))
      const text = writes === 'text'
      const committed = () => {
        if (!text) changes++
      }
      const run = () =>
        inTx.run(true, () => transaction(writer, text ? 'NORMAL' : 'FULL', () => fn(w), committed))
      const next = tail.then(run, run)
      tail = next.catch(() => {})
      return text ? next.then((out) => disk.synced().then(() => out)) : next
    },
    // data_version moves when another connection commits, and every commit is on another connection than this
    stamp: async () => String(readersVersion.get()),
    // inside a transaction of the writer: as of its beginning, when it took the one lock to write
    changes: () => `${writersVersion.get()}:${changes}`,
    backup: async (to) => {
      await reader.backup(to)
    },
    async close() {
      await tail
      await disk.close()
      reader.close()
      writer.close()
    },
  }
}

function connect(file: string, readonly: boolean): [Database.Database, Conn] {
  const raw = new Database(file, { readonly })
  raw.pragma(`busy_timeout = ${lockWaitMs}`)
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -16000')
  if (!readonly) {
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
  }
  const db = drizzle(raw, { casing: 'snake_case' })
  const conn: Conn = {
    q: db as never,
    t: tables as never,
    engine: 'sqlite',
    prep: preparer(db as never, tables as never),
    rows: async (statement) => db.all(statement) as never,
  }
  return [raw, conn]
}

/** `waits`: FULL has the log on disk when it returns, NORMAL leaves that to whoever waits for it afterwards. */
async function transaction<T>(
  writer: Database.Database,
  waits: 'FULL' | 'NORMAL',
  fn: () => Promise<T>,
  committed: () => void,
): Promise<T> {
  writer.exec(`PRAGMA synchronous = ${waits}`)
  await begin(writer)
  try {
    const out = await fn()
    writer.exec('COMMIT')
    committed()
    return out
  } catch (e) {
    if (writer.inTransaction) writer.exec('ROLLBACK')
    throw e
  }
}

/**
 * Puts the write-ahead log on disk without keeping the event loop. Whoever asks while that goes on shares the
 * next time with all others who do.
 */
function openLogSync(file: string) {
  const log = openSync(file, 'r')
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  const sync = () =>
    new Promise<void>((resolve, reject) => fdatasync(log, (err) => (err ? reject(err) : resolve())))
  return {
    /** Everything committed before the call is on disk. */
    synced(): Promise<void> {
      const begin = () => {
        last = next!
        next = null
        return sync()
      }
      next ??= last.then(begin, begin)
      return next
    },
    async close() {
      await last.catch(() => {})
      closeSync(log)
    },
  }
}

/** The driver's own wait would block the event loop, so wait here while another process holds the lock. */
async function begin(writer: Database.Database) {
  for (
    const until = Date.now() + lockWaitMs;
    ;
    await new Promise((r) => setTimeout(r, 1 + Math.random() * 9))
  ) {
    try {
      writer.exec('BEGIN IMMEDIATE')
      return
    } catch (e) {
      if ((e as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > until) throw e
    }
  }
}
