/** Beyond this many comparisons two texts count as having nothing in common between their equal ends. */
const maxCells = 4_000_000

/**
 * A longest common run of words of two texts: for each word of `a` the place of its partner in `b`, or -1.
 * Partners rise. Equal beginnings and ends are always partners. Cannot fail.
 */
export function alignWords(a: readonly string[], b: readonly string[]): Int32Array {
  const partner = new Int32Array(a.length).fill(-1)
  const { head, tail } = equalEnds(a, b)
  for (let i = 0; i < head; i++) partner[i] = i
  for (let i = 1; i <= tail; i++) partner[a.length - i] = b.length - i
  const inA = a.length - head - tail
  const inB = b.length - head - tail
  if (inA > 0 && inB > 0 && inA * inB <= maxCells)
    alignMiddle(a.slice(head, head + inA), b.slice(head, head + inB), (i, j) => {
      partner[head + i] = head + j
    })
  return partner
}

/** How many words two texts share at their beginning and, without counting one twice, at their end. */
export function equalEnds(a: readonly string[], b: readonly string[]): { head: number; tail: number } {
  const most = Math.min(a.length, b.length)
  let head = 0
  while (head < most && a[head] === b[head]) head++
  let tail = 0
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  return { head, tail }
}

function alignMiddle(a: readonly string[], b: readonly string[], pair: (i: number, j: number) => void) {
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pair(i++, j++)
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++
    else j++
  }
}
