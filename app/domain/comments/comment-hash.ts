import { concatBytes, hexDecode, hexEncode, utf8Encode } from '../bytes'

/**
 * What the ledger keeps of a comment (C6): SHA-256 over the salt's bytes followed by the body in UTF-8,
 * lower-case hex. `salt`: lower-case hex; throws when it is not. Once body and salt are gone, nobody can
 * test a guess.
 */
export function commentHash(salt: string, body: string, sha256: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = hexDecode(salt)
  if (!bytes) throw new TypeError('the salt of a comment is not lower-case hex')
  return hexEncode(sha256(concatBytes(bytes, utf8Encode(body))))
}
