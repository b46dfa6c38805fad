/**
 * C11: which texts say nearly the same, such as form letters. Shingles are runs of five characters of the text in
 * lower case, white space as one space. A text joins the first text to which its shingles have a Jaccard similarity
 * of at least 0.7, the earliest where several are equally near; otherwise it is the first of a group of its own.
 * Candidates are found by MinHash in 32 bands of 3: of pairs at the threshold one in 700,000 is overlooked.
 * The same texts in the same order give the same groups. Linear in their length.
 */
export const alikeFrom = 0.7

const shingleLength = 5
const bands = 32
const rowsPerBand = 3

/** Indexes of texts, group by group; the first of each is the one that the others are like. */
export function groupAlike(texts: readonly string[]): number[][] {
  const groups: number[][] = []
  const shingles: Set<number>[] = []
  const buckets = new Map<string, number[]>()
  for (const [i, text] of texts.entries()) {
    const own = shinglesOf(text)
    const keys = bandsOf(own)
    const near = new Set(keys.flatMap((key) => buckets.get(key) ?? []))
    const group = nearest(own, near, shingles)
    if (group !== null) {
      groups[group]!.push(i)
      continue
    }
    for (const key of keys) buckets.set(key, [...(buckets.get(key) ?? []), groups.length])
    groups.push([i])
    shingles.push(own)
  }
  return groups
}

/** The group whose first text is most like this one, if any is like enough. */
function nearest(own: Set<number>, near: Set<number>, shingles: readonly Set<number>[]): number | null {
  let best: { group: number; likeness: number } | null = null
  for (const group of [...near].sort((a, b) => a - b)) {
    const likeness = jaccard(own, shingles[group]!)
    if (likeness >= alikeFrom && likeness > (best?.likeness ?? 0)) best = { group, likeness }
  }
  return best === null ? null : best.group
}

export function jaccard(a: Set<number>, b: Set<number>): number {
  let both = 0
  for (const shingle of a) if (b.has(shingle)) both++
  return both / (a.size + b.size - both)
}

/** 32-bit FNV-1a hashes; a text shorter than a shingle is one by itself. */
export function shinglesOf(text: string): Set<number> {
  const plain = text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()
  const found = new Set<number>()
  for (let at = 0; at === 0 || at + shingleLength <= plain.length; at++) {
    let hash = 0x811c9dc5
    for (let i = at; i < Math.min(at + shingleLength, plain.length); i++)
      hash = Math.imul(hash ^ plain.charCodeAt(i), 0x01000193)
    found.add(hash >>> 0)
  }
  return found
}

function bandsOf(shingles: Set<number>): string[] {
  const least = new Uint32Array(bands * rowsPerBand).fill(0xffffffff)
  for (const shingle of shingles)
    for (let i = 0; i < least.length; i++) {
      const hash = mixed(shingle ^ Math.imul(i + 1, 0x9e3779b1))
      if (hash < least[i]!) least[i] = hash
    }
  return Array.from({ length: bands }, (_, band) =>
    [band, ...least.subarray(band * rowsPerBand, (band + 1) * rowsPerBand)].join(' '),
  )
}

/** Each bit of the result depends on each of the argument: one hash function for every number mixed in before. */
function mixed(n: number): number {
  const once = Math.imul(n ^ (n >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
