import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { projectRoot } from './root'
import * as tables from './schema/pg'
import { type Conn, preparer, type Store } from './store'

const maxAttempts = 12

/** The same store on PostgreSQL: serialisable transactions, retried when the server says so. */
export async function openPg(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  // a lost idle connection is replaced by the pool; without a listener it would end the process
  pool.on('error', () => {})
  const db = drizzle(pool, { casing: 'snake_case' })
  await migrateAlone(pool, db)
  const inTx = new AsyncLocalStorage<true>()
  const read = wrap(db as never)
  return {
    engine: 'pg',
    read,
    async tx(fn) {
      if (inTx.getStore()) throw new Error('nested tx: pass the connection down instead')
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction((tx) => inTx.run(true, () => fn(wrap(tx as never))), {
            isolationLevel: 'serializable',
          })
        } catch (e) {
          const code = codeOf(e)
          if ((code !== '40001' && code !== '40P01') || attempt >= maxAttempts) throw e
          await new Promise((r) => setTimeout(r, Math.random() * 2 ** Math.min(attempt, 7) * 2))
        }
      }
    },
    async stamp() {
      const [row] = await read.rows<{ stamp: string }>(
        sql`select concat((select max(seq) from ledger_entry), ':', (select max(n) from doc_update), ':', (select max(n) from suggestion_update)) as stamp`,
      )
      return row?.stamp ?? ''
    },
    close: () => pool.end(),
  }
}

function wrap(db: { execute: (s: never) => Promise<unknown> }): Conn {
  return {
    q: db as never,
    t: tables as never,
    engine: 'pg',
    prep: preparer(db as never, tables as never),
    rows: async (statement) => ((await db.execute(statement as never)) as { rows: never }).rows,
  }
}

/** Two processes that start at once migrate one after the other. */
async function migrateAlone(pool: pg.Pool, db: ReturnType<typeof drizzle>) {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(7305)')
    await migrate(db as never, { migrationsFolder: join(projectRoot, 'db/migrations/pg') })
    await client.query('select pg_advisory_unlock(7305)')
  } finally {
    client.release()
  }
}

function codeOf(error: unknown): string | undefined {
  for (let e = error as { code?: string; cause?: unknown } | undefined; e; e = e.cause as never)
    if (e.code) return e.code
  return undefined
}
