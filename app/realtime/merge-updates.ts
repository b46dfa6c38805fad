import type { Deletion } from '~/domain/documents/judge-update'

/** An update that has passed the gate, taken apart as far as merging needs. */
export interface Part {
  bytes: Uint8Array
  clientId: number
  /** The author's clock before it. */
  from: number
  runs: number
  /** Where its runs stand in its bytes. */
  runsAt: { start: number; end: number }
  deletions: readonly Deletion[]
}

/**
 * One Yjs update (encoding version 1) out of many, in the order of the log. What has passed the gate goes on at its
 * author's last character, so the runs of each author are simply put one after the other; reading them again, as
 * Yjs does for updates it knows nothing of, would cost more than everything else on their way.
 */
export function mergeParts(parts: readonly Part[]): Uint8Array {
  const authors = new Map<number, { clock: number; runs: number; of: Part[] }>()
  const deleted = new Map<number, number[]>()
  let size = 32
  for (const part of parts) {
    if (part.runs > 0) {
      const author = authors.get(part.clientId)
      if (!author) authors.set(part.clientId, { clock: part.from, runs: part.runs, of: [part] })
      else {
        author.runs += part.runs
        author.of.push(part)
      }
    }
    for (const deletion of part.deletions) addRange(deleted, deletion)
    size += part.bytes.length + headBytes + 2 * numberBytes * part.deletions.length
  }
  const to = { bytes: new Uint8Array(size), at: 0 }
  writeNumber(to, authors.size)
  for (const [client, { clock, runs, of }] of authors) {
    writeNumber(to, runs)
    writeNumber(to, client)
    writeNumber(to, clock)
    for (const { bytes, runsAt } of of) writeBytes(to, bytes, runsAt)
  }
  writeNumber(to, deleted.size)
  for (const [client, ranges] of deleted) {
    writeNumber(to, client)
    writeNumber(to, ranges.length / 2)
    for (const number of ranges) writeNumber(to, number)
  }
  return to.bytes.slice(0, to.at)
}

/** What a number takes at most: seven bits a byte, up to the largest exact integer. */
const numberBytes = 8
/** Count, client and clock of an author; client and count of deleted ranges. */
const headBytes = 5 * numberBytes

/** Clock and length of each range; one that touches the last is taken into it, as when somebody backspaces. */
function addRange(deleted: Map<number, number[]>, { client, clock, length }: Deletion) {
  const ranges = deleted.get(client)
  if (!ranges) return void deleted.set(client, [clock, length])
  const last = ranges.length - 2
  const [lastClock = 0, lastLength = 0] = ranges.slice(last)
  if (clock === lastClock + lastLength) ranges[last + 1] = lastLength + length
  else if (clock + length === lastClock) {
    ranges[last] = clock
    ranges[last + 1] = lastLength + length
  } else ranges.push(clock, length)
}

interface Writer {
  bytes: Uint8Array
  at: number
}

function writeNumber(to: Writer, value: number) {
  for (; value > 0x7f; value = Math.floor(value / 128)) to.bytes[to.at++] = 0x80 | (value & 0x7f)
  to.bytes[to.at++] = value
}

function writeBytes(to: Writer, bytes: Uint8Array, { start, end }: Part['runsAt']) {
  // most are a dozen bytes, for which a call into the engine costs more than it copies
  if (end - start < 64) for (let i = start; i < end; i++) to.bytes[to.at++] = bytes[i]!
  else {
    to.bytes.set(bytes.subarray(start, end), to.at)
    to.at += end - start
  }
}
