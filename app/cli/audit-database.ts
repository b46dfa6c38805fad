import { countBallot } from '~/contracts/ledger'
import { utf8Encode } from '~/domain/bytes'
import {
  type AuditReport,
  type Expected,
  maxFindings,
  type StoredEntry,
  verifyEntries,
} from '~/domain/ledger/audit'
import { type Checkpoint, openCheckpoint } from '~/domain/ledger/checkpoint'
import { type Finding, verdictOf, wrong } from '~/domain/ledger/finding'
import { frontierNodes, rootFrom } from '~/domain/ledger/merkle'
import type { VerifierKey } from '~/domain/ledger/note'
import { printRoll } from '~/domain/ledger/roll'
import type { Store } from '~db/store'
import { ledger } from '~db/stores/ledger'
import { rolls } from '~db/stores/rolls'
import { auditRows } from './audit-rows'
import type { CliIo } from './cli'
import { sha256, verifyEd25519 } from './node-crypto'

const entriesPerRead = 5_000

/**
 * The whole check of a live database: each entry against its stored leaf hash and tree, the tree against
 * the last signed checkpoint, every ballot counted again from the ledger, and the rows that pages show
 * against the entries that speak of them.
 */
export async function auditDatabase(store: Store, key: VerifierKey): Promise<AuditReport> {
  const size = await ledger(store.read).size()
  const { since, findings } = await signedBefore(store, key)
  const checkpoint: Checkpoint = {
    origin: key.name,
    size,
    root: await storedRoot(store, size),
    extension: [],
  }
  const expected: Expected = { checkpoint, ...(since && { since }) }
  const frozen = await loadRolls(store)
  const deps = { sha: sha256, count: countBallot, roll: (hash: string) => frozen.get(hash) ?? null }
  const missing: number[] = []
  const report = await verifyEntries(deps, expected, storedEntries(store, size, missing))
  const gaps = missing
    .slice(0, maxFindings)
    .map((index) => wrong(`entry ${index}`, 'the entry is missing from the database'))
  const all = [...findings, ...gaps, ...report.findings, ...(await auditRows(store))]
  return { ...report, findings: all, verdict: verdictOf(all) }
}

async function signedBefore(
  store: Store,
  key: VerifierKey,
): Promise<{ since?: Checkpoint; findings: Finding[] }> {
  const last = await ledger(store.read).latestCheckpoint()
  if (!last) return { findings: [] }
  const opened = openCheckpoint(verifyEd25519, last.note, key)
  if (opened.ok) return { since: opened.value, findings: [] }
  return {
    findings: [
      wrong('checkpoint', `the checkpoint of size ${last.size} in the database is not signed by this key`),
    ],
  }
}

/** The root that the stored tree nodes give; the zero hash where a node is missing, which no entries can give. */
async function storedRoot(store: Store, size: number): Promise<Uint8Array> {
  const nodes = await Promise.all(
    frontierNodes(size).map(async (at) => {
      const hash = await ledger(store.read)
        .nodes([at])
        .then((found) => found[0]!)
        .catch(() => new Uint8Array(32))
      return [`${at.level}/${at.index}`, hash] as const
    }),
  )
  const found = new Map(nodes)
  return rootFrom(sha256, size, (level, index) => found.get(`${level}/${index}`)!)
}

/** The entries in order; the indexes for which there is no row are added to `missing`. */
async function* storedEntries(store: Store, size: number, missing: number[]): AsyncGenerator<StoredEntry> {
  for (let at = 0; at < size; ) {
    const rows = await ledger(store.read).since(at, Math.min(entriesPerRead, size - at))
    if (rows.length === 0) return
    for (const { index, body, leaf } of rows) {
      for (; at < index!; at++) missing.push(at)
      yield { bytes: utf8Encode(body), leaf }
      at++
    }
  }
}

async function loadRolls(store: Store): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (const { rollHash, ballotId } of await rolls(store.read).hashes())
    found.set(rollHash, utf8Encode(printRoll(await rolls(store.read).ofBallot(ballotId))))
  return found
}

/** Print what an audit found; the exit code of the verb. */
export function sayAudit(
  { verdict, findings, more, entries, ballots }: AuditReport,
  io: CliIo,
  what: string,
): number {
  if (verdict === 'verified') {
    const counted = ballots.filter((b) => b.recount === 'agrees').length
    io.out(`verified: ${what}, ${entries} entries, ${counted} ballots counted again with the same result`)
    return 0
  }
  const print = verdict === 'wrong' ? io.out : io.err
  print(`${verdict === 'wrong' ? 'proved wrong' : 'cannot tell'}: ${what}`)
  for (const { where, message, expected, found } of findings) {
    print(`${where}: ${message}`)
    if (expected !== undefined) print(`  expected  ${expected}`)
    if (found !== undefined) print(`  found     ${found}`)
  }
  if (more > 0) print(`and ${more} more`)
  return verdict === 'wrong' ? 1 : 2
}
