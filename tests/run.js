// @ts-check
// `npm test`: install what is missing, then every gate and every test; `--gates` stops after the gates.
// Nothing outside Node's own modules may be imported: on a fresh clone there is nothing else.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../app/server/prepare.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name)
const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`)

/** @type {[string, string[]][]} */
const gates = [
  ['format and lint', [bin('biome'), 'check', '--config-path=tests/formatting.json', '--error-on-warnings']],
  [
    'no query left un-awaited',
    [
      bin('eslint'),
      '--config',
      'tests/eslint.config.js',
      '--max-warnings',
      '0',
      'app',
      'db',
      'tests',
      'bench',
    ],
  ],
  ['types', [bin('tsc')]],
  ['migrations of the embedded database', [bin('drizzle-kit'), 'check', '--config', 'db/drizzle.sqlite.ts']],
  ['migrations of PostgreSQL', [bin('drizzle-kit'), 'check', '--config', 'db/drizzle.pg.ts']],
]

let passed = 0
let failed = 0

/**
 * @param {string[]} command
 * @param {Record<string, string>} [env]
 */
function run([file = '', ...args], env = {}) {
  return spawnSync(file, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
}

function runGates() {
  for (const [name, command] of gates) {
    const started = Date.now()
    const good = run(command).status === 0
    if (good) passed++
    else failed++
    say(`${good ? 'passed' : 'FAILED'}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  }
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const report = join(folder, 'report.json')
  const vitest = [bin('vitest'), 'run', '--config', 'tests/vitest.config.ts', '--root', '.']
  const { status } = run(
    [...vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { NODE_ENV: 'test' },
  )
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    passed += numPassedTests
    failed += numFailedTests
    // a file that broke before its first test counts as one failure
    failed += testResults.filter(
      (/** @type {any} */ f) =>
        f.status === 'failed' && f.assertionResults.every((/** @type {any} */ a) => a.status !== 'failed'),
    ).length
  }
  if (status !== 0 && failed === 0) failed = 1
  rmSync(folder, { recursive: true, force: true })
}

await prepare({ forWhat: 'tests' })
runGates()
if (!process.argv.includes('--gates')) runTests()
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
