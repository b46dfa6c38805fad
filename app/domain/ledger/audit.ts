/**
 * Checks a whole ledger in one pass, in index order, with O(log n) memory besides the ballots
 * (RULES.md L5-L13). The same pass runs over an export's files and over the live database.
 */
import { equalBytes, hexEncode } from '../bytes'
import { decodeEntry } from './canonical'
import type { Checkpoint } from './checkpoint'
import { type BallotEntry, parseBallotEntry, parseEntry } from './entry'
import { type Finding, unknown, type Verdict, verdictOf, wrong } from './finding'
import { Frontier, leafHash } from './merkle'
import { type BallotReport, Recount, type RecountDeps } from './recount'

/** `leaf`: the leaf hash as it was stored beside the entry, `null` where there is none. */
export type StoredEntry = { bytes: Uint8Array; leaf: Uint8Array | null }

export type Expected = {
  /** What the log's key signed. */
  checkpoint: Checkpoint
  /** An older checkpoint, kept by the reader, that this ledger must continue. */
  since?: Checkpoint
  /** Count only this ballot again. */
  ballot?: string
}

export type AuditReport = {
  verdict: Verdict
  /** At most `maxFindings`, in the order found; `more` counts the rest. */
  findings: Finding[]
  more: number
  entries: number
  root: Uint8Array
  /** The ledger contradicts the `since` checkpoint: both notes together prove it. */
  fork: boolean
  ballots: readonly BallotReport[]
}

export const maxFindings = 50

type Divergence = { index: number; entries: Uint8Array[]; leaves: (Uint8Array | null)[] }

/** Roots of one chain of leaf hashes at the sizes that were signed. */
class Chain {
  readonly #sizes: readonly number[]
  readonly #roots = new Map<number, Uint8Array>()
  readonly tree: Frontier

  constructor(tree: Frontier, sizes: readonly number[], roots: ReadonlyMap<number, Uint8Array> = new Map()) {
    this.tree = tree
    this.#sizes = sizes
    this.#roots = new Map(roots)
    this.#note()
  }

  append(leaf: Uint8Array): void {
    this.tree.append(leaf)
    this.#note()
  }

  #note(): void {
    if (this.#sizes.includes(this.tree.size)) this.#roots.set(this.tree.size, this.tree.root())
  }

  rootAt(size: number): Uint8Array | null {
    return this.#roots.get(size) ?? null
  }

  hasRoot({ size, root }: Checkpoint): boolean {
    const own = this.rootAt(size)
    return own !== null && equalBytes(own, root)
  }

  copy(): Chain {
    return new Chain(this.tree.copy(), this.#sizes, this.#roots)
  }
}

export class LedgerAudit {
  readonly #deps: RecountDeps
  readonly #expected: Expected
  readonly #recount: Recount
  readonly #entries: Chain
  /** The tree over the stored leaf hashes; the entries' own until the two part. */
  #leaves: Chain | null = null
  #divergence: Divergence | null = null
  #findings: Finding[] = []
  #more = 0

  constructor(deps: RecountDeps, expected: Expected) {
    this.#deps = deps
    this.#expected = expected
    this.#recount = new Recount(deps, expected.ballot)
    const sizes = [expected.checkpoint.size, ...(expected.since ? [expected.since.size] : [])]
    this.#entries = new Chain(new Frontier(deps.sha), sizes)
  }

  get size(): number {
    return this.#entries.tree.size
  }

  /** The next entry. */
  add({ bytes, leaf }: StoredEntry): void {
    const index = this.size
    const own = leafHash(this.#deps.sha, bytes)
    if (leaf !== null && this.#leaves === null && !equalBytes(own, leaf)) {
      this.#leaves = this.#entries.copy()
      this.#divergence = { index, entries: [], leaves: [] }
    }
    this.#remember(own, leaf)
    this.#entries.append(own)
    if (leaf !== null) this.#leaves?.append(leaf)
    this.#read(index, bytes)
  }

  /** A stored leaf hash for which there is no entry any more. */
  addLeaf(leaf: Uint8Array): void {
    if (this.#leaves === null) {
      this.#leaves = this.#entries.copy()
      this.#divergence = { index: this.size, entries: [], leaves: [] }
    }
    this.#remember(null, leaf)
    this.#leaves.append(leaf)
  }

  /** Two of each side after the point of parting are enough to tell a change from a loss or a swap. */
  #remember(own: Uint8Array | null, leaf: Uint8Array | null): void {
    if (!this.#divergence) return
    if (own && this.#divergence.entries.length < 2) this.#divergence.entries.push(own)
    if (this.#divergence.leaves.length < 2) this.#divergence.leaves.push(leaf)
  }

  #read(index: number, bytes: Uint8Array): void {
    const entry = readEntry(bytes)
    if ('fault' in entry) this.#report(wrong(`entry ${index}`, entry.fault))
    else if (entry.ballot) this.#report(...this.#recount.add(index, entry.ballot))
  }

  #report(...findings: Finding[]): void {
    for (const finding of findings) {
      // A gap must never push a proof out of the list.
      if (this.#findings.length < maxFindings) this.#findings.push(finding)
      else if (finding.verdict === 'wrong' && verdictOf(this.#findings) !== 'wrong')
        this.#findings.push(finding)
      else this.#more++
    }
  }

  finish(): AuditReport {
    const found = this.#findings
    const more = this.#more
    this.#findings = []
    const signed = this.#judgeTree()
    const fork = this.#judgeSince(signed)
    this.#judgeBallot()
    // The tree says which entry was touched; what follows from it comes after.
    const findings = [...this.#findings, ...found]
    const root = this.#entries.tree.root()
    const ballots = this.#recount.ballots
    return { verdict: verdictOf(findings), findings, more, entries: this.size, root, fork, ballots }
  }

  /** The chain that the checkpoint signed, or `null` when neither is. */
  #judgeTree(): Chain | null {
    const { checkpoint } = this.#expected
    const leaves = this.#leaves ?? this.#entries
    const entriesSigned = this.#entries.hasRoot(checkpoint)
    const leavesSigned = leaves.hasRoot(checkpoint)
    if (this.size > checkpoint.size) {
      const both = { expected: `${checkpoint.size} entries`, found: `${this.size} entries` }
      this.#report(
        wrong(
          `entry ${checkpoint.size}`,
          'this entry and what follows is not covered by the checkpoint',
          both,
        ),
      )
    }
    if (entriesSigned) {
      const parted = this.#divergence
      // Past the signed size an entry is reported as such; a leaf hash alone is still to be named.
      if (parted && (parted.index < checkpoint.size || parted.entries.length === 0))
        this.#report(changedLeaf(parted))
      return this.#entries
    }
    if (leavesSigned && this.#divergence) this.#report(changedEntry(this.#divergence, 'the signed tree'))
    else this.#report(...this.#rootMismatch())
    return leavesSigned ? leaves : null
  }

  #rootMismatch(): Finding[] {
    const { checkpoint } = this.#expected
    const own = this.#entries.rootAt(checkpoint.size)
    const named = this.#divergence ? [changedEntry(this.#divergence, 'the stored leaf hashes')] : []
    if (own === null) {
      const both = { expected: `${checkpoint.size} entries`, found: `${this.size} entries` }
      return [
        ...named,
        wrong(`entry ${this.size}`, 'the entries from here to the signed size are missing', both),
      ]
    }
    const stored = this.#leaves?.rootAt(checkpoint.size)
    const beside = stored ? `; the stored leaf hashes give ${hexEncode(stored)}` : ''
    const both = { expected: `root ${hexEncode(checkpoint.root)}`, found: `root ${hexEncode(own)}${beside}` }
    return [
      ...named,
      wrong('checkpoint', `the entries do not give the root signed for ${checkpoint.size}`, both),
    ]
  }

  /** True when the signed tree and the older checkpoint cannot both be of one log. */
  #judgeSince(signed: Chain | null): boolean {
    const { since, checkpoint } = this.#expected
    if (!since || since.size === 0) return false
    if (since.size > checkpoint.size) {
      const both = { expected: `at least ${since.size} entries`, found: `${checkpoint.size} entries` }
      this.#report(wrong('checkpoint', 'the ledger has become shorter than the older checkpoint', both))
      return true
    }
    if (signed === null) {
      this.#report(unknown('older checkpoint', 'cannot be held against a tree that is not the signed one'))
      return false
    }
    if (signed.hasRoot(since)) return false
    const both = {
      expected: `root ${hexEncode(since.root)}`,
      found: `root ${printHash(signed.rootAt(since.size))}`,
    }
    this.#report(
      wrong('checkpoint', `the ledger does not continue the older checkpoint of size ${since.size}`, both),
    )
    return true
  }

  #judgeBallot(): void {
    const { ballot } = this.#expected
    const report = this.#recount.ballots.find((each) => each.ballot === ballot)
    if (ballot === undefined) return
    if (!report) this.#report(unknown(`ballot ${ballot}`, 'no entry of this ledger opens or records it'))
    else if (report.recount === 'open')
      this.#report(unknown(`ballot ${ballot}`, 'is still open: there is no result'))
  }
}

function changedLeaf({ index, entries, leaves }: Divergence): Finding {
  const both = { expected: printHash(entries[0]), found: printHash(leaves[0]) }
  const message = 'not the stored leaf hash of its entry; the entries are the ones that were signed'
  return wrong(`leaf hash ${index}`, message, both)
}

const same = (a: Uint8Array | null | undefined, b: Uint8Array | null | undefined) =>
  !!a && !!b && equalBytes(a, b)

function whatHappened([own, nextOwn]: Divergence['entries'], [leaf, nextLeaf]: Divergence['leaves']): string {
  if (own === undefined) return 'is missing, with whatever followed it'
  if (same(own, nextLeaf)) return same(nextOwn, leaf) ? 'and the next one have changed places' : 'is missing'
  return same(nextOwn, leaf) ? 'was put in' : 'was changed'
}

function changedEntry({ index, entries, leaves }: Divergence, tree: string): Finding {
  const both = { expected: `leaf hash ${printHash(leaves[0])}`, found: `leaf hash ${printHash(entries[0])}` }
  const message = `this entry ${whatHappened(entries, leaves)}: it is not entry ${index} of ${tree}`
  return wrong(`entry ${index}`, message, both)
}

function readEntry(bytes: Uint8Array): { ballot: BallotEntry | null } | { fault: string } {
  const value = decodeEntry(bytes)
  if (!value.ok) return { fault: value.error.reason }
  const body = parseEntry(value.value)
  if (!body.ok) return { fault: `${body.error.field}: ${body.error.reason}` }
  const ballot = parseBallotEntry(body.value)
  return ballot.ok ? { ballot: ballot.value } : { fault: `${ballot.error.field}: ${ballot.error.reason}` }
}

const printHash = (hash: Uint8Array | null | undefined): string => (hash?.length ? hexEncode(hash) : 'none')

/** Check entries as they stream in, in index order. Reads each once; throws only what the source throws. */
export async function verifyEntries(
  deps: RecountDeps,
  expected: Expected,
  entries: AsyncIterable<StoredEntry> | Iterable<StoredEntry>,
): Promise<AuditReport> {
  const audit = new LedgerAudit(deps, expected)
  for await (const entry of entries) audit.add(entry)
  return audit.finish()
}
