import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  base64Decode,
  base64Encode,
  concatBytes,
  equalBytes,
  hexDecode,
  hexEncode,
  utf8Decode,
  utf8Encode,
} from '~/domain/bytes'

const bytes = fc.uint8Array({ maxLength: 100 })

describe('L1 bytes as text and back', () => {
  test('L1 every sequence of bytes survives hex and base64, as Node prints them', () => {
    fc.assert(
      fc.property(bytes, (each) => {
        expect(hexEncode(each)).toBe(Buffer.from(each).toString('hex'))
        expect(base64Encode(each)).toBe(Buffer.from(each).toString('base64'))
        expect(hexDecode(hexEncode(each))).toEqual(each)
        expect(base64Decode(base64Encode(each))).toEqual(each)
      }),
    )
  })

  test.each(['0', '0G', 'AB', ' 00', '00\n'])('L1 %j is not hex', (text) => {
    expect(hexDecode(text)).toBeNull()
  })

  test.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', '====', 'A===', 'AA=A', 'AAAA\n', 'AA-_', ' AAAA'])(
    'L1 %j is not base64',
    (text) => {
      expect(base64Decode(text)).toBeNull()
    },
  )

  test('L1 UTF-8 keeps a byte order mark and refuses what is not UTF-8', () => {
    expect(utf8Decode(utf8Encode('\ufeffa'))).toBe('\ufeffa')
    expect(utf8Decode(Uint8Array.of(0xc3))).toBeNull()
    expect(utf8Decode(Uint8Array.of(0xed, 0xa0, 0x80))).toBeNull()
  })

  test('L1 equality and joining', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false)
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(
      Uint8Array.of(1, 2, 3),
    )
  })
})
