import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, print, type Row } from '../report'
import { type CrowdFigures, crowd, foundingText } from './crowd'
import { gateCost } from './gate-cost'
import { hocuspocus } from './hocuspocus-side'
import { firstJoin, storm, warmJoins } from './joins'
import { killed } from './kill'
import { parley } from './parley-side'
import { type Founded, pinned, type Running, type Side } from './side'
import { replay, type TraceFigures } from './trace'

/**
 * `npm run bench:draft -- [--json] [--quick] [--rounds=1] [--writers=20,500] [gate|trace|joins|crowd|kill ...]`: drafting beside Hocuspocus, in one run,
 * each server on one core and the generator on the other. The bars are those of realtime.md.
 */
const words = process.argv.slice(2)
const quick = words.includes('--quick')
const chosen = words.filter((word) => !word.startsWith('--'))
const optionOf = (option: string) =>
  words.find((word) => word.startsWith(`--${option}=`))?.slice(`--${option}=`.length)
const sides: Side[] = [parley, hocuspocus]
const say = (text: string) => process.stderr.write(`${text}\n`)

const sizes = {
  writers: optionOf('writers')?.split(',').map(Number) ?? [2, 20, 100, 500, 1_000],
  seconds: quick ? 3 : 8,
  rounds: Number(optionOf('rounds') ?? (quick ? 1 : 3)),
  edits: quick ? 10_000 : 260_000,
  kills: quick ? 2 : 20,
  killMs: quick ? 1_500 : 6_000,
}

const suites: Record<string, () => Promise<Row[]>> = {
  gate: async () => gateCost(sizes.edits),
  trace: benchTrace,
  joins: benchJoins,
  crowd: benchCrowd,
  kill: benchKill,
}

/** Both servers, one after the other on the same core, each on an empty folder. */
async function onBoth<T>(
  founded: readonly Founded[],
  people: number,
  act: (side: Side, server: Running) => Promise<T>,
): Promise<Record<Side['name'], T>> {
  const results: Partial<Record<Side['name'], T>> = {}
  for (const side of sides) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-draft-'))
    const server = await side.start(folder, founded, people)
    results[side.name] = await act(side, server)
    await server.stop('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return results as Record<Side['name'], T>
}

interface Figure {
  name: string
  unit: string
  ours: number[]
  theirs: number[]
  bar?: string
  met?(ours: number, theirs: number): boolean
}

function row({ name, unit, ours, theirs, bar, met }: Figure): Row {
  const [value, other] = [median(ours), median(theirs)]
  return {
    name,
    value,
    unit,
    other: { name: 'Hocuspocus', value: other, unit },
    ...(bar && met && { bar, met: met(value, other) }),
  }
}

async function benchCrowd(): Promise<Row[]> {
  const rows: Row[] = []
  for (const writers of sizes.writers) {
    const ours: CrowdFigures[] = []
    const theirs: CrowdFigures[] = []
    for (let round = 0; round < sizes.rounds; round++) {
      say(`${writers} writers, round ${round + 1}`)
      const founded = [{ name: 'crowd', text: foundingText }]
      const both = await onBoth(founded, writers, (side, server) =>
        crowd(side, server, 'crowd', writers, sizes.seconds),
      )
      ours.push(both.parley)
      theirs.push(both.hocuspocus)
    }
    rows.push(...crowdRows(writers, ours, theirs))
  }
  return rows
}

function crowdRows(writers: number, ours: CrowdFigures[], theirs: CrowdFigures[]): Row[] {
  const figure = (name: string, unit: string, key: keyof CrowdFigures): Figure => ({
    name: `${writers} writers: ${name}`,
    unit,
    ours: ours.map((figures) => figures[key]),
    theirs: theirs.map((figures) => figures[key]),
  })
  const share = figure('delivered within the window', 'of 1', 'share')
  const p50 = figure('p50', 'ms', 'p50')
  const p99 = figure('p99', 'ms', 'p99')
  const cpu = figure('CPU of the core', '%', 'cpuPercent')
  if (writers <= 100)
    Object.assign(p50, { bar: '<= theirs + 2 ms', met: (a: number, b: number) => a <= b + 2 })
  if (writers === 500) {
    Object.assign(share, { bar: '>= 0.99', met: (a: number) => a >= 0.99 })
    Object.assign(p99, { bar: '<= theirs', met: (a: number, b: number) => a <= b })
    Object.assign(cpu, { bar: '<= 0.55 x theirs', met: (a: number, b: number) => a <= 0.55 * b })
  }
  if (writers === 1_000) {
    Object.assign(share, { bar: '>= 0.99', met: (a: number) => a >= 0.99 })
    Object.assign(p99, { bar: '<= 150 ms', met: (a: number) => a <= 150 })
  }
  return [
    share,
    p50,
    p99,
    cpu,
    figure('CPU per delivery', 'µs', 'cpuUsPerDelivery'),
    figure('memory', 'MB', 'memoryMb'),
  ].map(row)
}

async function benchTrace(): Promise<Row[]> {
  const rows: Row[] = []
  for (const { observers, edits } of [
    { observers: 10, edits: sizes.edits },
    { observers: 100, edits: Math.round(sizes.edits / 20) },
  ]) {
    say(`trace of ${edits} edits, ${observers} observers`)
    const runs: Record<Side['name'], TraceFigures>[] = []
    for (let round = 0; round < sizes.rounds; round++)
      runs.push(
        await onBoth([{ name: 'trace', text: '' }], observers + 1, (side, server) =>
          replay(side, server, 'trace', { observers, edits }),
        ),
      )
    const of = (key: 'editsPerSecond' | 'cpuUsPerEdit' | 'memoryMb') => ({
      ours: runs.map((run) => run.parley[key]),
      theirs: runs.map((run) => run.hocuspocus[key]),
    })
    const name = `trace, ${observers} observers`
    const speed: Figure = { name, unit: 'edits/s', ...of('editsPerSecond') }
    const cpu: Figure = { name: `${name}: CPU`, unit: 'µs an edit', ...of('cpuUsPerEdit') }
    if (observers === 10) {
      Object.assign(speed, { bar: '>= 3.5 x theirs', met: (a: number, b: number) => a >= 3.5 * b })
      Object.assign(cpu, { bar: '<= 0.25 x theirs', met: (a: number, b: number) => a <= 0.25 * b })
    }
    rows.push(row(speed), row(cpu), row({ name: `${name}: memory`, unit: 'MB', ...of('memoryMb') }))
  }
  return rows
}

interface JoinFigures {
  warm: number
  cpu: number
  total: number
  restart: number
}

async function benchJoins(): Promise<Row[]> {
  const runs: Record<Side['name'], JoinFigures>[] = []
  for (let round = 0; round < sizes.rounds; round++) {
    say(`joins, round ${round + 1}`)
    const founded = [{ name: 'trace', text: '' }]
    const results: Partial<Record<Side['name'], JoinFigures>> = {}
    for (const side of sides) {
      const folder = mkdtempSync(join(tmpdir(), 'parley-draft-'))
      const server = await side.start(folder, founded, 200)
      await replay(side, server, 'trace', { observers: 1, edits: sizes.edits })
      const warm = median(await warmJoins(side, server, 'trace', 20))
      const { cpuMsPerJoin, totalMs } = await storm(side, server, 'trace', 200)
      // the other side writes what it holds up to ten seconds later
      await new Promise((resolve) => setTimeout(resolve, side.name === 'hocuspocus' ? 3_000 : 200))
      await server.stop()
      const again = await side.start(folder, [], 200)
      const restart = await firstJoin(side, again, 'trace')
      await again.stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
      results[side.name] = { warm, cpu: cpuMsPerJoin, total: totalMs, restart }
    }
    runs.push(results as Required<typeof results>)
  }
  const of = (key: keyof JoinFigures) => ({
    ours: runs.map((run) => run.parley[key]),
    theirs: runs.map((run) => run.hocuspocus[key]),
  })
  return [
    row({ name: 'join', unit: 'ms', ...of('warm') }),
    row({
      name: 'storm of 200 joins: CPU',
      unit: 'ms a join',
      ...of('cpu'),
      bar: '<= 0.25 x theirs',
      met: (a, b) => a <= 0.25 * b,
    }),
    row({ name: 'storm of 200 joins: until all have the text', unit: 'ms', ...of('total') }),
    row({
      name: 'first join after a restart',
      unit: 'ms',
      ...of('restart'),
      bar: '<= 50 ms',
      met: (a) => a <= 50,
    }),
  ]
}

async function benchKill(): Promise<Row[]> {
  const total = { parley: [0, 0, 0], hocuspocus: [0, 0, 0] }
  for (let round = 0; round < sizes.kills; round++) {
    say(`kill -9, round ${round + 1}`)
    for (const side of sides) {
      const folder = mkdtempSync(join(tmpdir(), 'parley-draft-'))
      const founded = [{ name: 'killed', text: foundingText }]
      const lost = await killed(side, folder, founded, { round, longestMs: sizes.killMs })
      total[side.name] = [lost.acknowledged, lost.acknowledgedLost, lost.visibleLost].map(
        (n, i) => n + total[side.name][i]!,
      )
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const names = ['acknowledged', 'acknowledged and lost', 'shown to others and lost']
  return names.map((name, i) =>
    row({
      name: `kill -9 x ${sizes.kills}: edits ${name}`,
      unit: 'edits',
      ours: [total.parley[i]!],
      theirs: [total.hocuspocus[i]!],
      ...(i > 0 && { bar: '0', met: (a: number) => a === 0 }),
    }),
  )
}

const unknown = chosen.find((name) => !Object.hasOwn(suites, name))
if (unknown !== undefined) {
  say(`There is no part called ${unknown}; there are: ${Object.keys(suites).join(', ')}`)
  process.exit(2)
}
pinned()
const rows: Row[] = []
for (const name of chosen.length ? chosen : Object.keys(suites)) rows.push(...(await suites[name]!()))
print(rows, words.includes('--json'))
process.exit(0)
