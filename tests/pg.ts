import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const debian = '/usr/lib/postgresql'

/** A throw-away PostgreSQL for the run: TEST_PG_URL, else Debian's binaries, else a loud skip (a failure under CI). */
export default async function setup() {
  if (process.env.TEST_PG_URL) return
  const bin = findBinaries()
  if (!bin) {
    const words =
      'ON THE EMBEDDED DATABASE ONLY: no PostgreSQL. Debian: apt-get install -y postgresql, or set TEST_PG_URL.'
    if (process.env.CI) throw new Error(words)
    process.stderr.write(`\n\x1b[41m\x1b[97m ${words} \x1b[0m\n\n`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'pg-'))
  chmodSync(folder, 0o777)
  const port = await freePort()
  const data = join(folder, 'data')
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off -c max_connections=200`
  run(
    folder,
    join(bin, 'initdb'),
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'test',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  )
  run(folder, join(bin, 'pg_ctl'), '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start')
  process.env.TEST_PG_URL = `postgres://test@127.0.0.1:${port}/postgres`
  return () => {
    run(folder, join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop')
    rmSync(folder, { recursive: true, force: true })
  }
}

function findBinaries() {
  if (!existsSync(debian)) return undefined
  const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a))
  return versions.map((v) => join(debian, v, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** The server refuses to run as root. */
function run(cwd: string, ...args: string[]) {
  const [command, ...rest] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...args] : args
  execFileSync(command!, rest, { cwd, stdio: 'ignore' })
}

function freePort() {
  return new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
