import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { readConfig } from '~/env.server'
import { ledgerSigner } from '~/server/keys'
import { databaseFile } from '~db/open'
import { openSqlite } from '~db/sqlite'
import { settings } from '~db/stores/settings'
import { auditDatabase, sayAudit } from './audit-database'
import { backupFiles } from './backup'
import { type CliVerb, parseFlags } from './cli'

const usage = `parley restore <folder> [--replace]

Puts a backup into the data folder (DATA_DIR), after checking it. Stop the server first.
  --replace  the data folder has a database: set it aside under another name and put the backup in its place`

export const restoreVerb: CliVerb = {
  name: 'restore',
  summary: 'put a checked backup into the data folder',
  usage,
  async run(argv, io) {
    const flags = parseFlags(argv, { replace: { type: 'boolean' } }, { io, usage, positionals: true })
    const [given, ...more] = flags?.positionals ?? []
    if (!flags || !given || more.length > 0) {
      if (flags) io.err(`one folder, please\n${usage}`)
      return 2
    }
    const config = readConfig(io.env)
    const folder = resolve(io.cwd, given)
    const target = databaseFile(config.DATA_DIR)
    if (config.DATABASE_URL)
      return said(io.err, 'DATABASE_URL names PostgreSQL: restore it with pg_restore, then run parley epoch.')
    if (!existsSync(databaseFile(folder)) || !existsSync(join(folder, 'ledger.key')))
      return said(io.err, `${given} is not a backup: it needs parley.db and ledger.key.`)
    if (existsSync(target) && !flags.values.replace)
      return said(
        io.err,
        `${config.DATA_DIR} has a database already. With --replace it is set aside, not lost.`,
      )
    const store = openSqlite(databaseFile(folder))
    try {
      const { key } = ledgerSigner(folder, config.LEDGER_ORIGIN)
      const code = sayAudit(await auditDatabase(store, key), io, `backup in ${given}`)
      if (code !== 0) return code
    } finally {
      await store.close()
    }
    putBack(folder, config.DATA_DIR)
    await beginEpoch(target)
    io.out(`restored into ${config.DATA_DIR}`)
    return 0
  },
}

function said(say: (line: string) => void, words: string): number {
  say(words)
  return 2
}

/** D17: windows that are still open go on with another history; they are told so instead of sending it. */
async function beginEpoch(database: string) {
  const store = openSqlite(database)
  try {
    await store.tx((c) => settings(c).beginEpoch(uuidv7()))
  } finally {
    await store.close()
  }
}

/** What stood there is kept under a name with the time in it; a database is one file and its write-ahead log. */
function putBack(from: string, dataDir: string) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const aside = `replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`
  const database = ['parley.db', 'parley.db-wal', 'parley.db-shm']
  for (const name of [...database, ...backupFiles])
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(dataDir, `${name}.${aside}`))
  for (const name of ['parley.db', ...backupFiles])
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(dataDir, name))
}
