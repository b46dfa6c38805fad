import type { Deps } from '~/commands/deps.server'
import type { Signer } from '~/domain/ledger/note'
import { type Config, ConfigError, readConfig } from '~/env.server'
import { ledgerSigner } from '~/server/keys'
import { checkKey, createDeps } from '~/server/services'
import { openStore } from '~db/open'
import { settings } from '~db/stores/settings'
import type { CliIo } from './cli'

export interface Platform {
  config: Config
  deps: Deps
  signer: Signer
}

/** Open the database that the environment names, as the server would, and close it whatever happens. */
export async function withPlatform<T>(io: CliIo, fn: (platform: Platform) => Promise<T>): Promise<T> {
  const config = readConfig(io.env)
  const store = await openStore(config)
  try {
    const signer = ledgerSigner(config.DATA_DIR, config.LEDGER_ORIGIN)
    await checkKey(store, signer)
    return await fn({ config, deps: createDeps(store), signer })
  } finally {
    await store.close()
  }
}

/** For verbs that act in a world: the first entry of a ledger founds it, so nothing may come before. */
export function withWorld<T>(io: CliIo, fn: (platform: Platform) => Promise<T>): Promise<T> {
  return withPlatform(io, async (platform) => {
    if ((await settings(platform.deps.store.read).world()) === null)
      throw new ConfigError(
        'This database holds no world yet. Found one first: parley seed --world un (or empty, demo).',
      )
    return fn(platform)
  })
}
