import type { Signer } from '~/domain/ledger/note'
import { printVkey } from '~/domain/ledger/note'
import { ok, type Result, refuse } from '~/domain/result'
import { settings, type World } from '~db/stores/settings'
import type { Deps } from '../deps.server'
import { write } from '../write.server'

export type SeedRefusal = { code: 'not-empty'; world: World }

/** L0: the first entry of a ledger says which world it is and which key signs it. */
export async function foundWorld(
  deps: Deps,
  { world, signer }: { world: World; signer: Signer },
): Promise<Result<{ entryIndex: number }, SeedRefusal>> {
  return write(deps, null, async ({ c, record }) => {
    const present = await settings(c).world()
    if (present) return refuse({ code: 'not-empty', world: present })
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
