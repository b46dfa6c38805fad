import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { verifyEd25519 } from '~/cli/node-crypto'
import type { Deps } from '~/commands/deps.server'
import type { Signer, VerifyEd25519 } from '~/domain/ledger/note'
import { type Config, ConfigError } from '~/env.server'
import { createLog, type Log } from '~/log.server'
import { type SessionCookie, sessionCookie } from '~/session.server'
import { openStore } from '~db/open'
import type { Store } from '~db/store'
import { settings, type World } from '~db/stores/settings'
import { keptSecret, ledgerSigner } from './keys'

export interface Services {
  config: Config
  dev: boolean
  deps: Deps
  cookie: SessionCookie
  keys: { signer: Signer; verify: VerifyEd25519 }
  log: Log
  world: World
  /** Set once shutdown has begun. */
  closing: boolean
}

export interface Clockwork {
  now?: () => Date
  announce?: () => void
}

export function createDeps(store: Store, { now, announce }: Clockwork = {}): Deps {
  return {
    store,
    now: now ?? (() => new Date()),
    newId: uuidv7,
    random: (n) => new Uint8Array(randomBytes(n)),
    announce: announce ?? (() => {}),
  }
}

/** Everything but the listeners: store, secrets, keys, log. */
export async function createServices(
  config: Config,
  { dev = false, ...clockwork }: Clockwork & { dev?: boolean } = {},
) {
  const store = await openStore(config)
  const secret = config.SESSION_SECRET ?? keptSecret(config.DATA_DIR)
  const secrets = [secret, ...(config.SESSION_SECRET_PREVIOUS ? [config.SESSION_SECRET_PREVIOUS] : [])]
  const services: Services = {
    config,
    dev,
    deps: createDeps(store, clockwork),
    cookie: sessionCookie({ secrets, secure: config.secure }),
    keys: { signer: ledgerSigner(config.DATA_DIR, config.LEDGER_ORIGIN), verify: verifyEd25519 },
    log: createLog(config.LOG_LEVEL),
    world: 'empty',
    closing: false,
  }
  return services
}

/** L0: a database belongs to the key in its first entry; another key would sign a history it never saw. */
export async function checkKey(store: Store, signer: Signer) {
  const owner = await settings(store.read).get('ledger.key-id')
  if (owner && owner !== `${signer.key.name}+${signer.key.keyId}`)
    throw new ConfigError(
      `The ledger in this database belongs to the key ${owner}, but the data folder holds ${signer.key.name}+${signer.key.keyId}.\n` +
        '  Restore ledger.key from the backup of this database, or set LEDGER_ORIGIN to the name it was started with.',
    )
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends Pick<Services, 'deps' | 'cookie' | 'config' | 'world' | 'keys' | 'log'> {
    /** Reading it marks the page as one with scripts of its own. */
    readonly cspNonce: string
    /** Network address of the reader, for rate limits. */
    address: string
  }
  interface Future {
    v3_singleFetch: true
  }
}
