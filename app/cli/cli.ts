import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Where a verb writes and what it may read of its surroundings. Results go to `out`, all else to `err`. */
export interface CliIo {
  out(line: string): void
  err(line: string): void
  cwd: string
  env: Record<string, string | undefined>
}

/** One file in app/cli is one verb. `run` answers the exit code: 0 done, 1 proved wrong, 2 bad input. */
export interface CliVerb {
  name: string
  summary: string
  usage: string
  run(argv: string[], io: CliIo): Promise<number>
}

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: boolean }>>

/**
 * The flags of a verb, strictly: an unknown flag, a missing value or (unless `positionals`) a stray word is said
 * on `err` with the usage, and null comes back; the verb then answers 2.
 */
export function parseFlags<const O extends Options>(
  argv: string[],
  options: O,
  said: { io: CliIo; usage: string; positionals?: boolean },
): { values: Parsed<O>['values']; positionals: string[] } | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options,
      strict: true,
      allowPositionals: said.positionals ?? false,
    })
    return { values: values as Parsed<O>['values'], positionals }
  } catch (error) {
    said.io.err(error instanceof Error ? error.message : String(error))
    said.io.err(said.usage)
    return null
  }
}
