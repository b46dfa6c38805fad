import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import type { Sha256 } from '~/domain/ledger/merkle'
import { type Signer, type VerifyEd25519, verifierKey } from '~/domain/ledger/note'

/** Public vectors, data only: sources and licences in their own README. */
export const vectorsPath = join(import.meta.dirname, '../../../../shared/vectors')
const present = existsSync(vectorsPath)
if (!present)
  console.warn('\n*** ../shared/vectors is absent: the tests against published vectors are SKIPPED ***\n')

export const describeVectors = (title: string, suite: () => void) => describe.skipIf(!present)(title, suite)
export const vectorText = (path: string): string =>
  present ? readFileSync(join(vectorsPath, path), 'utf8') : ''
/** `[]` in place of a list when the vectors are absent, so that `test.each` has something to skip. */
export const vectorJson = <T>(path: string, absent: T): T =>
  present ? (JSON.parse(vectorText(path)) as T) : absent
export { test }

export const sha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())

export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const x = Buffer.from(publicKey).toString('base64url')
  return verify(
    null,
    message,
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    signature,
  )
}

/** An Ed25519 signer from a 32-byte seed. */
export function signerFrom(name: string, seed: Uint8Array): Signer {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    key: verifierKey(sha256, name, new Uint8Array(raw)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

export const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
export const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
