import { createPublicKey, hash, verify } from 'node:crypto'
import type { Sha256 } from '~/domain/ledger/merkle'
import type { VerifyEd25519 } from '~/domain/ledger/note'

// One call and a string between: a third of the time of createHash and its own buffer for each answer.
export const sha256: Sha256 = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'binary')

export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const x = Buffer.from(publicKey).toString('base64url')
  try {
    return verify(
      null,
      message,
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
      signature,
    )
  } catch {
    // 32 bytes that are no point of the curve: nothing can be signed by them.
    return false
  }
}
