import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPreset } from '~/domain/ballots/presets'
import type { Roll, Votes } from '~/domain/ballots/roll'
import { tally } from '~/domain/ballots/tally'
import { projectRoot } from '~db/root'
import { median, type Row } from './report'

const data = join(projectRoot, '../shared/data')
const ballots = 6_203

export async function benchTally(): Promise<Row[]> {
  const one = oneBallotMs()
  const all = allRollCalls()
  return [
    {
      name: 'tally of one ballot of 200 members, five regions',
      value: one,
      unit: 'ms',
      bar: '< 1 ms',
      met: one < 1,
    },
    {
      name: `parley tally of ${ballots} roll calls, with process start`,
      value: all.seconds,
      unit: 's',
      other: { name: all.source, value: all.rows, unit: 'votes' },
      bar: '< 5 s',
      met: all.seconds < 5,
    },
  ]
}

function oneBallotMs(): number {
  const rule = findPreset('regional-forums')!
  const roll: Roll = Array.from({ length: 200 }, (_, i) => ({
    member: `M${i}`,
    name: `Member ${i}`,
    groupings: { region: `R${i % 5}` },
    weights: {},
  }))
  const choices = ['yes', 'yes', 'yes', 'no', 'abstain'] as const
  const votes: Votes = roll.map(({ member }, i) => ({ member, choice: choices[(i * 7) % 5]!, part: '1' }))
  const times = Array.from({ length: 500 }, () => {
    const started = performance.now()
    const counted = tally(rule, roll, votes)
    if (!counted.ok) throw new Error(JSON.stringify(counted.error))
    return performance.now() - started
  })
  return median(times.slice(100))
}

/** The General Assembly's roll calls where the data is at hand, else as many made-up ones. */
function allRollCalls() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  try {
    const real = existsSync(join(data, 'unga_votes_matrix.csv'))
    const { members, lines } = real ? realVotes() : madeUpVotes()
    writeFileSync(join(folder, 'roll.csv'), `member\n${members.join('\n')}\n`)
    writeFileSync(join(folder, 'votes.csv'), `ballot,member,choice\n${lines.join('\n')}\n`)
    const args = [
      'tally',
      '--rule',
      'simple-majority',
      '--roll',
      'roll.csv',
      '--votes',
      'votes.csv',
      '--json',
    ]
    const started = performance.now()
    execFileSync(process.execPath, [join(projectRoot, 'build/parley.js'), ...args], {
      cwd: folder,
      maxBuffer: 1 << 30,
    })
    const seconds = (performance.now() - started) / 1000
    return { seconds, rows: lines.length, source: real ? 'real roll calls' : 'made-up roll calls' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const choiceOf: Record<string, string> = { Y: 'yes', N: 'no', A: 'abstain' }

function realVotes() {
  const rowsOf = (file: string) => readFileSync(join(data, file), 'utf8').trim().split('\n').slice(1)
  const members = rowsOf('unga_votes_columns.csv').map((row) => row.split(',')[1]!)
  const lines = rowsOf('unga_votes_matrix.csv').flatMap((row) => {
    const [ballot, votes] = row.split(',')
    return [...votes!.trim()].flatMap((v, i) =>
      choiceOf[v] ? [`${ballot},${members[i]},${choiceOf[v]}`] : [],
    )
  })
  return { members, lines }
}

function madeUpVotes() {
  const members = Array.from({ length: 200 }, (_, i) => `M${i}`)
  const choices = ['yes', 'no', 'abstain', 'yes']
  const lines = Array.from({ length: ballots }, (_, b) => b).flatMap((b) =>
    members.slice(0, 130).map((m, i) => `${b + 1},${m},${choices[(b * 31 + i * 7) % 4]}`),
  )
  return { members, lines }
}
