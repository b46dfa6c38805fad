import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '~db/root'
import { median, type Row } from './report'

const connections = 16
const roundMs = 3_000
const rounds = 3
// a cookie that opens nothing: the very same page, but never from the cache
const uncached = { Cookie: 'parley=none' }

interface Load {
  perSecond: number
  p99Ms: number
  cpuMsPerRequest: number
}

/** The production server on the demo world, in a process of its own; the load comes from this one. */
export async function benchPages(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const { server, origin } = await serveDemo(folder)
  try {
    await measure(server, `${origin}/norms/N-001`, uncached) // warm
    const cached: Load[] = []
    const rendered: Load[] = []
    const list: Load[] = []
    for (let round = 0; round < rounds; round++) {
      cached.push(await measure(server, `${origin}/norms/N-001`, {}))
      rendered.push(await measure(server, `${origin}/norms/N-001`, uncached))
      list.push(await measure(server, `${origin}/ledger`, uncached))
    }
    return rows(cached, rendered, list)
  } finally {
    server.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

function rows(cached: Load[], rendered: Load[], list: Load[]): Row[] {
  const of = (loads: Load[], key: keyof Load) => median(loads.map((l) => l[key]))
  const fast = of(cached, 'perSecond')
  const slow = of(rendered, 'perSecond')
  const p99 = of(cached, 'p99Ms')
  const cpu = of(list, 'cpuMsPerRequest')
  return [
    {
      name: 'public page from the cache / rendered',
      value: fast / slow,
      unit: 'x',
      other: { name: 'rendered', value: slow, unit: 'requests/s' },
      bar: '>= 30 x',
      met: fast / slow >= 30,
    },
    { name: 'public page from the cache', value: fast, unit: 'requests/s' },
    { name: 'public page from the cache, p99', value: p99, unit: 'ms', bar: '< 10 ms', met: p99 < 10 },
    { name: 'rendered page of 50 rows, CPU', value: cpu, unit: 'ms', bar: '<= 3 ms', met: cpu <= 3 },
  ]
}

async function serveDemo(folder: string): Promise<{ server: ChildProcess; origin: string }> {
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATA_DIR: folder,
    PORT: '0',
    WORLD: 'demo',
    LOG_LEVEL: 'error',
  }
  const server = spawn(process.execPath, [join(projectRoot, 'build/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    server.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const found = /:(\d+)/.exec(text)
      if (found) resolve(found[1]!)
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { server, origin: `http://127.0.0.1:${port}` }
}

async function measure(server: ChildProcess, url: string, headers: Record<string, string>): Promise<Load> {
  const until = performance.now() + roundMs
  const times: number[] = []
  const cpuBefore = cpuMs(server.pid!)
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, () => askAgain(url, headers, until, times)))
  const seconds = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  return {
    perSecond: times.length / seconds,
    p99Ms: times[Math.floor(times.length * 0.99)]!,
    cpuMsPerRequest: (cpuMs(server.pid!) - cpuBefore) / times.length,
  }
}

/**
 * One connection that asks again as soon as it was answered. Written on the bare socket: an HTTP client costs
 * more than the server it measures. Answers have a length, as every page here has.
 */
function askAgain(url: string, headers: Record<string, string>, until: number, times: number[]) {
  const { hostname, port, pathname } = new URL(url)
  const fields = Object.entries({
    Host: `${hostname}:${port}`,
    Accept: 'text/html',
    'Accept-Encoding': 'br',
    ...headers,
  })
  const request = `GET ${pathname} HTTP/1.1\r\n${fields.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n`
  return new Promise<void>((resolve, reject) => {
    let left = -1
    let head = ''
    let asked = 0
    const ask = () => {
      asked = performance.now()
      head = ''
      left = -1
      socket.write(request)
    }
    const socket = connect(Number(port), hostname, ask)
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      if (left < 0) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(`${url} answered ${head.slice(0, 40)}`))
        left = Number(/content-length: (\d+)/i.exec(head)![1]) - (head.length - end - 4)
      } else left -= chunk.length
      if (left > 0) return
      times.push(performance.now() - asked)
      if (performance.now() < until) ask()
      else socket.end(resolve)
    })
  })
}

/** User and system time of a process so far (Linux: clock ticks are 10 ms). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
