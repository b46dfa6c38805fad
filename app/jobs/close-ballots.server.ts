import { Cron } from 'croner'
import { closeBallot } from '~/commands/ballots/close-ballot.server'
import type { Deps } from '~/commands/deps.server'
import type { Log } from '~/log.server'
import { ballots } from '~db/stores/ballots'

/**
 * Close every ballot whose time has come, the earliest first; how many this call closed. Whoever closes first wins,
 * so that several processes, a chair and this job may all try.
 */
export async function closeDueBallots(deps: Deps): Promise<number> {
  let closed = 0
  for (const { ref } of await ballots(deps.store.read).due(deps.now())) {
    const done = await closeBallot(deps, null, { ref })
    if (done.ok) closed++
  }
  return closed
}

/** Looks every second, one run at a time, until closed. */
export function startClosing(deps: Deps, log: Log) {
  let running: Promise<void> = Promise.resolve()
  const look = async () => {
    try {
      await closeDueBallots(deps)
    } catch (err) {
      log.error({ err }, 'due ballots could not be closed')
    }
  }
  const timer = new Cron('* * * * * *', { protect: true, unref: true }, () => {
    running = look()
    return running
  })
  return {
    async close() {
      timer.stop()
      await running
    },
  }
}
