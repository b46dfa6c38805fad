import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openPg } from './pg'
import { openSqlite } from './sqlite'
import type { Store } from './store'

export const databaseFile = (folder: string) => join(folder, 'parley.db')

/** PostgreSQL when an address is given, else the embedded database in the data folder. Migrates. */
export async function openStore(config: {
  DATABASE_URL?: string | undefined
  DATA_DIR: string
}): Promise<Store> {
  if (config.DATABASE_URL) return openPg(config.DATABASE_URL)
  mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 })
  return openSqlite(databaseFile(config.DATA_DIR))
}
