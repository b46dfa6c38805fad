import { join } from 'node:path'
import { ConfigError, readConfig } from '~/env.server'
import { projectRoot } from '~db/root'
import { start } from './start'

const dev = process.env.NODE_ENV !== 'production'
try {
  const config = readConfig(process.env)
  const server = await start({ config, dev, buildDir: join(projectRoot, 'build') })
  const shown = config.HOST === '127.0.0.1' || config.HOST === '0.0.0.0' ? 'localhost' : config.HOST
  process.stdout.write(`Parley is open at http://${shown}:${server.port}${dev ? ' (development)' : ''}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`Shutting down failed: ${String(error)}\n`)
          process.exit(1)
        },
      )
    })
} catch (error) {
  if (!(error instanceof ConfigError) && (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(2)
}
