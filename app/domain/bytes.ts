/** Bytes as text and back. Pure: runs in Node and in a reader's browser, without Buffer. */

const encoder = new TextEncoder()
// A byte order mark is a character like any other here: dropping it would hide a changed byte.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8Encode = (text: string): Uint8Array => encoder.encode(text)

/** The text, or `null` when the bytes are not valid UTF-8. */
export function utf8Decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hex, two digits a byte. */
export function hexEncode(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexPairs[byte]
  return text
}

/** `null` unless `text` is lower-case hex of whole bytes: one spelling for one value. */
export function hexDecode(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const base64Values = new Map([...base64Digits].map((digit, value) => [digit, value]))

/** Standard alphabet, padded (RFC 4648 section 4). */
export function base64Encode(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += base64Digits[word >> 18]! + base64Digits[(word >> 12) & 63]!
    text += left > 1 ? base64Digits[(word >> 6) & 63] : '='
    text += left > 2 ? base64Digits[word & 63] : '='
  }
  return text
}

/** `null` unless `text` is exactly what `base64Encode` would print: no spaces, no stray low bits. */
export function base64Decode(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let i = 0; i < text.length; i += 4) {
    let word = 0
    for (let j = i; j < i + 4; j++) {
      const value = j >= text.length - padding ? 0 : base64Values.get(text.charAt(j))
      if (value === undefined) return null
      word = (word << 6) | value
    }
    const at = (i / 4) * 3
    for (let k = 0; k < 3 && at + k < bytes.length; k++) bytes[at + k] = (word >> (16 - 8 * k)) & 255
  }
  return base64Encode(bytes) === text ? bytes : null
}

/** Not for secrets: stops at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
