import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { hexDecode, hexEncode } from '~/domain/bytes'
import {
  checkConsistency,
  checkInclusion,
  consistencyNodes,
  consistencyProof,
  emptyRoot,
  Frontier,
  foldConsistency,
  foldInclusion,
  frontierNodes,
  inclusionNodes,
  inclusionProof,
  leafHash,
  nodeHash,
  type ReadNode,
  rootFrom,
  rootOf,
  storedNodes,
  type TreeNode,
} from '~/domain/ledger/merkle'
import { base64, describeVectors, sha256, test, vectorJson } from './vectors'

const leafOf = (i: number): Uint8Array => leafHash(sha256, Uint8Array.of(i >> 24, i >> 16, i >> 8, i))

/** The definition in RFC 6962 section 2.1, word for word: slow, and obviously right. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array())
  if (leaves.length === 1) return leaves[0]!
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return nodeHash(sha256, definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)))
}

const most = 200
const leaves = Array.from({ length: most }, (_, i) => leafOf(i))
const roots = Array.from({ length: most + 1 }, (_, size) => definedRoot(leaves.slice(0, size)))

const stored = new Map<string, Uint8Array>()
const read: ReadNode = (level, index) => {
  const hash = stored.get(`${level}/${index}`)
  if (!hash) throw new Error(`node ${level}/${index} was never completed`)
  return hash
}
const whole = new Frontier(sha256)
for (const leaf of leaves)
  whole.append(leaf, ({ level, index, hash }) => stored.set(`${level}/${index}`, hash))

const flipped = (hash: Uint8Array, bit = 0) =>
  hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

describeVectors('L3 the published proofs', () => {
  type Inclusion = {
    name: string
    leafIdx: number
    treeSize: number
    root: string
    leafHash: string
    proof: string[] | null
    wantErr: boolean
  }
  test.each(vectorJson<Inclusion[]>('merkle/inclusion.json', []))('L3 $name', (each) => {
    const proof = (each.proof ?? []).map(base64)
    const claim = {
      index: each.leafIdx,
      size: each.treeSize,
      leaf: base64(each.leafHash),
      root: base64(each.root),
    }
    expect(checkInclusion(sha256, { ...claim, proof })).toBe(!each.wantErr)
  })

  type Consistency = {
    name: string
    size1: number
    size2: number
    root1: string
    root2: string
    proof: string[] | null
    wantErr: boolean
  }
  test.each(vectorJson<Consistency[]>('merkle/consistency.json', []))('L3 $name', (each) => {
    const proof = (each.proof ?? []).map(base64)
    const claim = {
      from: each.size1,
      to: each.size2,
      fromRoot: base64(each.root1),
      toRoot: base64(each.root2),
    }
    expect(checkConsistency(sha256, { ...claim, proof })).toBe(!each.wantErr)
  })

  test('L2 the classic reference tree of eight leaves', () => {
    const tree = vectorJson('merkle/ct-reference-tree.json', {
      empty_root: '',
      empty_leaf: '',
      leaf_L123456: '',
      node_N123_N456: '',
      leaves_hex: [] as string[],
      roots_hex_by_size: [] as string[],
    })
    expect(hexEncode(emptyRoot)).toBe(tree.empty_root)
    expect(hexEncode(leafHash(sha256, new Uint8Array()))).toBe(tree.empty_leaf)
    expect(hexEncode(leafHash(sha256, Buffer.from('L123456')))).toBe(tree.leaf_L123456)
    expect(hexEncode(nodeHash(sha256, Buffer.from('N123'), Buffer.from('N456')))).toBe(tree.node_N123_N456)
    const hashes = tree.leaves_hex.map((hex) => leafHash(sha256, hexDecode(hex)!))
    expect(tree.roots_hex_by_size).toHaveLength(8)
    tree.roots_hex_by_size.forEach((root, i) => {
      expect(hexEncode(rootOf(sha256, hashes.slice(0, i + 1)))).toBe(root)
    })
  })

  test('L2 roots up to 100,000 leaves', { timeout: 60_000 }, () => {
    const { roots } = vectorJson('merkle/counter-tree-roots.json', { roots: {} as Record<string, string> })
    const frontier = new Frontier(sha256)
    let met = 0
    for (let i = 0; i < 100_000; i++) {
      frontier.append(leafOf(i))
      const root = roots[String(frontier.size)]
      if (root === undefined) continue
      met++
      expect(hexEncode(frontier.root())).toBe(root)
    }
    expect(met).toBe(Object.keys(roots).length)
  })
})

describe('L2 the tree of RFC 6962, at every size from 0 to 200', { timeout: 60_000 }, () => {
  test('L2 the streaming root is the defined root, from leaves and from stored nodes', () => {
    const frontier = new Frontier(sha256)
    for (let size = 0; size <= most; size++) {
      expect(frontier.root()).toEqual(roots[size])
      expect(rootFrom(sha256, size, read)).toEqual(roots[size])
      if (size < most) frontier.append(leaves[size]!)
    }
  })

  test('L2 a frontier goes on from its stored peaks', () => {
    for (let size = 0; size < most; size++) {
      const peaks = frontierNodes(size).map(({ level, index }) => read(level, index))
      const resumed = new Frontier(sha256, size, peaks)
      resumed.append(leaves[size]!)
      expect(resumed.root()).toEqual(roots[size + 1])
    }
  })

  test('L2 storedNodes and the frontier complete the same nodes, and each only once', () => {
    const frontier = new Frontier(sha256)
    const seen = new Set<string>()
    for (let size = 0; size < most; size++) {
      const completed: TreeNode[] = []
      frontier.append(leaves[size]!, (node) => completed.push(node))
      expect(storedNodes(sha256, size, leaves[size]!, read)).toEqual(completed)
      for (const { level, index } of completed) {
        expect(seen.has(`${level}/${index}`)).toBe(false)
        seen.add(`${level}/${index}`)
      }
    }
    expect(seen.size).toBe(2 * most - (most.toString(2).match(/1/g) ?? []).length)
  })

  test('L2 a copy of a frontier grows on its own', () => {
    const frontier = new Frontier(sha256, 0)
    frontier.append(leaves[0]!)
    const copy = frontier.copy()
    copy.append(leaves[1]!)
    expect([frontier.size, copy.size]).toEqual([1, 2])
    expect(frontier.root()).toEqual(roots[1])
    expect(copy.root()).toEqual(roots[2])
  })
})

describe('L3 proofs, at every size from 0 to 200', () => {
  test('L3 every leaf of every tree has a proof, and its neighbour does not pass with it', {
    timeout: 60_000,
  }, () => {
    const failures: string[] = []
    for (let size = 1; size <= most; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(sha256, index, size, read)
        const claim = { index, size, leaf: leaves[index]!, proof, root: roots[size]! }
        const neighbour = { ...claim, leaf: leaves[(index + 1) % most]! }
        if (!checkInclusion(sha256, claim) || checkInclusion(sha256, neighbour))
          failures.push(`${index} of ${size}`)
      }
    }
    expect(failures).toEqual([])
  })

  test('L3 every tree continues every smaller one, and no other', { timeout: 60_000 }, () => {
    const failures: string[] = []
    for (let to = 1; to <= most; to++) {
      for (let from = 1; from <= to; from++) {
        const proof = consistencyProof(sha256, from, to, read)
        const claim = { from, to, fromRoot: roots[from]!, toRoot: roots[to]!, proof }
        const forged = [
          { ...claim, fromRoot: flipped(roots[from]!) },
          { ...claim, toRoot: flipped(roots[to]!) },
        ]
        const wrongly = forged.some((each) => checkConsistency(sha256, each))
        if (!checkConsistency(sha256, claim) || wrongly) failures.push(`${from} to ${to}`)
      }
    }
    expect(failures).toEqual([])
  })

  test('L3 the nodes of a proof can be fetched first and folded after', { timeout: 60_000 }, () => {
    const fetch = (nodes: { level: number; index: number }[]) =>
      nodes.map(({ level, index }) => read(level, index))
    for (const size of [1, 2, 3, 7, 64, 65, 137, 200]) {
      for (let index = 0; index < size; index++) {
        const folded = foldInclusion(sha256, index, size, fetch(inclusionNodes(index, size)))
        expect(folded).toEqual(inclusionProof(sha256, index, size, read))
        const since = foldConsistency(sha256, index + 1, size, fetch(consistencyNodes(index + 1, size)))
        expect(since).toEqual(consistencyProof(sha256, index + 1, size, read))
      }
    }
  })

  test('L3 a proof with any bit flipped, a hash added, dropped or cut is refused', () => {
    const sizes = fc
      .integer({ min: 2, max: most })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
    fc.assert(
      fc.property(sizes, fc.nat(1_000), fc.nat(255), ([size, index], which, bit) => {
        const proof = inclusionProof(sha256, index, size, read)
        const at = which % proof.length
        const claim = { index, size, leaf: leaves[index]!, root: roots[size]! }
        const bad = [
          proof.with(at, flipped(proof[at]!, bit)),
          proof.with(at, proof[at]!.subarray(1)),
          proof.toSpliced(at, 1),
          proof.toSpliced(at, 0, proof[at]!),
        ]
        for (const forged of bad) expect(checkInclusion(sha256, { ...claim, proof: forged })).toBe(false)
      }),
    )
  })

  test.each([
    { index: -1, size: 8 },
    { index: 8, size: 8 },
    { index: 0.5, size: 8 },
    { index: 0, size: 0 },
    { index: 0, size: 2 ** 53 },
    { index: Number.NaN, size: 8 },
  ])('L3 no inclusion of leaf $index in $size', ({ index, size }) => {
    expect(checkInclusion(sha256, { index, size, leaf: leaves[0]!, proof: [], root: roots[1]! })).toBe(false)
    expect(() => inclusionNodes(index, size)).toThrow(/invariant/)
  })

  test.each([
    { from: 0, to: 8 },
    { from: 9, to: 8 },
    { from: -1, to: 8 },
    { from: 1.5, to: 8 },
  ])('L3 no consistency from $from to $to', ({ from, to }) => {
    expect(checkConsistency(sha256, { from, to, fromRoot: roots[1]!, toRoot: roots[8]!, proof: [] })).toBe(
      false,
    )
    expect(() => consistencyNodes(from, to)).toThrow(/invariant/)
  })

  test('L3 sizes beyond 32 bits', () => {
    const size = 2 ** 40 + 3
    const wanted = inclusionNodes(2 ** 40, size)
    expect(wanted).toEqual([
      { level: 0, index: 2 ** 40 + 1 },
      { level: 0, index: 2 ** 40 + 2 },
      { level: 40, index: 0 },
    ])
    expect(frontierNodes(size).map(({ level }) => level)).toEqual([40, 1, 0])
  })
})
