import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { databaseFile } from '~db/open'
import { openSqlite } from '~db/sqlite'
import { auditDatabase, sayAudit } from './audit-database'
import { type CliVerb, parseFlags } from './cli'
import { withPlatform } from './platform'

const usage = `parley backup <folder>

Copies the embedded database, as it is at one instant and while the server runs, with the key that signs
its ledger, into a new or empty folder; then checks the copy. Keep the folder as you keep a key.
On PostgreSQL use pg_dump, and keep ledger.key from the data folder beside the dump.`

/** What belongs together: a database without its signing key cannot go on. */
export const backupFiles = ['ledger.key', 'session.secret'] as const

export const backupVerb: CliVerb = {
  name: 'backup',
  summary: 'copy the embedded database while it is in use, and check the copy',
  usage,
  async run(argv, io) {
    const flags = parseFlags(argv, {}, { io, usage, positionals: true })
    const [given, ...more] = flags?.positionals ?? []
    if (!flags || !given || more.length > 0) {
      if (flags) io.err(`one folder, please\n${usage}`)
      return 2
    }
    const folder = resolve(io.cwd, given)
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      io.err(`${given} is not empty: a backup never overwrites another.`)
      return 2
    }
    return withPlatform(io, async ({ config, deps, signer }) => {
      if (!deps.store.backup) {
        io.err(
          'This database is PostgreSQL: use pg_dump, and keep ledger.key from the data folder beside the dump.',
        )
        return 2
      }
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      await deps.store.backup(databaseFile(folder))
      for (const name of backupFiles)
        if (existsSync(join(config.DATA_DIR, name)))
          copyFileSync(join(config.DATA_DIR, name), join(folder, name))
      const copy = openSqlite(databaseFile(folder))
      try {
        const report = await auditDatabase(copy, signer.key)
        return sayAudit(report, io, `backup in ${given}`)
      } finally {
        await copy.close()
      }
    })
  },
}
