import { join } from 'node:path'
import { operatorFault, readConfig } from '~/env.server'
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
  const words = operatorFault(error)
  if (words === null) throw error
  process.stderr.write(`${words}\n`)
  process.exit(2)
}
