import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { maxEntryBytes } from '~/domain/ledger/canonical'
import { exportFiles } from '~/domain/ledger/export-format'
import { hashBytes } from '~/domain/ledger/merkle'

/** A file that should be there cannot be read: nothing is proved either way. */
export class Unreadable extends Error {}

const chunkBytes = 1024 * 1024

/** Only regular files: a link could lead out of the folder, and a pipe would never end. */
function open(path: string): { fd: number; bytes: number } {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    throw new Unreadable(`${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`)
  }
  const stat = fstatSync(fd)
  if (stat.isFile()) return { fd, bytes: stat.size }
  closeSync(fd)
  throw new Unreadable(`${path}: not a regular file`)
}

/** A whole file of at most `most` bytes. */
export function readSmall(path: string, most: number): Uint8Array {
  const { fd, bytes } = open(path)
  try {
    if (bytes > most) throw new Unreadable(`${path}: ${bytes} bytes, at most ${most} are read`)
    const whole = new Uint8Array(bytes)
    return whole.subarray(0, fill(fd, whole, 0))
  } finally {
    closeSync(fd)
  }
}

/** Read until `target` is full or the file ends; returns how far it is filled. */
function fill(fd: number, target: Uint8Array, from: number): number {
  let at = from
  while (at < target.length) {
    const read = readSync(fd, target, at, target.length - at, null)
    if (read === 0) break
    at += read
  }
  return at
}

/**
 * The lines of a file, without their newlines, in flat memory. Each is a view that the next one overwrites.
 * Of a line longer than an entry can be, only one byte too many is given: enough to be refused.
 * Returns whether the last line had its newline.
 */
export function* readLines(path: string): Generator<Uint8Array, { whole: boolean }> {
  const { fd } = open(path)
  try {
    const buffer = new Uint8Array(chunkBytes + maxEntryBytes + 1)
    let held = 0
    for (;;) {
      const end = fill(fd, buffer.subarray(0, held + chunkBytes), held)
      if (end === held) break
      held = yield* linesOf(buffer, end)
    }
    if (held > 0) yield buffer.subarray(0, held)
    return { whole: held === 0 }
  } finally {
    closeSync(fd)
  }
}

/** Whole lines of the buffer; moves what is left to its front and returns how much that is. */
function* linesOf(buffer: Uint8Array, end: number): Generator<Uint8Array, number> {
  const newline = 0x0a
  let at = 0
  for (;;) {
    const stop = buffer.indexOf(newline, at)
    if (stop < 0 || stop >= end) break
    yield buffer.subarray(at, Math.min(stop, at + maxEntryBytes + 1))
    at = stop + 1
  }
  const left = Math.min(end - at, maxEntryBytes + 1)
  buffer.copyWithin(0, at, at + left)
  return left
}

/** Stored leaf hashes one by one: 32 bytes, fewer at a cut end, then `null`. */
export class LeafReader {
  readonly #fd: number
  readonly #buffer = new Uint8Array(hashBytes * 32_768)
  #at = 0
  #end = 0

  constructor(path: string) {
    this.#fd = open(path).fd
  }

  next(): Uint8Array | null {
    if (this.#at >= this.#end) {
      this.#end = fill(this.#fd, this.#buffer, 0)
      this.#at = 0
      if (this.#end === 0) return null
    }
    const from = this.#at
    this.#at = Math.min(from + hashBytes, this.#end)
    return this.#buffer.slice(from, this.#at)
  }

  close(): void {
    closeSync(this.#fd)
  }
}

/** Names in the folder that the format does not know: they are not checked, and the reader should know. */
export function strangersIn(folder: string): string[] {
  const known = new Set<string>(Object.values(exportFiles))
  return readdirSync(folder)
    .filter((name) => !known.has(name))
    .map((name) => join(folder, name))
}
