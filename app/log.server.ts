import pino from 'pino'

/** Structured logs on standard error; votes, tokens and mail addresses have no business here. */
export const createLog = (level: string) =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'token',
          '*.token',
          'email',
          '*.email',
          'choice',
          '*.choice',
          'cookie',
          '*.cookie',
          'headers.cookie',
          'headers.authorization',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
export type Log = ReturnType<typeof createLog>
