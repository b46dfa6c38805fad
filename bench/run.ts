import { prepare } from '~/server/prepare.js'
import { benchLedger } from './ledger'
import { benchPages } from './pages'
import { print, type Row } from './report'
import { benchTally } from './tally'

/** `npm run bench [-- --json] [pages|tally|ledger ...]` */
const suites: Record<string, () => Promise<Row[]>> = {
  pages: benchPages,
  tally: benchTally,
  ledger: benchLedger,
}

const words = process.argv.slice(2)
const json = words.includes('--json')
const chosen = words.filter((w) => !w.startsWith('--'))
const unknown = chosen.find((w) => !Object.hasOwn(suites, w))
if (unknown !== undefined) {
  process.stderr.write(
    `There is no benchmark called ${unknown}; there are: ${Object.keys(suites).join(', ')}\n`,
  )
  process.exit(2)
}
await prepare()
const rows: Row[] = []
for (const name of chosen.length ? chosen : Object.keys(suites)) {
  process.stderr.write(`${name} ...\n`)
  rows.push(...(await suites[name]!()))
}
print(rows, json)
