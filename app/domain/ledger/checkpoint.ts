/** Checkpoints (C2SP tlog-checkpoint): the signed size and root of the whole ledger at one moment. */
import { base64Decode, base64Encode, equalBytes } from '../bytes'
import { ok, type Result, refuse } from '../result'
import { emptyRoot, hashBytes } from './merkle'
import {
  type Note,
  type NoteRefusal,
  parseNote,
  printNote,
  type Signer,
  signNote,
  type VerifierKey,
  type VerifyEd25519,
  verifyNote,
} from './note'

/** `extension`: further lines of the body, carried and signed but not understood. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array; extension: readonly string[] }

export type CheckpointRefusal =
  | NoteRefusal
  | { code: 'malformed-checkpoint'; reason: string }
  | { code: 'foreign-checkpoint'; origin: string; expected: string }

const malformed = (reason: string) => refuse<CheckpointRefusal>({ code: 'malformed-checkpoint', reason })

export function printCheckpoint({ origin, size, root, extension }: Checkpoint): string {
  return [origin, String(size), base64Encode(root), ...extension].map((line) => `${line}\n`).join('')
}

/** The body alone, without signatures. */
export function parseCheckpoint(body: string): Result<Checkpoint, CheckpointRefusal> {
  const lines = body.split('\n')
  if (lines.pop() !== '') return malformed('no final newline')
  const [origin = '', digits = '', encoded = '', ...extension] = lines
  if (lines.length < 3) return malformed('fewer than three lines: origin, size, root')
  if (origin === '' || extension.includes('')) return malformed('an empty line')
  const size = Number(digits)
  if (!/^(0|[1-9][0-9]*)$/.test(digits) || !Number.isSafeInteger(size)) {
    return malformed(`the size is not a whole number below 2^53: ${JSON.stringify(digits.slice(0, 40))}`)
  }
  const root = base64Decode(encoded)
  if (root?.length !== hashBytes) return malformed(`the root is not the base64 of ${hashBytes} bytes`)
  if (size === 0 && !equalBytes(root, emptyRoot)) return malformed('size 0 with the root of some other tree')
  return ok({ origin, size, root, extension })
}

/** The printed note. The key's name is the log's origin; throws when it is not. */
export function signCheckpoint(signer: Signer, checkpoint: Checkpoint): string {
  if (signer.key.name !== checkpoint.origin) throw new TypeError('a log signs only its own checkpoints')
  return printNote(signNote(signer, printCheckpoint(checkpoint)))
}

/** A checkpoint from a printed note, once the log's own key is seen to have signed it. */
export function openCheckpoint(
  verify: VerifyEd25519,
  note: string,
  key: VerifierKey,
): Result<Checkpoint, CheckpointRefusal> {
  const parsed = readCheckpoint(note)
  if (!parsed.ok) return parsed
  const { origin } = parsed.value.checkpoint
  if (origin !== key.name) {
    return refuse<CheckpointRefusal>({ code: 'foreign-checkpoint', origin, expected: key.name })
  }
  const signers = verifyNote(verify, parsed.value.note, [key])
  return signers.ok ? ok(parsed.value.checkpoint) : signers
}

/** What a note claims, before anybody has looked at its signatures. */
export function readCheckpoint(
  printed: string,
): Result<{ note: Note; checkpoint: Checkpoint }, CheckpointRefusal> {
  const note = parseNote(printed)
  if (!note.ok) return note
  const checkpoint = parseCheckpoint(note.value.text)
  return checkpoint.ok ? ok({ note: note.value, checkpoint: checkpoint.value }) : checkpoint
}
