import { Cron } from 'croner'
import { liftSilentBracket } from '~/commands/brackets/lift-bracket.server'
import type { Deps } from '~/commands/deps.server'
import type { Log } from '~/log.server'
import { brackets } from '~db/stores/brackets'

/** N14: lift every bracket whose silence has ended unbroken; how many this call lifted. Whoever comes first wins. */
export async function liftSilentBrackets(deps: Deps): Promise<number> {
  let lifted = 0
  for (const { ref, id } of await brackets(deps.store.read).silent(deps.now())) {
    const done = await liftSilentBracket(deps, { ref, bracketId: id })
    if (done.ok) lifted++
  }
  return lifted
}

/** Looks every second, one run at a time, until closed. */
export function startSettling(deps: Deps, log: Log) {
  let running: Promise<void> = Promise.resolve()
  const look = async () => {
    try {
      await liftSilentBrackets(deps)
    } catch (err) {
      log.error({ err }, 'what was due in the texts could not be settled')
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
