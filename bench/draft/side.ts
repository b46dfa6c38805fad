import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import type WebSocket from 'ws'
import { projectRoot } from '~db/root'

/** Where bundled.js has put the servers. */
const bundled = join(projectRoot, 'build/bench')

/** One of the two servers that are compared. */
export interface Side {
  name: 'parley' | 'hocuspocus'
  start(folder: string, texts: readonly Founded[], people: number): Promise<Running>
  /** Resolves once the client has the whole text. */
  connect(server: Running, text: string, options: { as: number; write: boolean }): Promise<Peer>
}

/** A text that is there before anybody connects. */
export interface Founded {
  name: string
  text: string
}

export interface Running {
  port: number
  pid: number
  folder: string
  /** From the start of the process to its listening, milliseconds. */
  startMs: number
  /** User and system time so far, milliseconds. */
  cpuMs(): number
  memoryMb(): number
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** One client that sends ready-made updates and says what it hears. */
export interface Peer {
  clientId: number
  /** What it was sent on joining. */
  whole: Uint8Array[]
  send(update: Uint8Array): void
  /** What is sent meanwhile goes out in one write. */
  together(act: () => void): void
  /** So many of what it sent have been acknowledged. */
  onStored(heard: (count: number) => void): void
  /** A frame that tells of committed changes; `read` gives the update in it. */
  onFrame(heard: (frame: Frame) => void): void
  close(): void
}
export interface Frame {
  size: number
  read(): Uint8Array
}

/** Both servers get what `npm start` gives Node: more room for what is young, so that it is swept less often. */
const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  scripts: { start: string }
}
const nodeOptions = scripts.start.match(/--\S+/g) ?? []

/** A server in a process of its own, on the first core; the generator keeps the second. */
export async function startProcess(
  script: string,
  folder: string,
  args: readonly string[],
): Promise<Running> {
  const started = performance.now()
  const node = [process.execPath, ...nodeOptions, join(bundled, `${script}.js`), folder, ...args]
  const [file = '', ...rest] = pinned() ? ['taskset', '-c', '0', ...node] : node
  const child: ChildProcess = spawn(file, rest, {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const found = /port (\d+)/.exec(text)
      if (found) resolve(Number(found[1]))
    })
  })
  const pid = child.pid!
  return {
    port,
    pid,
    folder,
    startMs: performance.now() - started,
    cpuMs: () => cpuMs(pid),
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await gone
    },
  }
}

let canPin: boolean | undefined

/** Put the generator on the second core; false where there is no second, or nothing to pin with. */
export function pinned(): boolean {
  if (canPin !== undefined) return canPin
  try {
    execFileSync('taskset', ['-cp', '1', String(process.pid)], { stdio: 'ignore' })
    canPin = true
  } catch {
    process.stderr.write('taskset or a second core is missing: server and generator share what there is\n')
    canPin = false
  }
  return canPin
}

/** All threads; Linux counts in ticks of 10 ms. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** The generator has one core too: its writes are gathered, alike for both sides. */
export const corked = (socket: WebSocket) => (act: () => void) => {
  const { _socket: wire } = socket as unknown as { _socket: Socket }
  wire.cork()
  act()
  wire.uncork()
}

/** A connection that fails or ends before it has joined fails the joining; later, the server was killed. */
export function refusing(socket: WebSocket, reject: (err: Error) => void) {
  socket.on('error', reject)
  socket.on('close', () => reject(new Error('the connection ended')))
}
