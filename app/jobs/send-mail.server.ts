import { createTransport } from 'nodemailer'
import type { Log } from '~/log.server'
import type { Store } from '~db/store'
import { mailbox } from '~db/stores/mail'

/** Minutes until the next attempt; after the last one the message is given up. */
export const retryMinutes = [1, 5, 15, 60, 240]
const claimMs = 5 * 60_000
const batch = 20

export interface Message {
  to: string
  subject: string
  text: string
}

interface MailRun {
  store: Store
  now(): Date
  log: Log
  send(message: Message): Promise<void>
}

/** Sends what is due, each message at most once per claim, whatever other process looks too. Returns how many were sent. */
export async function sendDueMail({ store, now, log, send }: MailRun): Promise<number> {
  let sent = 0
  for (const row of await mailbox(store.read).due(now(), batch)) {
    const until = new Date(now().getTime() + claimMs)
    if (!(await store.tx((c) => mailbox(c).claim(row, until)))) continue
    try {
      await send(row)
      await store.tx((c) => mailbox(c).remove(row.id))
      sent++
    } catch (error) {
      const reason = (error as Error).message.slice(0, 200)
      const again = retryMinutes[row.attempts]
      const next = again === undefined ? null : new Date(now().getTime() + again * 60_000)
      await store.tx((c) => (next ? mailbox(c).postpone(row.id, next) : mailbox(c).remove(row.id)))
      // a mail server's answer can quote the recipient
      const said = reason.replaceAll(row.to, '[address]')
      if (next) log.warn({ mail: row.id, reason: said, next }, 'mail could not be sent, will be tried again')
      else log.error({ mail: row.id, reason: said }, 'mail given up after its last attempt')
    }
  }
  return sent
}

/** A sender over SMTP. Waits at most half a minute for a server that does not answer. */
export function smtpSender(config: { SMTP_URL: string; MAIL_FROM: string }): MailRun['send'] {
  const waits = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 30_000 }
  const transport = createTransport({ url: config.SMTP_URL, ...waits })
  return async ({ to, subject, text }) => {
    // an address object, so that nothing in it is read as a list of recipients
    await transport.sendMail({ from: config.MAIL_FROM, to: { name: '', address: to }, subject, text })
  }
}

/** Looks every few seconds, one run at a time, until closed. */
export function startMail(run: MailRun, everyMs = 5_000) {
  let running: Promise<unknown> = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    running = sendDueMail(run)
      .catch((error: unknown) => run.log.error({ err: error }, 'the outbox could not be read'))
      .finally(() => {
        busy = false
      })
  }, everyMs)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await running
    },
  }
}

interface MailServices {
  deps: { store: Store; now(): Date }
  config: { SMTP_URL?: string | undefined; MAIL_FROM: string }
  log: Log
}

/** The outbox of this process; none where no mail server is configured. */
export function openOutbox({ deps, config, log }: MailServices) {
  if (!config.SMTP_URL) return null
  const send = smtpSender({ SMTP_URL: config.SMTP_URL, MAIL_FROM: config.MAIL_FROM })
  return startMail({ store: deps.store, now: deps.now, log, send })
}
