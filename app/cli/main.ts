import { operatorFault } from '~/env.server'
import type { CliIo, CliVerb } from './cli'

/** Each verb is one file, read only when it is asked for. */
const verbs: Record<string, () => Promise<CliVerb>> = {
  tally: async () => (await import('./tally')).tallyVerb,
  seed: async () => (await import('./seed')).seedVerb,
  serve: async () => (await import('./serve')).serveVerb,
  verify: async () => (await import('./verify')).verifyVerb,
  export: async () => (await import('./export')).exportVerb,
  backup: async () => (await import('./backup')).backupVerb,
  restore: async () => (await import('./restore')).restoreVerb,
  epoch: async () => (await import('./epoch')).epochVerb,
  'import comments': async () => (await import('./import-comments')).importCommentsVerb,
  'import roll-calls': async () => (await import('./import-roll-calls')).importRollCallsVerb,
  user: async () => (await import('./user')).userVerb,
}

const io: CliIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  cwd: process.cwd(),
  env: process.env,
}

async function run(argv: string[]): Promise<number> {
  const words = argv[0] === 'import' ? 2 : 1
  const name = argv.slice(0, words).join(' ')
  const rest = argv.slice(words)
  if (name === '' || name === 'help' || name === '--help' || name === '-h') return help(io.out)
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!load) {
    io.err(`parley has no verb "${name.slice(0, 60)}".`)
    await help(io.err)
    return 2
  }
  const verb = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(verb.usage)
    return 0
  }
  return verb.run(rest, io)
}

async function help(say: (line: string) => void): Promise<number> {
  say('parley <verb> ...   (parley <verb> --help says more)\n')
  for (const [name, load] of Object.entries(verbs)) say(`  ${name.padEnd(18)} ${(await load()).summary}`)
  return 0
}

// a reader that has seen enough (head, less) is no fault
process.stdout.on('error', (e: NodeJS.ErrnoException) => process.exit(e.code === 'EPIPE' ? 0 : 1))

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const words = operatorFault(error)
  io.err(words ?? `parley failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  // what a verb left open (a store, timers of a server that never listened) must not keep the process
  process.exit(words === null ? 3 : 2)
}
