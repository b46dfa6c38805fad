import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['true', 'false', '1', '0', '']).transform((v) => v === 'true' || v === '1')

/** Everything that can be configured, with its default; the README's table says the same. */
export const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
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
