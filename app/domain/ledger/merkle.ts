/**
 * The Merkle tree of RFC 6962 (section 2), which the ledger's checkpoints sign.
 *
 * A node is named by its level and its index within that level: node (0, i) is leaf i, node (l, i) the root
 * of leaves [i * 2^l, (i + 1) * 2^l). Only complete subtrees have such names, only they are ever stored,
 * and they never change as the tree grows. What is ragged, at the right edge, is folded from them.
 * Sizes and indexes are safe integers, so arithmetic is by division: bit operators stop at 32 bits.
 */
import { assert } from '../assert'
import { equalBytes, hexDecode } from '../bytes'

export type Sha256 = (bytes: Uint8Array) => Uint8Array
export type NodeRef = { level: number; index: number }
export type TreeNode = NodeRef & { hash: Uint8Array }
export type ReadNode = (level: number, index: number) => Uint8Array

export const hashBytes = 32

/** SHA-256 of nothing: the root of the empty tree. */
export const emptyRoot: Uint8Array = hexDecode(
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
)!

// Reused for every message: allocating each anew costs as much as hashing it. A hash function reads its
// argument before it returns and keeps no hold of it.
const scratch = new Uint8Array(1 + 65_535)

const message = (prefix: number, bytes: number): Uint8Array => {
  const room = bytes < scratch.length ? scratch.subarray(0, bytes + 1) : new Uint8Array(bytes + 1)
  room[0] = prefix
  return room
}

/** SHA-256(0x00 || bytes). The prefix keeps a leaf from ever passing for a node. */
export function leafHash(sha: Sha256, bytes: Uint8Array): Uint8Array {
  const leaf = message(0, bytes.length)
  leaf.set(bytes, 1)
  return sha(leaf)
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(sha: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const node = message(1, left.length + right.length)
  node.set(left, 1)
  node.set(right, 1 + left.length)
  return sha(node)
}

type Range = { lo: number; hi: number }

const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0
const isOdd = (n: number) => n % 2 === 1
const half = (n: number) => Math.floor(n / 2)

/** The largest power of two that is less than `n`, for n > 1: where RFC 6962 splits a list. */
function splitPoint(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The complete subtrees that make up leaves [lo, hi), left to right. `lo` must be where a proof splits. */
function subtrees({ lo, hi }: Range): NodeRef[] {
  const nodes: NodeRef[] = []
  for (let at = lo; at < hi; ) {
    let level = 0
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= hi) {
      width *= 2
      level++
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}

/** The root of adjoining subtrees of falling width, joined from the right. */
function foldRight(sha: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  assert(hashes.length > 0, 'a root of no subtrees')
  return hashes.reduceRight((right, left) => nodeHash(sha, left, right))
}

/** The complete subtrees of a tree of `size` leaves: all a writer needs in order to go on appending. */
export const frontierNodes = (size: number): NodeRef[] => subtrees({ lo: 0, hi: size })

/**
 * A growing tree in O(log n) memory: the roots of its complete subtrees, widest first.
 * To go on from storage, read `frontierNodes(size)` and pass their hashes in that order.
 */
export class Frontier {
  readonly #sha: Sha256
  readonly #peaks: Uint8Array[]
  #size: number

  constructor(sha: Sha256, size = 0, peaks: readonly Uint8Array[] = []) {
    assert(isCount(size) && peaks.length === frontierNodes(size).length, 'a frontier has one hash a subtree')
    this.#sha = sha
    this.#size = size
    this.#peaks = [...peaks]
  }

  get size(): number {
    return this.#size
  }

  /** `onNode` sees every node this leaf completes, the leaf itself first: the rows to store. */
  append(leaf: Uint8Array, onNode?: (node: TreeNode) => void): void {
    let hash = leaf
    let level = 0
    let index = this.#size
    onNode?.({ level, index, hash })
    for (; isOdd(index); index = half(index)) {
      hash = nodeHash(this.#sha, this.#peaks.pop()!, hash)
      level++
      onNode?.({ level, index: half(index), hash })
    }
    this.#peaks.push(hash)
    this.#size++
  }

  root(): Uint8Array {
    return this.#size === 0 ? emptyRoot : foldRight(this.#sha, this.#peaks)
  }

  copy(): Frontier {
    return new Frontier(this.#sha, this.#size, this.#peaks)
  }
}

/** The root over leaf hashes held in memory. */
export function rootOf(sha: Sha256, leaves: Iterable<Uint8Array>): Uint8Array {
  const frontier = new Frontier(sha)
  for (const leaf of leaves) frontier.append(leaf)
  return frontier.root()
}

/** The nodes that appending leaf number `size` completes, the leaf first; `read` gives the older ones. */
export function storedNodes(sha: Sha256, size: number, leaf: Uint8Array, read: ReadNode): TreeNode[] {
  const nodes: TreeNode[] = [{ level: 0, index: size, hash: leaf }]
  let hash = leaf
  for (let level = 0, index = size; isOdd(index); level++, index = half(index)) {
    hash = nodeHash(sha, read(level, index - 1), hash)
    nodes.push({ level: level + 1, index: half(index), hash })
  }
  return nodes
}

/** The root of the first `size` leaves, from stored nodes. */
export const rootFrom = (sha: Sha256, size: number, read: ReadNode): Uint8Array =>
  size === 0 ? emptyRoot : foldRight(sha, readAll(frontierNodes(size), read))

const readAll = (nodes: NodeRef[], read: ReadNode) => nodes.map(({ level, index }) => read(level, index))

/** PATH(m, D[n]) of RFC 6962 section 2.1.1, as the ranges whose roots it lists. */
function inclusionRanges(index: number, size: number): Range[] {
  assert(isCount(index) && isCount(size) && index < size, `leaf ${index} of a tree of ${size}`)
  const ranges: Range[] = []
  let lo = 0
  for (let hi = size; hi - lo > 1; ) {
    const split = lo + splitPoint(hi - lo)
    if (index < split) {
      ranges.push({ lo: split, hi })
      hi = split
    } else {
      ranges.push({ lo, hi: split })
      lo = split
    }
  }
  return ranges.reverse()
}

/** PROOF(m, D[n]) of RFC 6962 section 2.1.2, as the ranges whose roots it lists. */
function consistencyRanges(from: number, to: number): Range[] {
  assert(isCount(from) && isCount(to) && 0 < from && from <= to, `no proof from size ${from} to ${to}`)
  const ranges: Range[] = []
  let lo = 0
  let hi = to
  while (hi > from) {
    const split = lo + splitPoint(hi - lo)
    if (from <= split) {
      ranges.push({ lo: split, hi })
      hi = split
    } else {
      ranges.push({ lo, hi: split })
      lo = split
    }
  }
  // At lo = 0 the old tree is itself a subtree of the new one, and its root is already known.
  if (lo > 0) ranges.push({ lo, hi })
  return ranges.reverse()
}

function foldRanges(sha: Sha256, ranges: Range[], hashes: readonly Uint8Array[]): Uint8Array[] {
  let at = 0
  const proof = ranges.map((range) => {
    const count = subtrees(range).length
    at += count
    return foldRight(sha, hashes.slice(at - count, at))
  })
  assert(at === hashes.length, `a proof of ${at} nodes was given ${hashes.length}`)
  return proof
}

/** The stored nodes an inclusion proof needs, in the order `foldInclusion` takes their hashes. */
export const inclusionNodes = (index: number, size: number): NodeRef[] =>
  inclusionRanges(index, size).flatMap(subtrees)

/** The proof, lowest sibling first, from the hashes of `inclusionNodes(index, size)`. */
export const foldInclusion = (sha: Sha256, index: number, size: number, hashes: readonly Uint8Array[]) =>
  foldRanges(sha, inclusionRanges(index, size), hashes)

export const inclusionProof = (sha: Sha256, index: number, size: number, read: ReadNode): Uint8Array[] =>
  foldInclusion(sha, index, size, readAll(inclusionNodes(index, size), read))

/** The stored nodes a consistency proof needs (1 <= from <= to), in the order `foldConsistency` takes. */
export const consistencyNodes = (from: number, to: number): NodeRef[] =>
  consistencyRanges(from, to).flatMap(subtrees)

/** The proof from the hashes of `consistencyNodes(from, to)`. */
export const foldConsistency = (sha: Sha256, from: number, to: number, hashes: readonly Uint8Array[]) =>
  foldRanges(sha, consistencyRanges(from, to), hashes)

export const consistencyProof = (sha: Sha256, from: number, to: number, read: ReadNode): Uint8Array[] =>
  foldConsistency(sha, from, to, readAll(consistencyNodes(from, to), read))

const areHashes = (...hashes: readonly Uint8Array[]) => hashes.every((hash) => hash.length === hashBytes)

export type InclusionClaim = {
  index: number
  size: number
  leaf: Uint8Array
  proof: readonly Uint8Array[]
  root: Uint8Array
}

/** RFC 9162 section 2.1.3.2. False for anything malformed; never throws. */
export function checkInclusion(sha: Sha256, { index, size, leaf, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (!areHashes(leaf, root, ...proof)) return false
  let at = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = nodeHash(sha, sibling, hash)
      // On the right edge the levels without a sibling are not in the proof.
      while (!isOdd(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else hash = nodeHash(sha, hash, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 && equalBytes(hash, root)
}

export type ConsistencyClaim = {
  from: number
  to: number
  fromRoot: Uint8Array
  toRoot: Uint8Array
  proof: readonly Uint8Array[]
}

/** RFC 9162 section 2.1.4.2. A claim from size 0 says nothing and is refused, as the reference does. */
export function checkConsistency(
  sha: Sha256,
  { from, to, fromRoot, toRoot, proof }: ConsistencyClaim,
): boolean {
  if (!isCount(from) || !isCount(to) || from === 0 || from > to) return false
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot)
  if (!areHashes(fromRoot, toRoot, ...proof)) return false
  if (proof.length === 0) return false
  return foldsToBoth(sha, { from, to, fromRoot, toRoot, proof })
}

function foldsToBoth(sha: Sha256, { from, to, fromRoot, toRoot, proof }: ConsistencyClaim): boolean {
  let at = from - 1
  let last = to - 1
  while (isOdd(at)) {
    at = half(at)
    last = half(last)
  }
  // A power of two: the old root is the first node, and the proof leaves it out.
  const [first, ...rest] = at === 0 ? [fromRoot, ...proof] : proof
  let older = first!
  let newer = first!
  for (const sibling of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      older = nodeHash(sha, sibling, older)
      newer = nodeHash(sha, sibling, newer)
      while (!isOdd(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else newer = nodeHash(sha, newer, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 && equalBytes(older, fromRoot) && equalBytes(newer, toRoot)
}
