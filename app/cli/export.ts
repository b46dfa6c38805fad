import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { checkpointNow } from '~/commands/ledger/sign-checkpoint.server'
import { assert } from '~/domain/assert'
import { readCheckpoint } from '~/domain/ledger/checkpoint'
import { exportFiles, exportReadme, rollFile } from '~/domain/ledger/export-format'
import { printVkey, type Signer } from '~/domain/ledger/note'
import { printRoll } from '~/domain/ledger/roll'
import type { Store } from '~db/store'
import { ledger } from '~db/stores/ledger'
import { rolls } from '~db/stores/rolls'
import { type CliVerb, parseFlags } from './cli'
import { verifyEd25519 } from './node-crypto'
import { type Platform, withPlatform } from './platform'

const usage = `parley export <folder>

Writes the whole ledger, its signed checkpoint, its public key and the rolls of all ballots into a new
or empty folder, for anyone to check with: parley verify <folder>`

const entriesPerRead = 5_000

export const exportVerb: CliVerb = {
  name: 'export',
  summary: 'write the ledger for anyone to check offline',
  usage,
  async run(argv, io) {
    const flags = parseFlags(argv, {}, { io, usage, positionals: true })
    const [given, ...more] = flags?.positionals ?? []
    if (!flags || !given || more.length > 0) {
      if (flags) io.err(`one folder, please\n${usage}`)
      return 2
    }
    const folder = resolve(io.cwd, given)
    if (existsSync(folder) && !statSync(folder).isDirectory()) {
      io.err(`${given} is a file: name a new folder.`)
      return 2
    }
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      io.err(`${given} is not empty: name a new folder, so that nothing older is mixed in.`)
      return 2
    }
    const size = await withPlatform(io, (platform) => exportLedger(platform, folder))
    io.out(`${size} entries in ${given}`)
    return 0
  },
}

/** Returns the number of entries written: those the checkpoint covers. */
export async function exportLedger(
  { deps, signer }: Pick<Platform, 'deps' | 'signer'>,
  folder: string,
): Promise<number> {
  const note = await checkpointNow(deps, { signer, verify: verifyEd25519 })
  mkdirSync(join(folder, exportFiles.rolls), { recursive: true })
  const size = sizeOf(note)
  await writeEntries(deps.store, folder, size)
  await writeRolls(deps.store, folder)
  writeFiles(folder, note, signer)
  return size
}

function sizeOf(note: string): number {
  const claim = readCheckpoint(note)
  assert(claim.ok, 'a checkpoint just signed can be read')
  return claim.value.checkpoint.size
}

async function writeEntries(store: Store, folder: string, size: number) {
  const entries = openSync(join(folder, exportFiles.entries), 'wx')
  const leaves = openSync(join(folder, exportFiles.leaves), 'wx')
  try {
    for (let at = 0; at < size; ) {
      const rows = await ledger(store.read).since(at, Math.min(entriesPerRead, size - at))
      assert(rows.length > 0, `entry ${at} is missing`)
      writeSync(entries, rows.map((row) => `${row.body}\n`).join(''))
      writeSync(leaves, Buffer.concat(rows.map((row) => row.leaf)))
      at += rows.length
    }
  } finally {
    closeSync(entries)
    closeSync(leaves)
  }
}

async function writeRolls(store: Store, folder: string) {
  for (const { rollHash, ballotId } of await rolls(store.read).hashes())
    writeFileSync(join(folder, rollFile(rollHash)), printRoll(await rolls(store.read).ofBallot(ballotId)))
}

function writeFiles(folder: string, note: string, signer: Signer) {
  writeFileSync(join(folder, exportFiles.checkpoint), note)
  writeFileSync(join(folder, exportFiles.key), `${printVkey(signer.key)}\n`)
  writeFileSync(join(folder, exportFiles.readme), exportReadme)
}
