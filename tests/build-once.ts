import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../db/root'

let built = false

/** The production build, made once a run in a folder of its own, so that runs never disturb each other. */
export default function setup() {
  if (built || process.env.BUILD_DIR) return
  built = true
  process.env.BUILD_DIR = join('node_modules/.parley', `test-${process.pid}`)
  const env = { ...process.env, NODE_ENV: 'production' as const }
  execFileSync('npm', ['run', 'build', '--silent'], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return () => rmSync(buildDir(), { recursive: true, force: true })
}

export const buildDir = () => join(projectRoot, process.env.BUILD_DIR ?? 'build')
