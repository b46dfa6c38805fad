/**
 * A short mark of one row of a log (FNV-1a, 32 bits, over its bytes), by which a window and the server see that
 * they speak of the same history. It guards against mistakes, not against attackers: rights are checked elsewhere.
 */
export function rowMark(row: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of row) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
