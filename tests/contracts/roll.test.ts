import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, readTable } from '~/contracts/csv'
import { parseRollCsv } from '~/contracts/roll'

const refusal = (text: string) => {
  const read = parseRollCsv(text, 'roll.csv')
  return read.ok ? 'read' : `${read.error.file}:${read.error.line}: ${read.error.message}`
}

describe('B18 a roll file', () => {
  test('members, names, weights and groupings', () => {
    const text = 'member,name,weight:quota,region,weight:basic\nNA,Namibia,2/3,AG,0.5\nKE,,10,AG,0\n'
    expect(parseRollCsv(text, 'roll.csv')).toEqual({
      ok: true,
      value: [
        {
          member: 'NA',
          name: 'Namibia',
          groupings: { region: 'AG' },
          weights: { quota: '2/3', basic: '0.5' },
        },
        { member: 'KE', name: 'KE', groupings: { region: 'AG' }, weights: { quota: '10', basic: '0' } },
      ],
    })
  })

  test.each([
    ['a byte order mark', '\ufeffmember\nA\n'],
    ['no line end at the end', 'member\nA'],
    ['Windows line ends', 'member\r\nA\r\n'],
    ['blank lines', 'member\n\nA\n\n\n'],
    ['quotes', '"member"\n"A"\n'],
  ])('%s is read', (_, text) => {
    expect(parseRollCsv(text, 'roll.csv')).toMatchObject({ ok: true, value: [{ member: 'A' }] })
  })

  test('quotes, commas, line breaks and other scripts come through intact', () => {
    const text = 'member,name\nCI,"Côte d\'Ivoire, ""republic""\nsecond line"\nEG,مصر\n'
    expect(parseRollCsv(text, 'roll.csv')).toMatchObject({
      value: [{ name: 'Côte d\'Ivoire, "republic"\nsecond line' }, { name: 'مصر' }],
    })
  })

  test.each([
    ['', 'roll.csv:1: the file is empty'],
    ['\n\n', 'roll.csv:1: the file is empty'],
    ['member\n', 'roll.csv:1: the roll lists no member'],
    ['name,region\nA,b\n', 'roll.csv:1: the column "member" is missing'],
    ['member;region\nA;b\n', 'roll.csv:1: the column "member" is missing'],
    ['member,region,region\nA,b,c\n', 'roll.csv:1: the header has the column "region" twice'],
    ['member,\nA,b\n', 'roll.csv:1: the header has a column without a name'],
    ['member,__proto__\nA,b\n', 'roll.csv:1: the column name "__proto__" is not allowed'],
    ['member,weight:\nA,1\n', 'roll.csv:1: the column "weight:" names no measure'],
    ['member,weight:heads\nA,1\n', 'roll.csv:1: the column "weight:heads" is not allowed'],
    ['member\nA\nB\nA\n', 'roll.csv:4: the member "A" is listed twice (first on line 2)'],
    ['member,region\n,AG\n', 'roll.csv:2: the member is empty'],
    ['member,region\nA\n', 'roll.csv:2: the row has 1 column, the header has 2'],
    ['member,region\nA,b\nC,d,e\n', 'roll.csv:3: the row has 3 columns, the header has 2'],
    ['member,weight:q\nA,1\nB,\n', 'roll.csv:3: the weight "" of "B" for "q" is not an exact number >= 0'],
    ['member,weight:q\nA,-1\n', 'roll.csv:2: the weight "-1" of "A"'],
    ['member,weight:q\nA,1e3\n', 'roll.csv:2: the weight "1e3" of "A"'],
    ['member,weight:q\nA,1/0\n', 'roll.csv:2: the weight "1/0" of "A"'],
    ['member,weight:q\nA,NaN\n', 'roll.csv:2: the weight "NaN" of "A"'],
    ['member\nA\nB\u0000\n', 'roll.csv:3: the text holds the control character U+0000'],
    ['member\nA\nB\u202e\n', 'roll.csv:3: the text holds the control character U+202E'],
    ['member\nA\n\u2066B\n', 'roll.csv:3: the text holds the control character U+2066'],
    ['member\nA\nB\rC\n', 'roll.csv:3: a carriage return stands without a line feed'],
    ['member\nA\nB\ud800\n', 'roll.csv:3: the text holds a broken character'],
    ['member\nA\n"B\nC\n', 'roll.csv:3: the quotes do not fit together'],
    ['member,n\n"A",x\nB,"say ""hi\n\n', 'roll.csv:3: the quotes do not fit together'],
    ['member,n\nA,"x"y\n', 'roll.csv:2: the quotes do not fit together'],
    ['member,n\nA,x"y"\n', 'roll.csv:2: the quotes do not fit together'],
    [`member\n${'x'.repeat(201)}\n`, 'roll.csv:2: the member has more than 200 characters'],
    [`member,n\nA,${'x'.repeat(2001)}\n`, 'roll.csv:2: a cell has more than 2000 characters'],
    [
      `member,${Array.from({ length: 200 }, (_, i) => `g${i}`).join()}\n`,
      'roll.csv:1: more than 200 columns',
    ],
  ])('%j is refused', (text, said) => {
    expect(refusal(text)).toContain(said)
  })

  test('the line is right after fields that run over several lines and after blank ones', () => {
    expect(refusal('member,name\nA,"one\ntwo\r\nthree"\n\nB,x\nA,y\n')).toContain(
      'roll.csv:7: the member "A" is listed twice (first on line 2)',
    )
  })

  test('bytes that are not UTF-8 are refused with their line', () => {
    const bytes = Uint8Array.from([...Buffer.from('member\nA\nB'), 0xe9, 0x0a])
    expect(decodeText(bytes, 'roll.csv')).toEqual({
      ok: false,
      error: { file: 'roll.csv', line: 3, message: 'the text is not valid UTF-8' },
    })
    expect(decodeText(Buffer.from('\ufeffmember'), 'roll.csv')).toEqual({ ok: true, value: 'member' })
  })

  test('splitting and the full parser read the same', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ';', "'", '1'), maxLength: 4 })
    const row = fc.array(cell, { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const write = (quote: string) =>
            [['x', 'y', 'z'], ...rows].map((cells) => cells.map((c) => quote + c + quote).join()).join(end)
          const [plain, quoted] = [readTable(write(''), 'f'), readTable(write('"'), 'f')]
          if (!plain.ok || !quoted.ok) throw new Error('both are sound')
          expect(plain.value.rows).toEqual(quoted.value.rows)
          expect(plain.value.rows.map((_, i) => plain.value.lineOf(i))).toEqual(rows.map((_, i) => i + 2))
        },
      ),
    )
  })
})
