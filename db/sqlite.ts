import { AsyncLocalStorage } from 'node:async_hooks'
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
 * BEGIN and COMMIT are ours and a promise chain is the queue.
 */
export function openSqlite(file: string): Store {
  const [writer, w] = connect(file, false)
  migrate(w.q as never, { migrationsFolder: join(projectRoot, 'db/migrations/sqlite') })
  writer.pragma('busy_timeout = 0')
  const [reader, read] = connect(file, true)

  let tail: Promise<unknown> = Promise.resolve()
  const inTx = new AsyncLocalStorage<true>()
  let changes = 0

  return {
    engine: 'sqlite',
    read,
    tx(fn, writes) {
      if (inTx.getStore()) return Promise.reject(new Error('nested tx: pass the connection down instead'))
      const run = () =>
        inTx.run(true, () =>
          transaction(
            writer,
            () => fn(w),
            () => {
              if (writes !== 'text') changes++
            },
          ),
        )
      const next = tail.then(run, run)
      tail = next.catch(() => {})
      return next
    },
    // data_version moves when another connection commits, and every commit is on another connection than this
    stamp: async () => String(reader.pragma('data_version', { simple: true })),
    // inside a transaction of the writer: as of its beginning, when it took the one lock to write
    changes: () => `${writer.pragma('data_version', { simple: true })}:${changes}`,
    backup: async (to) => {
      await reader.backup(to)
    },
    async close() {
      await tail
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

async function transaction<T>(
  writer: Database.Database,
  fn: () => Promise<T>,
  committed: () => void,
): Promise<T> {
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
