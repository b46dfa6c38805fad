import { describe, expect, test } from 'vitest'
import { parseVotesCsv } from '~/contracts/votes'
import type { Roll } from '~/domain/ballots/roll'

const roll: Roll = ['KE', 'CL', 'NA'].map((member) => ({ member, name: member, groupings: {}, weights: {} }))

const refusal = (text: string) => {
  const read = parseVotesCsv(text, 'votes.csv', roll)
  return read.ok ? 'read' : `${read.error.file}:${read.error.line}: ${read.error.message}`
}

describe('B19 a votes file', () => {
  test('without the column ballot it is one ballot, even with no row', () => {
    expect(parseVotesCsv('member,choice\nNA,yes\n', 'votes.csv', roll)).toEqual({
      ok: true,
      value: [{ ballot: '1', votes: [{ member: 'NA', choice: 'yes', part: '1' }] }],
    })
    expect(parseVotesCsv('member,choice\n', 'votes.csv', roll)).toEqual({
      ok: true,
      value: [{ ballot: '1', votes: [] }],
    })
  })

  test('ballots keep the order in which they first appear', () => {
    const text = 'choice,ballot,member,note\nyes,B-2,KE,x\nno,B-1,KE,\nabstain,B-2,CL,y\nyes,10,KE,\n'
    const read = parseVotesCsv(text, 'votes.csv')
    expect(read.ok && read.value.map(({ ballot, votes }) => [ballot, votes.length])).toEqual([
      ['B-2', 2],
      ['B-1', 1],
      ['10', 1],
    ])
  })

  test('parts, and an empty part that is the whole vote', () => {
    const text = 'member,choice,part\nKE,yes,1/3\nCL,yes,\nKE,no,2/3\n'
    expect(parseVotesCsv(text, 'votes.csv', roll)).toMatchObject({
      value: [{ votes: [{ part: '1/3' }, { part: '1' }, { part: '2/3' }] }],
    })
  })

  test('without a roll any member is read', () => {
    expect(parseVotesCsv('member,choice\nFR,yes\n', 'votes.csv').ok).toBe(true)
  })

  test.each([
    ['choice\nyes\n', 'votes.csv:1: the column "member" is missing'],
    ['member\nKE\n', 'votes.csv:1: the column "choice" is missing'],
    ['member,choice\nKE,yes\nFR,no\n', 'votes.csv:3: the member "FR" is not on the roll'],
    ['member,choice\n__proto__,yes\n', 'votes.csv:2: the member "__proto__" is not on the roll'],
    ['member,choice\nke,yes\n', 'votes.csv:2: the member "ke" is not on the roll'],
    ['member,choice\nKE ,yes\n', 'votes.csv:2: the member "KE " is not on the roll'],
    ['member,choice\n,yes\n', 'votes.csv:2: the member is empty'],
    ['member,choice\nKE,maybe\n', 'votes.csv:2: unknown choice "maybe"'],
    ['member,choice\nKE,Yes\n', 'votes.csv:2: unknown choice "Yes"'],
    ['member,choice\nKE, yes\n', 'votes.csv:2: unknown choice " yes"'],
    ['member,choice\nKE,absent\n', 'votes.csv:2: unknown choice "absent"'],
    ['member,choice\nKE,\n', 'votes.csv:2: unknown choice ""'],
    ['member,choice\nKE,yes\nKE,yes\n', 'votes.csv:3: duplicate row: "KE" has already "yes"'],
    ['member,choice\nKE,yes\nKE,no\n', 'votes.csv:3: duplicate row: "KE" has already voted'],
    ['member,choice,part\nKE,yes,1/2\nKE,yes,1/2\n', 'votes.csv:3: duplicate row: "KE" has already "yes"'],
    [
      'member,choice,part\nKE,yes,1/2\nCL,no,1\n',
      'votes.csv:2: the parts of the vote of "KE" sum to 1/2, not to 1',
    ],
    [
      'member,choice,part\nKE,yes,0.333\nKE,no,0.666\n',
      'votes.csv:3: the parts of the vote of "KE" sum to 999/1000, not to 1',
    ],
    [
      'member,choice,part\nKE,yes,1\nKE,no,1/2\n',
      'votes.csv:3: the parts of the vote of "KE" sum to 3/2, not to 1',
    ],
    [
      'member,choice,part\nKE,yes,1/2\nKE,no,\n',
      'votes.csv:3: the parts of the vote of "KE" sum to 3/2, not to 1',
    ],
    ['member,choice,part\nKE,yes,0\nKE,no,1\n', 'votes.csv:2: the part "0" of "KE"'],
    ['member,choice,part\nKE,yes,2\n', 'votes.csv:2: the part "2" of "KE"'],
    ['member,choice,part\nKE,yes,half\n', 'votes.csv:2: the part "half" of "KE"'],
    ['member,choice,ballot\nKE,yes,\n', 'votes.csv:2: the ballot is empty'],
    ['member,choice,ballot\n', 'votes.csv:1: the file names no ballot'],
    ['member,choice\nKE,yes,1\n', 'votes.csv:2: the row has 3 columns, the header has 2'],
    ['member,choice,choice\nKE,yes,no\n', 'votes.csv:1: the header has the column "choice" twice'],
    ['member,choice\nKE,yes\u202e\n', 'votes.csv:2: the text holds the control character U+202E'],
    ['member,choice,note\nKE,yes,"a\nb"\nCL,perhaps,\n', 'votes.csv:4: unknown choice "perhaps"'],
  ])('%j is refused', (text, said) => {
    expect(refusal(text)).toContain(said)
  })

  test('the same member may vote in every ballot, and splits are held apart', () => {
    const text = 'ballot,member,choice,part\na,KE,yes,1/2\nb,KE,yes,1\na,KE,no,1/2\n'
    expect(parseVotesCsv(text, 'votes.csv', roll).ok).toBe(true)
    const short = 'ballot,member,choice,part\na,KE,yes,1/2\nb,KE,no,1/2\n'
    expect(refusal(short)).toContain('votes.csv:2: the parts of the vote of "KE" sum to 1/2')
  })
})
