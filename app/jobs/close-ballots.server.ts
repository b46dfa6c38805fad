import { closeBallot } from '~/commands/ballots/close-ballot.server'
import type { Deps } from '~/commands/deps.server'
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
