import { assert } from '~/domain/assert'
import type { Signer } from '~/domain/ledger/note'
import { printVkey } from '~/domain/ledger/note'
import { ok, type Result, refuse } from '~/domain/result'
import { ledger } from '~db/stores/ledger'
import { settings, type World } from '~db/stores/settings'
import type { CrowdedSizes } from '~db/worlds/crowded/crowded-world'
import type { Deps } from '../deps.server'
import { write } from '../write.server'
import { openLoading, replayActs, storeWithin } from './replay-acts.server'
import { foundedMs, worldActs } from './world-acts.server'

/** `world`: the one that is there; null when the ledger was begun without a world. */
export type SeedRefusal = { code: 'not-empty'; world: World | null }

/** L0: the first entry of a ledger says which world it is and which key signs it. */
export async function foundWorld(
  deps: Deps,
  { world, signer }: { world: World; signer: Signer },
): Promise<Result<{ entryIndex: number }, SeedRefusal>> {
  return write(deps, null, async ({ c, record }) => {
    const present = await settings(c).world()
    if (present || (await ledger(c).size()) > 0) return refuse({ code: 'not-empty', world: present })
    await settings(c).set('world', world)
    await settings(c).set('ledger.key-id', `${signer.key.name}+${signer.key.keyId}`)
    await record({
      t: 'world.founded',
      as: 'system',
      on: `world/${world}`,
      facts: { world, key: printVkey(signer.key) },
    })
    return ok({})
  })
}

export interface Seed {
  world: World
  signer: Signer
  /** Hears how far it is. */
  say(line: string): void
  /** How crowded the crowded world is; absent: as it is described. */
  sizes?: CrowdedSizes
}

/**
 * W1-W4: fills an empty database with a world, each of its acts done by the command that does it in life, at the
 * world's own instants; a result other than the world states is a fault. All in one transaction: whatever
 * interrupts it, the database holds the whole world or is as empty as before.
 */
export async function seedWorld(
  deps: Deps,
  { world, signer, say, sizes }: Seed,
): Promise<Result<{ entries: number }, SeedRefusal>> {
  const now = deps.now()
  const seeded = await deps.store.tx(async (c): Promise<Result<{ entries: number }, SeedRefusal>> => {
    const clock = { atMs: foundedMs(world, now) }
    const within: Deps = {
      ...deps,
      store: storeWithin(c),
      now: () => new Date(clock.atMs),
      announce: () => {},
    }
    const founded = await foundWorld(within, { world, signer })
    if (!founded.ok) return founded
    const acts = worldActs(world, now, sizes)
    await replayActs({ loading: openLoading(within), clock }, acts, say)
    const entries = await ledger(c).size()
    assert(entries > 0, 'a world without its founding')
    return ok({ entries })
  })
  if (seeded.ok) deps.announce()
  return seeded
}
