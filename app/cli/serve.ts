import { join } from 'node:path'
import { readConfig } from '~/env.server'
import { serve } from '~/server/serve'
import { projectRoot } from '~db/root'
import { type CliVerb, parseFlags } from './cli'

const usage = `parley serve

Serves the pages, the sockets and the documents in one process until it is told to stop.
PORT, HOST, DATA_DIR, DATABASE_URL and the rest of the configuration are read from the environment.`

export const serveVerb: CliVerb = {
  name: 'serve',
  summary: 'serve the platform',
  usage,
  async run(argv, io) {
    if (!parseFlags(argv, {}, { io, usage })) return 2
    return serve({
      config: readConfig(io.env),
      dev: false,
      buildDir: join(projectRoot, io.env.BUILD_DIR ?? 'build'),
    })
  },
}
