import { join, resolve } from 'node:path'
import { countBallot } from '~/contracts/ledger'
import { hexEncode, utf8Decode } from '~/domain/bytes'
import { type AuditReport, type Expected, LedgerAudit } from '~/domain/ledger/audit'
import {
  type Checkpoint,
  type CheckpointRefusal,
  openCheckpoint,
  readCheckpoint,
} from '~/domain/ledger/checkpoint'
import { exportFiles, exportReadme, maxRollBytes, rollFile } from '~/domain/ledger/export-format'
import { type Finding, unknown, type Verdict, verdictOf, wrong } from '~/domain/ledger/finding'
import { type NoteRefusal, parseVkey, type VerifierKey } from '~/domain/ledger/note'
import type { RecountDeps } from '~/domain/ledger/recount'
import { type CliIo, type CliVerb, parseFlags } from './cli'
import { LeafReader, readLines, readSmall, strangersIn, Unreadable } from './export-files'
import { sha256, verifyEd25519 } from './node-crypto'

const usage = `parley verify <folder> [--since <old checkpoint>] [--ballot <ref>] [--key <vkey file>]
parley verify --database

Checks an export of the ledger offline, and counts its ballots again. With --database it checks the live
database that the environment names, and the rows that pages show against the ledger.
  --since   a checkpoint kept from before: the ledger must continue it
  --ballot  count only this ballot
  --key     the log's public key from a source of your own, instead of the folder's key.pub
Exit 0 verified, 1 proved wrong (both sides are printed), 2 cannot tell.`

const noteBytes = 1_000_000
const keyBytes = 10_000

export const verifyVerb: CliVerb = {
  name: 'verify',
  summary: 'check an export of the ledger and count its ballots again',
  usage,
  async run(argv, io) {
    const text = { type: 'string' } as const
    const known = { since: text, ballot: text, key: text, database: { type: 'boolean' } } as const
    const flags = parseFlags(argv, known, { io, usage, positionals: true })
    if (!flags) return 2
    const [folder, ...more] = flags.positionals
    if (flags.values.database) return argv.length === 1 ? verifyDatabase(io) : alone(io)
    if (!folder || more.length > 0) {
      io.err(folder ? `one folder at a time, not also ${visible(more.join(' '))}` : 'which folder?')
      io.err(usage)
      return 2
    }
    return verifyFolder(resolve(io.cwd, folder), flags.values, io)
  },
}

async function verifyDatabase(io: CliIo): Promise<number> {
  const [{ withPlatform }, { auditDatabase, sayAudit }] = await Promise.all([
    import('./platform'),
    import('./audit-database'),
  ])
  return withPlatform(io, async ({ deps, signer }) =>
    sayAudit(await auditDatabase(deps.store, signer.key), io, 'the database'),
  )
}

function alone(io: CliIo): number {
  io.err('--database goes alone: export the ledger to check it with the other options')
  return 2
}

type Asked = { since?: string; ballot?: string; key?: string }

function verifyFolder(folder: string, asked: Asked, io: CliIo): number {
  try {
    const outcome = check(folder, asked, io)
    return say(outcome, asked, io)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    io.err(`cannot tell: ${visible(error.message)}`)
    return 2
  }
}

type Signed = { checkpoint: Checkpoint; note: string; findings: Finding[] }
type Outcome = {
  report: AuditReport
  findings: Finding[]
  verdict: Verdict
  key: VerifierKey
  notes: string[]
}

function check(folder: string, asked: Asked, io: CliIo): Outcome {
  const key = trustedKey(folder, asked.key && resolve(io.cwd, asked.key))
  const now = signedCheckpoint(join(folder, exportFiles.checkpoint), key.key)
  const old = asked.since ? olderCheckpoint(resolve(io.cwd, asked.since), key.key) : null
  const expected: Expected = {
    checkpoint: now.checkpoint,
    ...(old?.checkpoint && { since: old.checkpoint }),
    ...(asked.ballot && { ballot: asked.ballot }),
  }
  const { report, findings: inFiles } = auditFiles(folder, expected)
  const findings = [
    ...key.findings,
    ...now.findings,
    ...(old?.findings ?? []),
    ...report.findings,
    ...inFiles,
  ]
  findings.push(...readmeFindings(folder))
  for (const stranger of strangersIn(folder))
    io.err(`not part of an export, not checked: ${visible(stranger)}`)
  const notes = old && (report.fork || old.otherKey) ? [old.note, now.note] : []
  return { report, findings, verdict: verdictOf(findings), key: key.key, notes }
}

function readText(path: string, most: number): string {
  const text = utf8Decode(readSmall(path, most))
  if (text === null) throw new Unreadable(`${path}: not UTF-8`)
  return text
}

function readKey(path: string): VerifierKey {
  const [line = '', ...rest] = readText(path, keyBytes).split('\n')
  if (rest.length !== 1 || rest[0] !== '') throw new Unreadable(`${path}: not one line with its newline`)
  const key = parseVkey(sha256, line)
  if (!key.ok) throw new Unreadable(`${path}: ${reasonOf(key.error)}`)
  return key.value
}

function trustedKey(folder: string, own: string | undefined): { key: VerifierKey; findings: Finding[] } {
  const path = join(folder, exportFiles.key)
  const given = readKey(path)
  if (own === undefined) return { key: given, findings: [] }
  const key = readKey(own)
  if (key.keyId === given.keyId && key.name === given.name) return { key, findings: [] }
  const both = { expected: `${key.name}+${key.keyId}`, found: `${given.name}+${given.keyId}` }
  return {
    key,
    findings: [wrong(exportFiles.key, 'the export names another key than the one you trust', both)],
  }
}

/** What the folder's checkpoint claims; a claim its key did not sign is a finding, and is still held against the tree. */
function signedCheckpoint(path: string, key: VerifierKey): Signed {
  const note = readText(path, noteBytes)
  const claim = readCheckpoint(note)
  if (!claim.ok) throw new Unreadable(`${path}: ${reasonOf(claim.error)}`)
  const opened = openCheckpoint(verifyEd25519, note, key)
  const { checkpoint } = claim.value
  return { checkpoint, note, findings: opened.ok ? [] : [wrong('checkpoint', reasonOf(opened.error))] }
}

type Older = { checkpoint: Checkpoint | null; note: string; findings: Finding[]; otherKey: boolean }

function olderCheckpoint(path: string, key: VerifierKey): Older {
  const note = readText(path, noteBytes)
  const opened = openCheckpoint(verifyEd25519, note, key)
  if (opened.ok) return { checkpoint: opened.value, note, findings: [], otherKey: false }
  const where = 'older checkpoint'
  const otherKey = opened.error.code === 'not-signed-by'
  // The reader holds a checkpoint of this log by another key: one of the two logs is not what it says.
  const finding = otherKey
    ? wrong(where, 'it bears the name of this log, but another key signed it')
    : unknown(where, reasonOf(opened.error))
  return { checkpoint: null, note, findings: [finding], otherKey }
}

// Where leaves.bin ends before the entries do: a hash that no entry has.
const noLeaf = new Uint8Array()

function auditFiles(folder: string, expected: Expected): { report: AuditReport; findings: Finding[] } {
  const findings: Finding[] = []
  const deps: RecountDeps = { sha: sha256, count: countBallot, roll: (hash) => readRoll(folder, hash) }
  const audit = new LedgerAudit(deps, expected)
  const leaves = ifReadable(
    findings,
    exportFiles.leaves,
    () => new LeafReader(join(folder, exportFiles.leaves)),
  )
  try {
    const lines = readLines(join(folder, exportFiles.entries))
    let line = lines.next()
    for (; !line.done; line = lines.next())
      audit.add({ bytes: line.value, leaf: leaves && (leaves.next() ?? noLeaf) })
    for (let leaf = leaves?.next(); leaf; leaf = leaves?.next()) audit.addLeaf(leaf)
    if (!line.value.whole)
      findings.push(unknown(exportFiles.entries, 'the last line is cut: it has no newline'))
  } finally {
    leaves?.close()
  }
  return { report: audit.finish(), findings }
}

/** What is missing must not keep the rest from being checked: a proof of wrong outweighs a gap. */
function ifReadable<T>(findings: Finding[], where: string, reader: () => T): T | null {
  try {
    return reader()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    findings.push(unknown(where, error.message))
    return null
  }
}

function readRoll(folder: string, hash: string): Uint8Array | null {
  // A roll that is not there is reported by whoever asked for it.
  return ifReadable([], exportFiles.rolls, () => readSmall(join(folder, rollFile(hash)), maxRollBytes))
}

function readmeFindings(folder: string): Finding[] {
  const findings: Finding[] = []
  const bytes = ifReadable(findings, exportFiles.readme, () =>
    readSmall(join(folder, exportFiles.readme), noteBytes),
  )
  if (bytes === null || utf8Decode(bytes) === exportReadme) return findings
  return [wrong(exportFiles.readme, 'not the text that every export carries')]
}

function say({ report, findings, verdict, key, notes }: Outcome, asked: Asked, io: CliIo): number {
  if (verdict === 'verified') {
    sayVerified(report, key, asked, io)
    return 0
  }
  const print = (line: string) => (verdict === 'wrong' ? io.out(line) : io.err(line))
  print(verdict === 'wrong' ? 'proved wrong' : 'cannot tell')
  for (const finding of findings) sayFinding(finding, print)
  if (report.more > 0) print(`and ${report.more} more`)
  notes.forEach((note, i) => {
    print(`--- ${i === 0 ? 'the checkpoint you kept' : 'the checkpoint of this export'}`)
    for (const line of note.trimEnd().split('\n')) print(visible(line))
  })
  return verdict === 'wrong' ? 1 : 2
}

function sayFinding({ where, message, expected, found }: Finding, print: (line: string) => void): void {
  print(visible(`${where}: ${message}`))
  if (expected !== undefined) print(visible(`  expected  ${expected}`))
  if (found !== undefined) print(visible(`  found     ${found}`))
}

function sayVerified(
  { entries, root, ballots }: AuditReport,
  key: VerifierKey,
  asked: Asked,
  io: CliIo,
): void {
  io.out(`verified: ${entries} entries, root ${hexEncode(root)}`)
  io.out(`signed by ${visible(key.name)}+${key.keyId}${asked.key ? '' : ' (the key in the export itself)'}`)
  if (asked.since) io.out('continues the older checkpoint')
  const agreeing = ballots.filter(({ recount }) => recount === 'agrees')
  const chosen = agreeing.find(({ ballot }) => ballot === asked.ballot)
  if (chosen)
    io.out(`ballot ${chosen.ballot}: ${visible(chosen.outcome ?? '')}, counted again with the same result`)
  else
    io.out(`ballots counted again with the same result: ${agreeing.length}; still open: ${openOnes(ballots)}`)
}

const openOnes = (ballots: AuditReport['ballots']) =>
  ballots.filter(({ recount }) => recount === 'open').length

function reasonOf(error: CheckpointRefusal | NoteRefusal): string {
  switch (error.code) {
    case 'malformed-note':
    case 'malformed-key':
    case 'malformed-checkpoint':
      return error.reason
    case 'bad-signature':
      return `the signature of ${error.name}+${error.keyId} is not a signature of this text`
    case 'not-signed-by':
      return `not signed by ${error.names.join(', ')}`
    case 'foreign-checkpoint':
      return `a checkpoint of the log ${error.origin}, not of ${error.expected}`
  }
}

const maxPrinted = 2_000

/** Hostile text must not steer a terminal: what does not print is shown as its code point. */
function visible(text: string): string {
  const shown = text.replace(/\p{C}/gu, (each) => `\\u{${each.codePointAt(0)!.toString(16)}}`)
  return shown.length > maxPrinted ? `${shown.slice(0, maxPrinted)}...` : shown
}
