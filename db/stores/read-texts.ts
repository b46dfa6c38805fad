import { createHash } from 'node:crypto'

/** UTF-16 units kept in all; a text is as long as a paragraph may be at most. */
const keptAtMost = 4_000_000
const updatesAtMost = 64 * 1024

const kept = new Map<string, string>()
let length = 0

/**
 * The text of some updates, read once: what the same bytes say never changes, whoever committed them. Opening a
 * norm of a thousand paragraphs would otherwise make a thousand documents each time.
 */
export function readOnce(updates: readonly Uint8Array[], read: () => string): string {
  const bytes = updates.reduce((n, update) => n + update.length, 0)
  if (bytes === 0 || bytes > updatesAtMost) return read()
  const key = keyOf(updates)
  const known = kept.get(key)
  if (known !== undefined) {
    // the one used last is forgotten last
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const text = read()
  kept.set(key, text)
  length += text.length
  for (const [oldest, words] of kept) {
    if (length <= keptAtMost) break
    kept.delete(oldest)
    length -= words.length
  }
  return text
}

function keyOf(updates: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  // where one ends and the next begins is a part of what they say
  for (const update of updates) hash.update(`${update.length}.`).update(update)
  return hash.digest('base64')
}
