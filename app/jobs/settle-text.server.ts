import { Cron } from 'croner'
import { liftSilentBracket } from '~/commands/brackets/lift-bracket.server'
import type { Deps } from '~/commands/deps.server'
import { closeParagraph } from '~/commands/norms/confirm-paragraph.server'
import type { Log } from '~/log.server'
import { brackets } from '~db/stores/brackets'
import { paragraphStates } from '~db/stores/paragraph-states'

/** N14: lift every bracket whose silence has ended unbroken; how many this call lifted. Whoever comes first wins. */
export async function liftSilentBrackets(deps: Deps): Promise<number> {
  let lifted = 0
  for (const { ref, id } of await brackets(deps.store.read).silent(deps.now())) {
    const done = await liftSilentBracket(deps, { ref, bracketId: id })
    if (done.ok) lifted++
  }
  return lifted
}

/** N17: close every paragraph whose deadline has come without an objection; how many this call closed. */
export async function closeDueParagraphs(deps: Deps): Promise<number> {
  let closed = 0
  for (const place of await paragraphStates(deps.store.read).due(deps.now())) {
    const done = await closeParagraph(deps, place)
    if (done.ok) closed++
  }
  return closed
}

/** Looks every second, one run at a time, until closed. */
export function startSettling(deps: Deps, log: Log) {
  let running: Promise<void> = Promise.resolve()
  const look = async () => {
    try {
      await liftSilentBrackets(deps)
      await closeDueParagraphs(deps)
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
