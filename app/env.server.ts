import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['true', 'false', '1', '0', '']).transform((v) => v === 'true' || v === '1')

/** Everything that can be configured, with its default; the README's table says the same. */
export const Env = z.object({
  PORT: z.coerce
    .number('must be a number from 0 to 65535')
    .int('must be a number from 0 to 65535')
    .min(0)
    .max(65_535)
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SESSION_SECRET_PREVIOUS: z.string().min(32, 'must have at least 32 characters').optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  LEDGER_ORIGIN: z
    .string()
    .regex(/^[a-z0-9][a-z0-9./_-]{2,99}$/, 'must be a lower-case name such as norms.example.org/ledger')
    .default('parley.example/ledger'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z.string().min(3).default('Parley <parley@localhost>'),
  WORLD: z.enum(['empty', 'un', 'demo', 'crowded']).default('demo'),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})
export type Config = Omit<z.infer<typeof Env>, 'PUBLIC_URL'> & {
  PUBLIC_URL: string | undefined
  secure: boolean
}

/** Throws one readable sentence per wrong variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''))
  const parsed = Env.safeParse(present)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`)
    throw new ConfigError(`The configuration is wrong:\n${lines.join('\n')}`)
  }
  const { DATA_DIR, PUBLIC_URL, ...rest } = parsed.data
  const url = PUBLIC_URL ? new URL(PUBLIC_URL).origin : undefined
  return { ...rest, DATA_DIR: resolve(DATA_DIR), PUBLIC_URL: url, secure: !!url?.startsWith('https:') }
}

export class ConfigError extends Error {}

const causes: Record<string, string> = {
  EACCES: 'permission is denied',
  EADDRINUSE: 'the address is taken by another process: stop it, or set another PORT',
  EADDRNOTAVAIL: 'this machine has no such address: correct HOST',
  EEXIST: 'something that is no folder has this name',
  EISDIR: 'a file is needed, and this is a folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of this path is no folder',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ECONNREFUSED: 'nothing listens there: correct DATABASE_URL, or start the database server',
  ECONNRESET: 'the database server broke the connection off',
  ENOTFOUND: 'no machine has this name: correct DATABASE_URL',
  EAI_AGAIN: 'the name of the machine cannot be looked up: correct DATABASE_URL',
  ETIMEDOUT: 'the database server does not answer',
  SQLITE_BUSY: 'the embedded database is held by another process',
  SQLITE_CANTOPEN: 'the embedded database cannot be opened: correct DATA_DIR or its permissions',
  SQLITE_CORRUPT: 'the embedded database is damaged: restore a backup',
  SQLITE_FULL: 'the disk is full',
  SQLITE_NOTADB: 'parley.db in DATA_DIR is not a database of Parley',
  SQLITE_READONLY: 'the embedded database may not be written: correct the permissions of DATA_DIR',
  '28000': 'the database server refuses this user: correct DATABASE_URL',
  '28P01': 'the database server refuses this password: correct DATABASE_URL',
  '3D000': 'the database server has no such database: create it, or correct DATABASE_URL',
  '42501': 'the database server denies this user a permission',
  '53300': 'the database server has no connection left',
}

/**
 * What an operator can mend (configuration, disk, port, database server) in one line; null for a fault of ours,
 * which deserves its stack.
 */
export function operatorFault(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message
  if (!(error instanceof Error)) return null
  const { code, path, message } = error as NodeJS.ErrnoException
  const known = (name: string) => (Object.hasOwn(causes, name) ? causes[name] : undefined)
  // SQLITE_READONLY_DIRECTORY and its like are kinds of SQLITE_READONLY
  const cause = code && (known(code) ?? known(code.split('_').slice(0, 2).join('_')))
  return cause ? [path ?? message, cause].filter(Boolean).join(': ') : null
}
