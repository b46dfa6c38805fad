import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseReceipt, receiptOf } from '~/domain/ballots/receipt'

const leaf = (...bytes: number[]) => Uint8Array.from({ length: 32 }, (_, i) => bytes[i] ?? 0)

describe('B32 a receipt is the first 60 bits of the leaf hash in base 32', () => {
  test.each([
    [leaf(), '0000-0000-0000'],
    [leaf(255, 255, 255, 255, 255, 255, 255, 255), 'ZZZZ-ZZZZ-ZZZZ'],
    [leaf(0b00001_000), '1000-0000-0000'],
    [leaf(0, 0, 0, 0, 0, 0, 0, 0b0001_0000), '0000-0000-0001'],
    [leaf(0, 0, 0, 0, 0, 0, 0, 0b0000_1111, 255), '0000-0000-0000'],
  ])('%# is %s', (hash, code) => expect(receiptOf(hash)).toBe(code))

  test('every code is read back, also in small letters, with spaces and with look-alikes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => {
        const code = receiptOf(hash)
        expect(parseReceipt(code)).toBe(code)
        const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(parseReceipt(typed)).toBe(code)
      }),
    )
  })

  test.each(['', '0000-0000-000', '0000-0000-00000', '0000-0000-000U', '0000-0000-000*', '0'.repeat(400)])(
    '"%s" is none',
    (text) => expect(parseReceipt(text)).toBeNull(),
  )
})
