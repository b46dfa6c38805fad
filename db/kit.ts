import * as p from 'drizzle-orm/pg-core'
import * as s from 'drizzle-orm/sqlite-core'

/**
 * One set of column makers per engine, so that a table is written once. Typed as PostgreSQL's: the
 * JavaScript types of both are equal (docs/decisions/0002).
 */
export const pgKit = {
  table: p.pgTable,
  index: p.index,
  unique: p.uniqueIndex,
  pk: p.primaryKey,
  serial: () => p.integer().primaryKey().generatedAlwaysAsIdentity(),
  text: () => p.text(),
  int: () => p.integer(),
  bool: () => p.boolean(),
  /** An instant, to the millisecond. */
  ts: () => p.timestamp({ withTimezone: true, precision: 3, mode: 'date' }),
  json: <T>() => p.jsonb().$type<T>(),
  bytes: p.customType<{ data: Uint8Array; driverData: Buffer }>({
    dataType: () => 'bytea',
    fromDriver: (b) => new Uint8Array(b),
    toDriver: (b) => Buffer.from(b),
  }),
}
export type Kit = typeof pgKit

export const sqliteKit = {
  table: s.sqliteTable,
  index: s.index,
  unique: s.uniqueIndex,
  pk: s.primaryKey,
  serial: () => s.integer({ mode: 'number' }).primaryKey({ autoIncrement: true }),
  text: () => s.text(),
  int: () => s.integer({ mode: 'number' }),
  bool: () => s.integer({ mode: 'boolean' }),
  ts: () => s.integer({ mode: 'timestamp_ms' }),
  json: <T>() => s.text({ mode: 'json' }).$type<T>(),
  bytes: s.customType<{ data: Uint8Array; driverData: Buffer }>({
    dataType: () => 'blob',
    fromDriver: (b) => new Uint8Array(b),
    toDriver: (b) => Buffer.from(b),
  }),
} as unknown as Kit
