/**
 * Canonical JSON: one value, one sequence of bytes (RFC 8785).
 *
 * `canonicalize` is the whole RFC, floats included. `encodeEntry` and `decodeEntry` speak a narrower
 * language, in which nothing can be lost or read in two ways: see `strictFault`.
 */
import { utf8Decode, utf8Encode } from '../bytes'
import { ok, type Result, refuse } from '../result'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The lengths of a tile's entries are 16-bit (C2SP tlog-tiles). */
export const maxEntryBytes = 65_535
export const maxEntryDepth = 64

const loneSurrogate = /\p{Surrogate}/u

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function canonicalString(text: string): string {
  if (loneSurrogate.test(text)) throw new TypeError('canonical JSON: a string with a lone surrogate')
  return JSON.stringify(text)
}

function canonicalObject(value: object): string {
  if (!isPlain(value)) throw new TypeError('canonical JSON: not a plain object')
  const members = value as Record<string, unknown>
  // The default sort compares UTF-16 code units, which is the order RFC 8785 asks for.
  const keys = Object.keys(members).sort()
  return `{${keys.map((key) => `${canonicalString(key)}:${canonicalize(members[key])}`).join(',')}}`
}

/** RFC 8785. Throws a TypeError on what JSON cannot hold: undefined, NaN, Date, BigInt, lone surrogates. */
export function canonicalize(value: unknown): string {
  if (value === null || value === true || value === false) return String(value)
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  // Array.from visits holes, which map() would skip.
  if (Array.isArray(value)) return `[${Array.from(value, canonicalize).join(',')}]`
  if (typeof value === 'object') return canonicalObject(value)
  throw new TypeError(`canonical JSON: cannot hold ${typeof value === 'number' ? value : typeof value}`)
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

function stringFault(text: string, path: string): string | null {
  if (loneSurrogate.test(text)) return `${path}: a lone surrogate`
  if (text.normalize('NFC') !== text) return `${path}: text that is not in Unicode form NFC`
  return null
}

function arrayFault(
  value: readonly unknown[],
  path: string,
  depth: number,
  plainText: boolean,
): string | null {
  for (let i = 0; i < value.length; i++) {
    const fault = faultAt(value[i], `${path}[${i}]`, depth + 1, plainText)
    if (fault) return fault
  }
  return null
}

function objectFault(value: object, path: string, depth: number, plainText: boolean): string | null {
  if (!isPlain(value)) return `${path}: not a plain object`
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.has(key)) return `${path}: the key ${key}`
    const fault =
      (plainText ? null : stringFault(key, `${path}, a key`)) ??
      faultAt(
        (value as Record<string, unknown>)[key],
        plainText ? key : `${path}.${key}`,
        depth + 1,
        plainText,
      )
    if (fault) return fault
  }
  return null
}

function faultAt(value: unknown, path: string, depth: number, plainText: boolean): string | null {
  if (depth > maxEntryDepth) return `nested deeper than ${maxEntryDepth}`
  switch (typeof value) {
    case 'boolean':
      return null
    case 'string':
      return plainText ? null : stringFault(value, path)
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? null
        : `${path}: not a safe integer: ${value}`
    case 'object':
      if (value === null) return null
      return Array.isArray(value)
        ? arrayFault(value, path, depth, plainText)
        : objectFault(value, path, depth, plainText)
    default:
      return `${path}: ${typeof value} is not JSON`
  }
}

/**
 * Why a value cannot be an entry, or `null`: only null, booleans, safe integers, strings that are well
 * formed and in NFC, arrays and plain objects, at most `maxEntryDepth` deep, without keys that could
 * reach a prototype.
 */
export const strictFault = (value: unknown): string | null => faultAt(value, 'entry', 0, false)

/** The bytes of an entry. Throws when the value breaks `strictFault` or the length limit: a fault of ours. */
export function encodeEntry(value: unknown): Uint8Array {
  const fault = strictFault(value)
  if (fault) throw new TypeError(`ledger entry: ${fault}`)
  const bytes = utf8Encode(canonicalize(value))
  if (bytes.length > maxEntryBytes) {
    throw new TypeError(`ledger entry: ${bytes.length} bytes, at most ${maxEntryBytes} fit`)
  }
  return bytes
}

function keysInOrder(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(keysInOrder)
  let last: string | null = null
  for (const key of Object.keys(value)) {
    if (last !== null && key < last) return false
    if (!keysInOrder((value as Record<string, Json>)[key]!)) return false
    last = key
  }
  return true
}

// With keys already in order the engine's own printer is the canonical one, and several times quicker.
const printed = (value: Json): string => (keysInOrder(value) ? JSON.stringify(value) : canonicalize(value))

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

export type DecodeRefusal = { code: 'not-an-entry'; reason: string }

const notAnEntry = (reason: string) => refuse<DecodeRefusal>({ code: 'not-an-entry', reason })

/**
 * The value of an entry's bytes. Printing the value again must give the very same bytes, so a repeated
 * key, a space, `1.0`, `-0` or a second spelling of a character is refused.
 */
export function decodeEntry(bytes: Uint8Array): Result<Json, DecodeRefusal> {
  if (bytes.length > maxEntryBytes) return notAnEntry(`longer than ${maxEntryBytes} bytes`)
  const text = utf8Decode(bytes)
  if (text === null) return notAnEntry('not UTF-8')
  const value = parseJson(text)
  if (value === undefined) return notAnEntry('not JSON')
  // Text of ASCII alone, without escapes, is well formed and in NFC: no need to look at every string.
  const plainText = text.length === bytes.length && !text.includes('\\u')
  const fault = faultAt(value, 'entry', 0, plainText)
  if (fault) return notAnEntry(fault)
  return printed(value) === text ? ok(value) : notAnEntry('not in canonical form (RFC 8785)')
}
