import { type Deletion, type Run, type TextUpdate, updateLimits } from '~/domain/documents/judge-update'
import type { UpdateCode } from '~/domain/documents/refusal'
import { ok, type Result, refuse } from '~/domain/result'

/** An update's values, and where its runs stand in its bytes. */
export interface DecodedUpdate extends TextUpdate {
  runsAt: { start: number; end: number }
}

/**
 * Read a Yjs update (encoding version 1) without a Yjs document. Content is told by its reference number,
 * since names of classes do not survive bundling: 4 is a string, 1 deleted content; garbage (0), gaps
 * (10), formats, embeds, nested types and sub-documents are not plain text. Bytes left over are refused,
 * because everybody who joins later gets the very bytes that were sent.
 */
export function decodeUpdate(bytes: Uint8Array): Result<DecodedUpdate, UpdateCode> {
  if (bytes.length > updateLimits.bytes) return refuse('too-large')
  const from = { bytes, at: 0 }
  try {
    const { author, runs, runsAt } = readAuthor(from)
    const deletions = readDeletions(from)
    if (from.at !== bytes.length) return refuse('malformed')
    return ok({ author, runs, runsAt, deletions })
  } catch (e) {
    if (e instanceof Unreadable) return refuse(e.code)
    throw e
  }
}

class Unreadable extends Error {
  constructor(readonly code: UpdateCode) {
    super(code)
  }
}

interface Reader {
  bytes: Uint8Array
  at: number
}

const hasLeft = 0x80
const hasRight = 0x40
const hasKey = 0x20
const contentBits = 0x1f
const stringContent = 4
const deletedContent = 1

function readAuthor(from: Reader): Omit<DecodedUpdate, 'deletions'> {
  const authors = readNumber(from)
  if (authors === 0) return { author: null, runs: [], runsAt: { start: 0, end: 0 } }
  if (authors > 1) throw new Unreadable('foreign-author')
  const count = readNumber(from)
  if (count === 0) throw new Unreadable('malformed')
  if (count > updateLimits.runs) throw new Unreadable('too-many-parts')
  const author = { client: readNumber(from), clock: readNumber(from) }
  const start = from.at
  const runs: Run[] = []
  while (runs.length < count) runs.push(readRun(from))
  return { author, runs, runsAt: { start, end: from.at } }
}

function readRun(from: Reader): Run {
  const info = readByte(from)
  const content = info & contentBits
  if (info & hasKey || (content !== stringContent && content !== deletedContent))
    throw new Unreadable('not-plain-text')
  const left = info & hasLeft ? readMark(from) : null
  const right = info & hasRight ? readMark(from) : null
  const root = left || right ? null : readRoot(from)
  const text = content === stringContent ? readString(from) : null
  const length = text === null ? readNumber(from) : text.length
  if (length === 0 || length > updateLimits.bytes) throw new Unreadable('malformed')
  return { text, length, left, right, root }
}

/** Only a root has a name; what stands in another type's item is not plain text. */
function readRoot(from: Reader): string {
  if (readNumber(from) !== 1) throw new Unreadable('not-plain-text')
  return readString(from)
}

function readDeletions(from: Reader): Deletion[] {
  const deletions: Deletion[] = []
  for (let clients = readNumber(from); clients > 0; clients--) {
    const client = readNumber(from)
    for (let ranges = readNumber(from); ranges > 0; ranges--) {
      const deletion = { client, clock: readNumber(from), length: readNumber(from) }
      if (deletion.length === 0) throw new Unreadable('malformed')
      if (deletions.push(deletion) > updateLimits.deletions) throw new Unreadable('too-many-parts')
    }
  }
  return deletions
}

const readMark = (from: Reader) => ({ client: readNumber(from), clock: readNumber(from) })

function readByte(from: Reader): number {
  const byte = from.bytes[from.at++]
  if (byte === undefined) throw new Unreadable('malformed')
  return byte
}

/** Seven bits a byte, low bits first, up to the largest exact integer. */
function readNumber(from: Reader): number {
  let value = 0
  for (let scale = 1; ; scale *= 128) {
    const byte = readByte(from)
    value += (byte & 0x7f) * scale
    if (value > Number.MAX_SAFE_INTEGER || scale > Number.MAX_SAFE_INTEGER) throw new Unreadable('malformed')
    if (byte < 0x80) return value
  }
}

/** Longer text than this is read by the engine; a keystroke is not worth the call. */
const readByHand = 16

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readString(from: Reader): string {
  const end = readNumber(from) + from.at
  if (end > from.bytes.length) throw new Unreadable('malformed')
  const short = end - from.at <= readByHand ? readAscii(from, end) : null
  if (short !== null) return short
  const bytes = from.bytes.subarray(from.at, end)
  from.at = end
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Unreadable('malformed')
  }
}

/** Null, and nothing read, where a character is not ASCII. */
function readAscii(from: Reader, end: number): string | null {
  let text = ''
  for (let i = from.at; i < end; i++) {
    const byte = from.bytes[i]!
    if (byte > 0x7f) return null
    text += String.fromCharCode(byte)
  }
  from.at = end
  return text
}
