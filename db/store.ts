import { type SQL, sql } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Schema } from './schema/tables'

/** The part of drizzle that both engines share; typed as PostgreSQL, run on either. */
export type Query = Pick<
  PgDatabase<never, Schema>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'
>
export type Engine = 'sqlite' | 'pg'
type Params = Record<string, unknown>
type Preparable<R> = { prepare(name: string): { execute(params?: Params): Promise<R> } }

/** One connection: the store's reading side, or the one handed to a transaction. */
export interface Conn {
  q: Query
  t: Schema
  engine: Engine
  /** Built once per connection and reused; parameters are sql.placeholder('x'). About 9 times faster on point reads. */
  prep<R>(name: string, build: (q: Query, t: Schema) => Preparable<R>): (params?: Params) => Promise<R>
  /** Raw rows, for the few statements that are written per engine. */
  rows<T>(statement: SQL): Promise<T[]>
}

export interface Store {
  engine: Engine
  read: Conn
  /** Serialisable; the callback touches only `c`, awaits nothing but the database, and may be run again. */
  tx<T>(fn: (c: Conn) => Promise<T>, writes?: 'text'): Promise<T>
  /**
   * Changes whenever a transaction may have changed anything, in whatever process, except those of this process
   * that declare that they write nothing but the log of live texts, its snapshots and leases. Embedded engine only.
   */
  changes?(): string
  /** Changes whenever anything that a page may show has changed, in whatever process. Cheap. */
  stamp(): Promise<string>
  /** A consistent copy into one file while others write (embedded engine only). */
  backup?(file: string): Promise<void>
  close(): Promise<void>
}

/**
 * Hold a row until the transaction ends: 'share' while acting under its state, 'update' while changing
 * it. The embedded engine has one writer, so there it is already held.
 */
export async function holdRow(c: Conn, table: 'ballot' | 'norm', id: string, mode: 'share' | 'update') {
  if (c.engine === 'sqlite') return
  await c.rows(sql`select 1 from ${c.t[table]} where id = ${id} ${sql.raw(`for ${mode}`)}`)
}

export function isUniqueViolation(error: unknown): boolean {
  const codes = ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']
  for (let e = error as { code?: string; cause?: unknown } | undefined; e; e = e.cause as never)
    if (e.code && codes.includes(e.code)) return true
  return false
}

export function preparer(q: Query, t: Schema): Conn['prep'] {
  const cache = new Map<string, { execute(params?: Params): Promise<unknown> }>()
  return (name, build) => {
    let statement = cache.get(name)
    if (!statement) {
      statement = build(q, t).prepare(name)
      cache.set(name, statement)
    }
    const ready = statement
    return (params) => ready.execute(params) as never
  }
}
