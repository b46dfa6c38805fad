import type { Roll, RollMember } from '~/domain/ballots/roll'
import { parseFraction } from '~/domain/fraction'
import { ok, type Result, refuse } from '~/domain/result'
import { type FileProblem, readTable, type Table } from './csv'

const WEIGHT = 'weight:'

/**
 * A roll from CSV: `member`, optional `name`, any number of `weight:<measure>`, and every other column a grouping.
 * Refused with the line: see RULES.md B18. `readAs`: what a column of the file stands for; null when for nothing.
 */
export function parseRollCsv(
  text: string,
  fileName: string,
  readAs: (column: string) => string | null = (column) => column,
): Result<Roll, FileProblem> {
  const table = readTable(text, fileName)
  if (!table.ok) return table
  const columns = rollColumns(table.value.header.map(readAs))
  if (typeof columns === 'string') return refuse({ file: fileName, line: 1, message: columns })
  const roll: RollMember[] = []
  const lineOfMember = new Map<string, number>()
  for (const [row, cells] of table.value.rows.entries()) {
    const member = readMember(cells, columns)
    if (typeof member === 'string') return refuse(table.value.problem(row, member))
    const before = lineOfMember.get(member.member)
    if (before !== undefined) return refuse(twice(table.value, member.member, before, row))
    lineOfMember.set(member.member, row)
    roll.push(member)
  }
  if (roll.length === 0) return refuse({ file: fileName, line: 1, message: 'the roll lists no member' })
  return ok(roll)
}

interface RollColumns {
  member: number
  name: number
  weights: { measure: string; at: number }[]
  groupings: { grouping: string; at: number }[]
}

function rollColumns(header: readonly (string | null)[]): RollColumns | string {
  const columns: RollColumns = {
    member: header.indexOf('member'),
    name: header.indexOf('name'),
    weights: [],
    groupings: [],
  }
  if (columns.member < 0) return 'the column "member" is missing'
  for (const [at, column] of header.entries()) {
    if (column === null || column === 'member' || column === 'name') continue
    if (!column.startsWith(WEIGHT)) {
      columns.groupings.push({ grouping: column, at })
      continue
    }
    const measure = column.slice(WEIGHT.length)
    if (measure === '' || measure === '__proto__') return `the column "${column}" names no measure`
    if (measure === 'heads') return 'the column "weight:heads" is not allowed: heads is 1 for everyone'
    columns.weights.push({ measure, at })
  }
  return columns
}

function readMember(cells: readonly string[], columns: RollColumns): RollMember | string {
  const member = cells[columns.member]!
  if (member.trim() === '') return 'the member is empty'
  if (member.length > 200) return 'the member has more than 200 characters'
  const weights: Record<string, string> = {}
  for (const { measure, at } of columns.weights) {
    const weight = cells[at]!
    if (!parseFraction(weight)) {
      return `the weight "${weight}" of "${member}" for "${measure}" is not an exact number >= 0 (3, 0.85 or 2/3)`
    }
    weights[measure] = weight
  }
  const groupings: Record<string, string> = {}
  for (const { grouping, at } of columns.groupings) groupings[grouping] = cells[at]!
  const name = columns.name < 0 ? '' : cells[columns.name]!
  return { member, name: name || member, groupings, weights }
}

function twice(table: Table, member: string, before: number, row: number): FileProblem {
  return table.problem(row, `the member "${member}" is listed twice (first on line ${table.lineOf(before)})`)
}
