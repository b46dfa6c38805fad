import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeEntry } from '~/domain/ledger/canonical'
import { signCheckpoint } from '~/domain/ledger/checkpoint'
import { exportFiles, exportReadme } from '~/domain/ledger/export-format'
import { Frontier, leafHash } from '~/domain/ledger/merkle'
import { printVkey, type Signer, verifierKey } from '~/domain/ledger/note'
import { projectRoot } from '~db/root'
import { openSqlite } from '~db/sqlite'
import { ledger, sha256 } from '~db/stores/ledger'
import { median, type Row } from './report'

const million = 1_000_000
const appends = 1_500

export async function benchLedger(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  try {
    const added = await appendMs(folder)
    const seconds = verifySeconds(join(folder, 'export'))
    return [
      {
        name: 'a ledger entry adds to a command',
        value: added.ms,
        unit: 'ms',
        other: { name: 'the command without it', value: added.without, unit: 'ms' },
        bar: '< 1 ms',
        met: added.ms < 1,
      },
      {
        name: 'parley verify of 1,000,000 entries',
        value: seconds,
        unit: 's',
        bar: '< 10 s',
        met: seconds < 10,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const entry = (n: number) => ({
  t: 'parley-v1/bench.act' as const,
  at: '2030-01-01T00:00:00.000Z',
  by: { person: '01900000-0000-7000-8000-000000000000', as: 'delegate' as const },
  on: 'norm/N-001',
  number: n,
  note: 'an entry of about the length that comments and votes have in practice',
})

/** One durable transaction with one row, with and without an entry; medians, in turn. */
async function appendMs(folder: string) {
  const store = openSqlite(join(folder, 'bench.db'))
  const withEntry: number[] = []
  const without: number[] = []
  for (let n = 0; n < appends; n++) {
    for (const [times, append] of [
      [without, false],
      [withEntry, true],
    ] as const) {
      const started = performance.now()
      await store.tx(async (c) => {
        await c.q.insert(c.t.setting).values({ key: `${append}-${n}`, value: 'x' })
        if (append) await ledger(c).append(entry(n))
      })
      times.push(performance.now() - started)
    }
  }
  await store.close()
  return { ms: median(withEntry) - median(without), without: median(without) }
}

function verifySeconds(folder: string): number {
  writeExport(folder, million)
  const started = performance.now()
  execFileSync(process.execPath, [join(projectRoot, 'build/parley.js'), 'verify', folder])
  return (performance.now() - started) / 1000
}

export function writeExport(folder: string, size: number) {
  mkdirSync(join(folder, exportFiles.rolls), { recursive: true })
  const entries = openSync(join(folder, exportFiles.entries), 'w')
  const leaves = openSync(join(folder, exportFiles.leaves), 'w')
  const tree = new Frontier(sha256)
  for (let from = 0; from < size; from += 10_000) {
    const bytes = Array.from({ length: Math.min(10_000, size - from) }, (_, i) =>
      encodeEntry(entry(from + i)),
    )
    const hashes = bytes.map((b) => leafHash(sha256, b))
    for (const hash of hashes) tree.append(hash)
    writeSync(entries, bytes.map((b) => `${new TextDecoder().decode(b)}\n`).join(''))
    writeSync(leaves, Buffer.concat(hashes))
  }
  closeSync(entries)
  closeSync(leaves)
  const signer = benchSigner()
  const checkpoint = { origin: signer.key.name, size, root: tree.root(), extension: [] }
  writeFileSync(join(folder, exportFiles.checkpoint), signCheckpoint(signer, checkpoint))
  writeFileSync(join(folder, exportFiles.key), `${printVkey(signer.key)}\n`)
  writeFileSync(join(folder, exportFiles.readme), exportReadme)
}

function benchSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'))
  return {
    key: verifierKey(sha256, 'bench.example/ledger', raw),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}
