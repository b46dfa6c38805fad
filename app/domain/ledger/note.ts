/**
 * Signed notes (C2SP signed-note): a text that ends in a newline, a blank line, and signature lines
 * `— name base64(key id || signature)`. Only Ed25519 (type 0x01) is checked; other lines are carried along.
 */
import { base64Decode, base64Encode, concatBytes, hexDecode, hexEncode, utf8Encode } from '../bytes'
import { ok, type Result, refuse } from '../result'
import type { Sha256 } from './merkle'

export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
export type SignEd25519 = (message: Uint8Array) => Uint8Array

/** `keyId`: 8 hex digits. `publicKey`: 32 bytes. */
export type VerifierKey = { name: string; keyId: string; publicKey: Uint8Array }
export type Signer = { key: VerifierKey; sign: SignEd25519 }
export type NoteSignature = { name: string; keyId: string; signature: Uint8Array }
export type Note = { text: string; signatures: NoteSignature[] }

export type NoteRefusal =
  | { code: 'malformed-note'; reason: string }
  | { code: 'malformed-key'; reason: string }
  | { code: 'bad-signature'; name: string; keyId: string }
  | { code: 'not-signed-by'; names: string[] }

const maxNoteChars = 1_000_000
const maxSignatures = 100
const ed25519 = 0x01

const badNoteText = /[\p{Cc}\p{Surrogate}]/u
const badName = /[\s+\p{Cc}\p{Surrogate}]/u

const isName = (name: string) => name !== '' && !badName.test(name)
const malformed = (reason: string) => refuse<NoteRefusal>({ code: 'malformed-note', reason })
const badKey = (reason: string) => refuse<NoteRefusal>({ code: 'malformed-key', reason })

const typed = (publicKey: Uint8Array) => concatBytes(Uint8Array.of(ed25519), publicKey)

/** First four bytes of SHA-256(name || 0x0A || 0x01 || key), as 8 hex digits. */
export const keyId = (sha: Sha256, name: string, publicKey: Uint8Array): string =>
  hexEncode(sha(concatBytes(utf8Encode(`${name}\n`), typed(publicKey))).subarray(0, 4))

/** Throws when the name cannot stand in a note or the key is not 32 bytes: a fault of ours. */
export function verifierKey(sha: Sha256, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isName(name) || publicKey.length !== 32) throw new TypeError(`not a key name and Ed25519 key: ${name}`)
  return { name, keyId: keyId(sha, name, publicKey), publicKey }
}

/** `name+keyid+base64(0x01 || key)`. */
export const printVkey = ({ name, keyId, publicKey }: VerifierKey): string =>
  `${name}+${keyId}+${base64Encode(typed(publicKey))}`

export function parseVkey(sha: Sha256, text: string): Result<VerifierKey, NoteRefusal> {
  const [name = '', id = '', ...rest] = text.split('+')
  const key = base64Decode(rest.join('+'))
  if (!isName(name)) return badKey('no key name before the first +')
  if (!/^[0-9a-f]{8}$/.test(id)) return badKey('the key id is not 8 lower-case hex digits')
  if (key === null || key.length !== 33) return badKey('not the base64 of 33 bytes')
  if (key[0] !== ed25519) return badKey(`signature type ${key[0]}, only Ed25519 (1) is known`)
  const publicKey = key.subarray(1)
  if (keyId(sha, name, publicKey) !== id) return badKey('the key id does not belong to this name and key')
  return ok({ name, keyId: id, publicKey })
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name, encoded, ...rest] = line.split(' ')
  if (dash !== '—' || !name || !isName(name) || !encoded || rest.length > 0) return null
  const bytes = base64Decode(encoded)
  if (bytes === null || bytes.length < 5) return null
  return { name, keyId: hexEncode(bytes.subarray(0, 4)), signature: bytes.subarray(4) }
}

/** Structure only; says nothing about who signed. */
export function parseNote(note: string): Result<Note, NoteRefusal> {
  if (note.length > maxNoteChars) return malformed(`longer than ${maxNoteChars} characters`)
  if (badNoteText.test(note.replaceAll('\n', ''))) return malformed('a control character or lone surrogate')
  const split = note.lastIndexOf('\n\n')
  if (split < 0) return malformed('no blank line before the signatures')
  if (!note.endsWith('\n') || split + 2 >= note.length)
    return malformed('no signature line, or no final newline')
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > maxSignatures) return malformed(`more than ${maxSignatures} signatures`)
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const signature = parseSignature(line)
    if (!signature) return malformed(`not a signature line: ${JSON.stringify(line.slice(0, 100))}`)
    signatures.push(signature)
  }
  return ok({ text: note.slice(0, split + 1), signatures })
}

function printSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${base64Encode(concatBytes(hexDecode(keyId)!, signature))}\n`
}

export const printNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(printSignature).join('')}`

/** `text` must end in a newline; throws otherwise. */
export function signNote({ key, sign }: Signer, text: string): Note {
  if (!text.endsWith('\n')) throw new TypeError('the text of a note ends in a newline')
  return { text, signatures: [{ name: key.name, keyId: key.keyId, signature: sign(utf8Encode(text)) }] }
}

/**
 * The known keys that signed, each once. A wrong signature under a known name and id spoils the note;
 * lines of unknown keys are passed over; with no known key at all the note is refused.
 */
export function verifyNote(
  verify: VerifyEd25519,
  { text, signatures }: Note,
  keys: readonly VerifierKey[],
): Result<VerifierKey[], NoteRefusal> {
  const message = utf8Encode(text)
  const signers = new Set<VerifierKey>()
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId)
    if (!key || signers.has(key)) continue
    if (signature.length !== 64 || !verify(key.publicKey, message, signature)) {
      return refuse<NoteRefusal>({ code: 'bad-signature', name, keyId })
    }
    signers.add(key)
  }
  if (signers.size > 0) return ok([...signers])
  return refuse<NoteRefusal>({ code: 'not-signed-by', names: keys.map(({ name }) => name) })
}
