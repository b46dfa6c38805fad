import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePacket, encodePacket, packetTypes } from '~/contracts/packets'

const { event, ack } = packetTypes

describe('packets', () => {
  test('what is encoded is decoded as it was, bytes and all', () => {
    const packet = fc.record({
      type: fc.constantFrom(event, ack),
      nsp: fc.constantFrom('/', '/other'),
      id: fc.nat(),
      words: fc.array(fc.string({ unit: 'grapheme' })),
      bytes: fc.option(fc.uint8Array()),
    })
    fc.assert(
      fc.property(packet, ({ words, bytes, ...rest }) => {
        const sent = { ...rest, data: ['said', ...words, ...(bytes ? [bytes] : [])] }
        expect(decodePacket(encodePacket(sent))).toEqual(sent)
      }),
    )
  })

  test('without bytes a packet is the protocol’s own text', () => {
    expect(encodePacket({ type: event, nsp: '/', data: ['a', 1], id: 7 })).toBe('27["a",1]')
    expect(encodePacket({ type: packetTypes.connect, nsp: '/' })).toBe('0')
  })

  test.each([
    ['nothing', ''],
    ['a type that carries separate pieces', '51-["a",{"_placeholder":true,"num":0}]'],
    ['text that is not JSON', '2["a"'],
    ['an event without a name', '2[1]'],
    ['a name with a meaning of its own', '2["disconnect"]'],
    ['an answer that is no list', '31{"a":1}'],
    ['an empty binary frame', Uint8Array.of()],
    ['a binary frame of another kind', Uint8Array.of(2, 0, 0, 0, 0)],
    ['a head longer than the frame', Uint8Array.of(1, 255, 255, 255, 255, 0x32)],
    ['bytes in a connect', Uint8Array.of(1, 0, 0, 0, 1, 0x30, 9)],
  ])('%s is no packet', (_what, frame) => {
    expect(() => decodePacket(frame)).toThrow()
  })
})
