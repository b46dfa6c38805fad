import type { CastPart, Roll, Votes } from '~/domain/ballots/roll'
import type { Choice } from '~/domain/ballots/rule'
import {
  add,
  compare,
  equals,
  type Fraction,
  formatFraction,
  isZero,
  one,
  parseFraction,
} from '~/domain/fraction'
import { ok, type Result, refuse } from '~/domain/result'
import { type FileProblem, readTable, type Table } from './csv'

/** The votes of one ballot of a file. */
export interface BallotVotes {
  readonly ballot: string
  readonly votes: Votes
}

/** What the ballot of a file without the column `ballot` is called. */
export const ONLY_BALLOT = '1'

/**
 * Votes from CSV: `member`, `choice`, optional `ballot` and `part` (an empty part is the whole vote); other columns
 * are passed over. Ballots come in order of first appearance. With a roll, members who are not on it are refused
 * too. Refused with the line: see RULES.md B19. `named`: how a file that is not ours calls its columns, and the
 * word for members who did not vote.
 */
export function parseVotesCsv(
  text: string,
  fileName: string,
  roll?: Roll,
  named: VotesNames = {},
): Result<readonly BallotVotes[], FileProblem> {
  const table = readTable(text, fileName)
  if (!table.ok) return table
  const { header, rows } = table.value
  const columns = votesColumns(header, named)
  if (typeof columns === 'string') return refuse({ file: fileName, line: 1, message: columns })
  const members = roll && new Set(roll.map(({ member }) => member))
  const boxes = new Map<string, Box>()
  if (columns.ballot < 0) boxes.set(ONLY_BALLOT, emptyBox())
  for (let row = 0; row < rows.length; row++) {
    const wrong = readRow(rows[row]!, { columns, members, boxes, row, absent: named.absent })
    if (wrong) return refuse(table.value.problem(row, wrong))
  }
  if (boxes.size === 0) return refuse({ file: fileName, line: 1, message: 'the file names no ballot' })
  const unequal = findUnequal(boxes, table.value)
  if (unequal) return refuse(unequal)
  return ok([...boxes].map(([ballot, { votes }]) => ({ ballot, votes })))
}

export interface VotesNames {
  member?: string | undefined
  choice?: string | undefined
  ballot?: string | undefined
  part?: string | undefined
  absent?: string | undefined
}

interface VotesColumns {
  member: number
  choice: number
  ballot: number
  part: number
}

function votesColumns(header: readonly string[], named: VotesNames): VotesColumns | string {
  const at = (name: keyof VotesColumns) => header.indexOf(named[name] ?? name)
  const columns = { member: at('member'), choice: at('choice'), ballot: at('ballot'), part: at('part') }
  const needed = ['member', 'choice', ...(['ballot', 'part'] as const).filter((name) => named[name])] as const
  const missing = needed.find((name) => columns[name] < 0)
  return missing ? `the column "${named[missing] ?? missing}" is missing` : columns
}

/** One ballot while its rows come in. */
interface Box {
  votes: CastPart[]
  /** Per member what was seen: yes 1, no 2, abstain 4, a row that says absent 8. */
  seen: Map<string, number>
  /** Only of members whose vote comes in parts. */
  sums: Map<string, { sum: Fraction; row: number }>
}

const emptyBox = (): Box => ({ votes: [], seen: new Map(), sums: new Map() })
const choiceBit: Record<Choice, number> = { yes: 1, no: 2, abstain: 4 }
const absenceBit = 8
const isChoice = (text: string): text is Choice => text === 'yes' || text === 'no' || text === 'abstain'

interface Reading {
  columns: VotesColumns
  members: ReadonlySet<string> | undefined
  boxes: Map<string, Box>
  row: number
  absent: string | undefined
}

/** Put one row into its ballot; what is wrong with it otherwise. */
function readRow(cells: readonly string[], reading: Reading): string | null {
  const { columns, members, boxes, row, absent } = reading
  const member = cells[columns.member]!
  const choice = cells[columns.choice]!
  const ballot = columns.ballot < 0 ? ONLY_BALLOT : cells[columns.ballot]!
  if (member === '') return 'the member is empty'
  if (members && !members.has(member)) return `the member "${member}" is not on the roll`
  const absence = absent !== undefined && choice === absent
  if (!absence && !isChoice(choice)) return `unknown choice "${choice}": yes, no or abstain is needed`
  if (ballot.trim() === '') return 'the ballot is empty'
  let box = boxes.get(ballot)
  if (!box) {
    box = emptyBox()
    boxes.set(ballot, box)
  }
  if (absence) return putAbsence(box, member)
  const part = columns.part < 0 ? '1' : cells[columns.part] || '1'
  return putPart(box, { member, choice: choice as Choice, part }, { row, split: columns.part >= 0 })
}

function putAbsence(box: Box, member: string): string | null {
  if (box.seen.has(member)) return `duplicate row: "${member}" has already voted or is absent`
  box.seen.set(member, absenceBit)
  return null
}

function putPart(box: Box, cast: CastPart, { row, split }: { row: number; split: boolean }): string | null {
  const { member, choice, part } = cast
  const before = box.seen.get(member) ?? 0
  if (before & absenceBit) return `duplicate row: "${member}" is absent already`
  if (before & choiceBit[choice]) return `duplicate row: "${member}" has already "${choice}"`
  if (before && !split) return `duplicate row: "${member}" has already voted`
  box.seen.set(member, before | choiceBit[choice])
  box.votes.push(cast)
  if (part === '1' && before === 0) return null
  const share = parseFraction(part)
  if (!share || isZero(share) || compare(share, one) > 0) {
    return `the part "${part}" of "${member}" is not an exact number above 0, up to 1`
  }
  const held = box.sums.get(member)?.sum ?? (before === 0 ? null : one)
  box.sums.set(member, { sum: held ? add(held, share) : share, row })
  return null
}

function findUnequal(boxes: ReadonlyMap<string, Box>, table: Table): FileProblem | null {
  for (const { sums } of boxes.values()) {
    for (const [member, { sum, row }] of sums) {
      if (equals(sum, one)) continue
      return table.problem(
        row,
        `the parts of the vote of "${member}" sum to ${formatFraction(sum)}, not to 1`,
      )
    }
  }
  return null
}
