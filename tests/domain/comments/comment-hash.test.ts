import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { commentHash } from '~/domain/comments/comment-hash'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

describe('C6 SHA-256 of salt and body', () => {
  test('the salt is bytes, the body UTF-8', () => {
    const expected = createHash('sha256')
      .update(Buffer.from('00ff10', 'hex'))
      .update('Ж [é]', 'utf8')
      .digest('hex')
    expect(commentHash('00ff10', 'Ж [é]', sha256)).toBe(expected)
  })
  test('another salt or another spelling is another hash', () => {
    const hash = commentHash('00', '\u00e9', sha256)
    expect(commentHash('01', '\u00e9', sha256)).not.toBe(hash)
    expect(commentHash('00', 'e\u0301', sha256)).not.toBe(hash)
  })
  test.each(['0', 'xy', 'AA'])('the salt %j is no salt', (salt) => {
    expect(() => commentHash(salt, 'a', sha256)).toThrow('salt')
  })
})
