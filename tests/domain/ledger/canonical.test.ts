import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { utf8Decode, utf8Encode } from '~/domain/bytes'
import {
  canonicalize,
  decodeEntry,
  encodeEntry,
  type Json,
  maxEntryBytes,
  maxEntryDepth,
} from '~/domain/ledger/canonical'
import { describeVectors, test, vectorJson, vectorsPath, vectorText } from './vectors'

const decode = (text: string) => decodeEntry(utf8Encode(text))

function nested(depth: number): Json {
  let value: Json = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

describeVectors('L1 the published vectors of RFC 8785', () => {
  test('L1 all six documents', () => {
    const files = readdirSync(join(vectorsPath, 'jcs/input'))
    expect(files).toHaveLength(6)
    for (const file of files) {
      expect(canonicalize(JSON.parse(vectorText(`jcs/input/${file}`)))).toBe(
        vectorText(`jcs/output/${file}`).trimEnd(),
      )
    }
  })

  test('L1 ten thousand numbers', () => {
    const text = vectorText('jcs/es6numbers-10000.txt')
    expect(createHash('sha256').update(text).digest('hex')).toMatch(/^b9f7a8e7.*be6892$/)
    const bits = new DataView(new ArrayBuffer(8))
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(10_000)
    for (const line of lines) {
      const [hex = '', printed] = line.split(',')
      bits.setBigUint64(0, BigInt(`0x${hex}`))
      expect(canonicalize(bits.getFloat64(0))).toBe(printed)
    }
  })

  type Negative = { cases: { name: string; json: string }[] }
  test.each(vectorJson<Negative>('jcs/negative.json', { cases: [] }).cases)(
    'L1 refuses: $name',
    ({ json }) => {
      expect(decode(json).ok).toBe(false)
    },
  )
})

describe('L1 an entry has one form', { timeout: 60_000 }, () => {
  const text = fc.string({ unit: 'grapheme' }).map((each) => each.normalize('NFC'))
  const key = text.filter((each) => !['__proto__', 'constructor', 'prototype'].includes(each))
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
      text,
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }))

  test('L1 what is encoded decodes to the same value, whatever the order of keys', () => {
    fc.assert(
      fc.property(value, (each) => {
        const bytes = encodeEntry(each)
        const back = decodeEntry(bytes)
        expect(back).toEqual({ ok: true, value: each })
      }),
    )
  })

  test('L1 no second sequence of bytes decodes', () => {
    fc.assert(
      fc.property(value, fc.nat(), fc.integer({ min: 1, max: 255 }), (each, at, change) => {
        const bytes = encodeEntry(each)
        const other = bytes.slice()
        other[at % bytes.length]! ^= change
        const back = decodeEntry(other)
        if (back.ok) expect(encodeEntry(back.value)).toEqual(other)
      }),
    )
  })

  test('L1 keys that look like numbers are sorted as text', () => {
    const bytes = encodeEntry({ 9: 1, 10: 2, a: { 2: 0, 11: 0 } })
    expect(utf8Decode(bytes)).toBe('{"10":2,"9":1,"a":{"11":0,"2":0}}')
    expect(decodeEntry(bytes).ok).toBe(true)
    expect(decode('{"9":1,"10":2}').ok).toBe(false)
  })

  test.each([
    ['a float', 1.5],
    ['minus zero', -0],
    ['2^53', 2 ** 53],
    ['NaN', Number.NaN],
    ['undefined', undefined],
    ['a member that is undefined', { a: undefined }],
    ['a hole', new Array(1)],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['a BigInt', 1n],
    ['a function', () => 1],
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['decomposed text', 'e\u0301'],
    ['__proto__', JSON.parse('{"__proto__":1}')],
    ['constructor', { constructor: 1 }],
    ['prototype, deep', { a: [{ prototype: 1 }] }],
  ])('L1 %s is not an entry', (_name, each) => {
    expect(() => encodeEntry(each)).toThrow(TypeError)
  })

  test('L1 at most 65,535 bytes', () => {
    const room = maxEntryBytes - 2
    expect(encodeEntry('a'.repeat(room))).toHaveLength(maxEntryBytes)
    expect(() => encodeEntry('a'.repeat(room + 1))).toThrow(/65536 bytes/)
    expect(decode(`"${'a'.repeat(room)}"`).ok).toBe(true)
    expect(decode(`"${'a'.repeat(room + 1)}"`).ok).toBe(false)
  })

  test('L1 at most 64 deep', () => {
    expect(decodeEntry(encodeEntry(nested(maxEntryDepth))).ok).toBe(true)
    expect(() => encodeEntry(nested(maxEntryDepth + 1))).toThrow(/deeper/)
    expect(decode('['.repeat(30_000) + ']'.repeat(30_000)).ok).toBe(false)
  })

  test.each([
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['an overlong NUL', Uint8Array.of(0x22, 0xc0, 0x80, 0x22)],
    ['nothing', new Uint8Array()],
    ['a raw newline', utf8Encode('"\n"')],
    ['a second spelling', utf8Encode('"\\u0041"')],
    ['an escaped slash', utf8Encode('"\\/"')],
    ['an escaped lone surrogate', utf8Encode('"\\ud800"')],
    ['a byte order mark', utf8Encode('\ufeff{}')],
    ['decomposed text', utf8Encode('"e\u0301"')],
    ['two values', utf8Encode('{}{}')],
  ])('L1 refuses %s', (_name, bytes) => {
    expect(decodeEntry(bytes)).toMatchObject({ ok: false, error: { code: 'not-an-entry' } })
  })

  test('L1 text that only normalises across an escape is left alone', () => {
    const value = 'line\n\u0303'
    expect(decodeEntry(encodeEntry(value))).toEqual({ ok: true, value })
  })
})
