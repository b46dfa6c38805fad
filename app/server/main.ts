import { join } from 'node:path'
import { ConfigError, readConfig } from '~/env.server'
import { projectRoot } from '~db/root'
import { serve } from './serve'

try {
  const dev = process.env.NODE_ENV !== 'production'
  process.exit(
    await serve({
      config: readConfig(process.env),
      dev,
      buildDir: join(projectRoot, process.env.BUILD_DIR ?? 'build'),
    }),
  )
} catch (error) {
  const { code } = error as NodeJS.ErrnoException
  const known = error instanceof ConfigError || code === 'EADDRINUSE' || code === 'EACCES'
  if (!known) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(2)
}
