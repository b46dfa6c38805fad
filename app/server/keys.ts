import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Signer, verifierKey } from '~/domain/ledger/note'
import { sha256 } from '~db/stores/ledger'

/** Read a secret file of the data folder, making it on first use; only its owner can read it. */
function keptFile(folder: string, name: string, make: () => string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  try {
    writeFileSync(path, make(), { mode: 0o600, flag: 'wx' })
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e
  }
  return readFileSync(path, 'utf8')
}

export const keptSecret = (folder: string) =>
  keptFile(folder, 'session.secret', () => randomBytes(48).toString('base64url')).trim()

/** The key that signs this ledger's checkpoints, kept as ledger.key beside the database. */
export function ledgerSigner(folder: string, origin: string): Signer {
  const pem = keptFile(folder, 'ledger.key', () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  const key = createPrivateKey(pem)
  return {
    key: verifierKey(sha256, origin, rawPublicKey(key)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}

function rawPublicKey(key: KeyObject): Uint8Array {
  const jwk = createPublicKey(key).export({ format: 'jwk' })
  return new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url'))
}
