import { seedIfEmpty } from './seed-if-empty'
import { type StartOptions, start } from './start'

/** Serve, and close in order when told to; the process's exit code. */
export async function serve(options: StartOptions): Promise<number> {
  await seedIfEmpty(options.config, (line) => process.stderr.write(`${line}\n`))
  const server = await start(options)
  const { HOST } = options.config
  const shown = HOST === '127.0.0.1' || HOST === '0.0.0.0' ? 'localhost' : HOST
  process.stdout.write(
    `Parley is open at http://${shown}:${server.port}${options.dev ? ' (development)' : ''}\n`,
  )
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await server.close()
  return 0
}
