import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { buildDir } from '../build-once'

const listening = /open at http:\/\/localhost:(\d+)/

/** The production server in a process of its own, so that it can be killed. */
export async function spawnServer(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(buildDir(), 'main.js')], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await portOf(child)
  return {
    child,
    origin: `http://127.0.0.1:${port}`,
    async end(signal: 'SIGKILL' | 'SIGTERM') {
      const exited = once(child, 'exit')
      child.kill(signal)
      const [code] = await exited
      return code as number | null
    },
  }
}

function portOf(child: ChildProcess) {
  return new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = listening.exec(said)
      if (found) resolve(found[1]!)
    })
    child.once('exit', (code) =>
      reject(new Error(`the server ended with ${code} before it listened: ${said}`)),
    )
  })
}
