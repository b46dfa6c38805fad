import { assert } from '~/domain/assert'
import { utf8Encode } from '~/domain/bytes'
import { openCheckpoint, signCheckpoint } from '~/domain/ledger/checkpoint'
import {
  checkConsistency,
  consistencyNodes,
  foldConsistency,
  frontierNodes,
  leafHash,
  rootFrom,
} from '~/domain/ledger/merkle'
import type { Signer, VerifyEd25519 } from '~/domain/ledger/note'
import type { Store } from '~db/store'
import { ledger, sha256 } from '~db/stores/ledger'
import type { Deps } from '../deps.server'

const entriesPerRead = 2_000

interface SignOptions {
  signer: Signer
  verify: VerifyEd25519
}

/**
 * A signed note of the ledger as it stands; the one kept for this size when there is one. Before it
 * signs, it reads the entries since the last checkpoint again, hashes their bytes, and proves that the
 * new tree continues the signed one: a damaged entry is never signed over. Throws when it is.
 * Source: RULES.md L; C2SP tlog-checkpoint.
 */
export async function checkpointNow(deps: Deps, { signer, verify }: SignOptions): Promise<string> {
  const { store } = deps
  const size = await ledger(store.read).size()
  const last = await ledger(store.read).latestCheckpoint()
  if (last?.size === size) return last.note
  const root = await rootAt(store, size)
  await rehash(store, last?.size ?? 0, size)
  if (last && last.size > 0) {
    const opened = openCheckpoint(verify, last.note, signer.key)
    assert(opened.ok, 'the last checkpoint is not signed by this key')
    const nodes = await ledger(store.read).nodes(consistencyNodes(last.size, size))
    const proof = foldConsistency(sha256, last.size, size, nodes)
    const claim = { from: last.size, to: size, fromRoot: opened.value.root, toRoot: root, proof }
    assert(
      checkConsistency(sha256, claim),
      `the ledger no longer continues its checkpoint of size ${last.size}`,
    )
  }
  const note = signCheckpoint(signer, { origin: signer.key.name, size, root, extension: [] })
  await store.tx((c) => ledger(c).addCheckpoint(size, note, deps.now()))
  return note
}

async function rootAt(store: Store, size: number): Promise<Uint8Array> {
  const wanted = frontierNodes(size)
  const hashes = await ledger(store.read).nodes(wanted)
  const byPlace = new Map(wanted.map((w, i) => [`${w.level}/${w.index}`, hashes[i]!]))
  return rootFrom(sha256, size, (level, index) => {
    const hash = byPlace.get(`${level}/${index}`)
    assert(hash, `subtree ${level}/${index} is missing`)
    return hash
  })
}

async function rehash(store: Store, from: number, to: number) {
  for (let at = from; at < to; ) {
    const entries = await ledger(store.read).since(at, Math.min(entriesPerRead, to - at))
    assert(entries.length > 0, `entry ${at} is missing`)
    for (const { index, body, leaf } of entries) {
      assert(index === at, `entry ${at} is missing`)
      const own = leafHash(sha256, utf8Encode(body))
      assert(Buffer.compare(own, leaf) === 0, `entry ${at} is not what was hashed when it was written`)
      at++
    }
  }
}
