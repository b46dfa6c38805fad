/** The roll of a ballot as the ledger freezes it: canonical JSON, sorted by member, named by its SHA-256. */
import type { Roll, RollMember } from '../ballots/roll'
import { hexEncode, utf8Decode, utf8Encode } from '../bytes'
import { ok, type Result, refuse } from '../result'
import { canonicalize, type Json, strictFault } from './canonical'
import type { Sha256 } from './merkle'

export type RollRefusal = { code: 'malformed-roll'; reason: string }

const malformed = (reason: string) => refuse<RollRefusal>({ code: 'malformed-roll', reason })
const inOrder = (a: RollMember, b: RollMember) => (a.member < b.member ? -1 : a.member > b.member ? 1 : 0)

/** Throws on text that no entry could hold either (lone surrogates, not NFC): a fault of ours. */
export function printRoll(roll: Roll): string {
  const members = roll
    .map(({ member, name, groupings, weights }) => ({ member, name, groupings, weights }))
    .sort(inOrder)
  const fault = strictFault(members)
  if (fault) throw new TypeError(`roll: ${fault}`)
  return canonicalize(members)
}

/** SHA-256 of the printed roll, lower-case hex: what `sha256sum` prints for the roll's file. */
export const rollHash = (sha: Sha256, roll: Roll): string => hexEncode(sha(utf8Encode(printRoll(roll))))

function isTexts(value: Json | undefined): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((text) => typeof text === 'string')
}

function isMember(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { member, name, groupings, weights, ...more } = value as Record<string, Json>
  if (Object.keys(more).length > 0) return false
  return (
    typeof member === 'string' &&
    member !== '' &&
    typeof name === 'string' &&
    isTexts(groupings) &&
    isTexts(weights)
  )
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** A roll from the bytes of its file. Its order and canonical form are part of what was hashed. */
export function parseRoll(bytes: Uint8Array): Result<Roll, RollRefusal> {
  const text = utf8Decode(bytes)
  const value = text === null ? undefined : parseJson(text)
  if (value === undefined) return malformed('not JSON in UTF-8')
  if (!Array.isArray(value) || strictFault(value)) return malformed('not a plain list')
  const stranger = value.findIndex((member) => !isMember(member))
  if (stranger >= 0) return malformed(`member ${stranger + 1}: not {member, name, groupings, weights}`)
  const roll = value as unknown as Roll
  if (new Set(roll.map(({ member }) => member)).size < roll.length) return malformed('a member twice')
  return printRoll(roll) === text ? ok(roll) : malformed('not in canonical form and order')
}
