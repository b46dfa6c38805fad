import { describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import {
  formOf,
  locateReferences,
  placesOf,
  type ReferenceRow,
  spellNumber,
  standsAlone,
} from '~/domain/norms/references'

const op2 = 'a' as ParagraphId
const gone = 'b' as ParagraphId
const numbers = new Map([[op2, 'OP2']])

/** Anchors are offsets here: what they are made of is the store's. */
const row = (start: number, written = 'OP2', more: Partial<ReferenceRow> = {}): ReferenceRow => ({
  id: `at ${start}`,
  targetId: op2,
  form: 'full',
  written,
  anchorStart: String(start),
  anchorEnd: String(start + written.length - 1),
  ...more,
})
const read = (text: string) => ({ text, find: (anchor: string) => (anchor === 'x' ? null : Number(anchor)) })

describe('N20 what names a paragraph', () => {
  test.each([
    ['OP2', 'OP2', 'full'],
    ['2', 'OP2', 'bare'],
    ['3', 'OP2', 'bare'],
    ['2', '2', 'full'],
    ['OP7', '2', 'full'],
    ['2.1', 'OP2.1', 'bare'],
    ['2.1', '2.1', 'full'],
    ['two', 'OP2', null],
    ['OP', 'OP2', null],
    ['2.', '2', null],
    ['12345', '2', null],
    ['', '2', null],
  ] as const)('%s for the paragraph %s: %s', (words, number, form) =>
    expect(formOf(words, number)).toBe(form),
  )

  test.each([
    ['OP2', 'full', 'OP2'],
    ['OP2.3', 'bare', '2.3'],
    ['PP11', 'bare', '11'],
    ['4.1', 'bare', '4.1'],
  ] as const)('%s is spelled %s as %s', (number, form, is) => expect(spellNumber(number, form)).toBe(is))

  test.each([
    ['see 2, 2.1', [4]],
    ['see 2.', [4]],
    ['12 and 21, 2bis, 1.2, No2', []],
    ['第2条', [1]],
    ['المادة 2، و2', [7, 11]],
    ['[2]', [1]],
  ] as const)('the 2 in %s', (text, starts) =>
    expect(placesOf(text, '2').map((s) => s.start)).toEqual(starts),
  )
  test('a number that is nothing stands nowhere', () => expect(placesOf('a', '')).toEqual([]))
  test('at the ends of a text it stands alone', () =>
    expect(standsAlone('OP2', { start: 0, end: 3 })).toBe(true))
})

describe('N20 whether it is right', () => {
  const stateOf = (text: string, r: ReferenceRow) => locateReferences([r], read(text), numbers)[0]?.state
  test.each([
    ['See OP2.', row(4), 'right'],
    ['See OP3.', row(4, 'OP3'), 'stale'],
    ['See OP2.', row(4, 'OP2', { targetId: gone }), 'removed'],
    ['See OP23.', row(4), 'altered'],
    ['See OP[2].', row(4, 'OP2', { anchorEnd: '7' }), 'altered'],
    ['See 2.', row(4, '2', { form: 'bare' }), 'right'],
    ['See 3.', row(4, '3', { form: 'bare' }), 'stale'],
    // its characters are gone, and were written again
    ['See OP2.', row(4, 'OP2', { anchorStart: 'x' }), 'right'],
    ['See OP2 and OP2.', row(4, 'OP2', { anchorStart: 'x' }), undefined],
    ['See it.', row(4, 'OP2', { anchorStart: 'x' }), undefined],
    // its ends have come apart
    [`See OP${'very '.repeat(10)}2.`, row(4, 'OP2', { anchorEnd: '56' }), undefined],
  ] as const)('%s', (text, r, state) => expect(stateOf(text, r)).toBe(state))

  test('a number belongs to one reference, and they come in the order of the text', () => {
    const text = 'OP2, see OP2 and OP3.'
    const found = locateReferences(
      [row(17, 'OP3'), row(0, 'OP2', { id: 'lost', anchorEnd: 'x' }), row(9), row(9, 'OP2', { id: 'twice' })],
      read(text),
      numbers,
    )
    expect(found.map(({ id, start, now }) => [id, start, now])).toEqual([
      ['lost', 0, 'OP2'],
      ['at 9', 9, 'OP2'],
      ['at 17', 17, 'OP2'],
    ])
  })
})
