// @ts-check
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`)
/**
 * @param {'development' | 'production'} mode npm leaves the build's own tools out in production; the build wants it
 * @param {string[]} args
 */
const run = (mode, ...args) =>
  execFileSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: mode } })

const time = (/** @type {string} */ path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** The newest change below a path, milliseconds.
 * @param {string} path
 * @returns {number} */
function newest(path) {
  const at = time(path)
  if (!at || !statSync(path).isDirectory()) return at
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), at)
}

/** What npm writes last when it has installed; older than the lock file means something is missing. */
function install() {
  const stamp = join(root, 'node_modules/.package-lock.json')
  if (time(stamp) >= time(join(root, 'package-lock.json'))) return
  say('Installing packages (npm ci; compiling SQLite takes a minute or two) ...')
  run('development', 'ci', '--no-audit', '--no-fund')
  utimesSync(stamp, new Date(), new Date())
}

const sources = ['app', 'db', 'public', 'remix.config.js', 'package-lock.json', 'tsconfig.json']

/**
 * Build if something is newer than the last build of that kind.
 * @param {'everything' | 'command-line'} what
 */
async function build(what) {
  const stamp = join(root, `build/${what}.stamp`)
  const changed = Math.max(...sources.map((s) => newest(join(root, s))))
  if (time(stamp) > changed || time(join(root, 'build/everything.stamp')) > changed) return
  say('Building ...')
  if (what === 'everything') run('production', 'run', 'build', '--silent')
  // a running server goes on reading its pages' files, so the command line's build leaves them alone
  else await import('./bundle.js').then(({ bundleNode }) => bundleNode(join(root, 'build')))
  writeFileSync(stamp, '')
}

/** @param {{ forWhat?: 'everything' | 'command-line' | 'tests' }} [options] tests make a build of their own */
export async function prepare({ forWhat = 'everything' } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22
  if (!fits) {
    say(`Parley needs Node 20.19 or newer (of 20), or 22.14 or newer; this is ${process.versions.node}.`)
    process.exit(2)
  }
  install()
  if (forWhat !== 'tests') await build(forWhat)
}
