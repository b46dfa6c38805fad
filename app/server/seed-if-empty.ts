import { seedWorld } from '~/commands/worlds/seed-world.server'
import type { Config } from '~/env.server'
import { openStore } from '~db/open'
import type { Store } from '~db/store'
import { forums } from '~db/stores/forums'
import { ledger } from '~db/stores/ledger'
import { settings, type World } from '~db/stores/settings'
import { ledgerSigner } from './keys'
import { checkKey, createDeps } from './services'

/** W5: a database in which nothing has happened yet is filled with the world that the configuration names. */
export async function seedIfEmpty(config: Config, say: (line: string) => void): Promise<void> {
  const store = await openStore(config)
  try {
    const signer = ledgerSigner(config.DATA_DIR, config.LEDGER_ORIGIN)
    await checkKey(store, signer)
    if (!(await isEmpty(store))) return
    const world = config.WORLD
    say(`The database is empty: filling it with the world "${world}" ...`)
    const seeded = await seedWorld(createDeps(store), { world, signer, say })
    // refused only when another process has filled it in between
    if (!seeded.ok) return
    say(`  ${seeded.value.entries} ledger entries`)
    for (const line of firstSteps(world)) say(line)
  } finally {
    await store.close()
  }
}

async function isEmpty({ read }: Store): Promise<boolean> {
  if (await settings(read).world()) return false
  return (await ledger(read).size()) === 0 && (await forums(read).list()).length === 0
}

/** What is to be done in a world that comes without people. */
export const firstSteps = (world: World): string[] =>
  world === 'empty' || world === 'un'
    ? [
        'Nobody can sign in yet. Make the first administrator:',
        '  npm run -s parley -- user add --name "..." --email ... --role administrator',
      ]
    : []
