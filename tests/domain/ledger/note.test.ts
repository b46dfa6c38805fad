import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { base64Encode } from '~/domain/bytes'
import {
  openCheckpoint,
  parseCheckpoint,
  printCheckpoint,
  readCheckpoint,
  signCheckpoint,
} from '~/domain/ledger/checkpoint'
import { emptyRoot } from '~/domain/ledger/merkle'
import {
  parseNote,
  parseVkey,
  printNote,
  printVkey,
  signNote,
  verifierKey,
  verifyNote,
} from '~/domain/ledger/note'
import { base64, describeVectors, seed, sha256, signerFrom, test, vectorJson, verifyEd25519 } from './vectors'

type NoteCase = {
  name: string
  note: string
  vkeys: string[]
  expect: 'ok' | 'unverified' | 'reject'
  verified?: number
}
type NoteVectors = { cases: NoteCase[]; signing_example: { skey: string; note: string } }
const noteVectors = vectorJson<NoteVectors>('note/signed-note.json', {
  cases: [],
  signing_example: { skey: '', note: '' },
})

function keyOf(vkey: string) {
  const key = parseVkey(sha256, vkey)
  if (!key.ok) throw new Error(`${vkey}: ${JSON.stringify(key.error)}`)
  return key.value
}

function judge({ note, vkeys }: NoteCase): { expect: string; verified?: number } {
  const parsed = parseNote(note)
  if (!parsed.ok) return { expect: 'reject' }
  const verified = verifyNote(verifyEd25519, parsed.value, vkeys.map(keyOf))
  if (verified.ok) return { expect: 'ok', verified: verified.value.length }
  return { expect: verified.error.code === 'not-signed-by' ? 'unverified' : 'reject' }
}

describeVectors('L4 the published notes and checkpoints', () => {
  test.each(noteVectors.cases)('L4 note: $name', (each) => {
    expect(judge(each)).toMatchObject({
      expect: each.expect,
      ...(each.verified && { verified: each.verified }),
    })
  })

  test('L4 the published signature comes out byte for byte', () => {
    const { skey, note } = noteVectors.signing_example
    const [, , name = '', id, ...key] = skey.split('+')
    const signer = signerFrom(name, base64(key.join('+')).subarray(1))
    expect(signer.key.keyId).toBe(id)
    const parsed = parseNote(note)
    if (!parsed.ok) throw new Error('the example does not parse')
    expect(printNote(signNote(signer, parsed.value.text))).toBe(note)
    expect(printNote(parsed.value)).toBe(note)
  })

  type Body = { name: string; body: string; ok: boolean }
  const bodies = vectorJson<{ cases: Body[] }>('note/checkpoint-parse.json', { cases: [] }).cases
  test.each(bodies)('L4 checkpoint: $name', ({ body, ok }) => {
    const parsed = parseCheckpoint(body)
    expect(parsed.ok).toBe(ok)
    if (parsed.ok) expect(printCheckpoint(parsed.value)).toBe(body)
  })

  type Sequence = { log_vkey: string; requests: { body: string; status: number; assert: string }[] }
  const sequence = vectorJson<Sequence>('witness/add-checkpoint-sequence.json', {
    log_vkey: '',
    requests: [],
  })
  const answered = sequence.requests.map(({ body, status, assert }) => ({
    note: body.slice(body.indexOf('\n\n') + 2),
    status,
    assert,
  }))
  test.each(answered)(
    'L4 a checkpoint that a witness answers with $status: $assert',
    ({ note, status, assert }) => {
      const opened = openCheckpoint(verifyEd25519, note, keyOf(sequence.log_vkey))
      // Its base64 has stray low bits, so it is refused before anybody looks at the signature.
      if (assert.includes('invalid signature'))
        expect(opened).toMatchObject({ error: { code: 'malformed-note' } })
      else if (assert.includes('unknown log'))
        expect(opened).toMatchObject({ error: { code: 'foreign-checkpoint' } })
      else if (status === 200 || status === 409) expect(opened.ok).toBe(true)
    },
  )
})

const log = 'ledger.example/parley'
const signer = signerFrom(log, seed(1))
const stranger = signerFrom(log, seed(2))
const checkpoint = { origin: log, size: 7, root: sha256(seed(7)), extension: [] }

describe('L4 a checkpoint is a note signed by the log', { timeout: 60_000 }, () => {
  test('L4 what is signed opens to the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (size, root) => {
          const given = { origin: log, size, root, extension: ['more'] }
          expect(openCheckpoint(verifyEd25519, signCheckpoint(signer, given), signer.key)).toEqual({
            ok: true,
            value: given,
          })
        },
      ),
    )
  })

  test('L4 no changed byte of a signed checkpoint opens', () => {
    const bytes = Buffer.from(signCheckpoint(signer, checkpoint))
    for (let i = 0; i < bytes.length; i++) {
      const forged = Buffer.from(bytes)
      forged[i]! ^= 1
      expect(openCheckpoint(verifyEd25519, forged.toString('latin1'), signer.key).ok).toBe(false)
    }
  })

  test('L4 another key of the same name is not the log', () => {
    const opened = openCheckpoint(verifyEd25519, signCheckpoint(stranger, checkpoint), signer.key)
    expect(opened).toEqual({ ok: false, error: { code: 'not-signed-by', names: [log] } })
  })

  test('L4 a log signs only what bears its name', () => {
    expect(() => signCheckpoint(signer, { ...checkpoint, origin: 'elsewhere.example' })).toThrow(TypeError)
    const note = signCheckpoint(signerFrom('elsewhere.example', seed(1)), {
      ...checkpoint,
      origin: 'elsewhere.example',
    })
    expect(openCheckpoint(verifyEd25519, note, signer.key)).toMatchObject({
      error: { code: 'foreign-checkpoint' },
    })
  })

  test('L4 further signatures ride along', () => {
    const parsed = parseNote(signCheckpoint(signer, checkpoint))
    if (!parsed.ok) throw new Error('unparsed')
    const witness = signNote(signerFrom('witness.example', seed(3)), parsed.value.text)
    const both = printNote({
      text: parsed.value.text,
      signatures: [...witness.signatures, ...parsed.value.signatures],
    })
    expect(openCheckpoint(verifyEd25519, both, signer.key)).toEqual({ ok: true, value: checkpoint })
  })

  test('L4 the empty tree has the root of nothing', () => {
    const empty = { origin: log, size: 0, root: emptyRoot, extension: [] }
    expect(readCheckpoint(signCheckpoint(signer, empty))).toMatchObject({
      ok: true,
      value: { checkpoint: empty },
    })
    expect(parseCheckpoint(printCheckpoint({ ...empty, size: 1 })).ok).toBe(true)
    expect(parseCheckpoint(printCheckpoint({ ...empty, root: seed(1) })).ok).toBe(false)
  })

  test.each([
    [100, true],
    [101, false],
  ])('L4 a note of %i signatures', (count, ok) => {
    const { text, signatures } = signNote(signer, 'text\n')
    expect(parseNote(printNote({ text, signatures: Array(count).fill(signatures[0]) })).ok).toBe(ok)
  })
})

describe('L4 a key is a name, an id and 32 bytes', () => {
  const vkey = printVkey(signer.key)

  test('L4 what is printed parses to the same', () => {
    expect(parseVkey(sha256, vkey)).toEqual({ ok: true, value: signer.key })
  })

  test.each([
    ['nothing', ''],
    ['no name', vkey.slice(log.length)],
    ['another name', `x${vkey}`],
    ['a name with a space', vkey.replace('ledger', 'led ger')],
    ['an id in capitals', vkey.replace(signer.key.keyId, signer.key.keyId.toUpperCase())],
    ['another id', vkey.replace(signer.key.keyId, '00000000')],
    ['a line break', `${vkey}\n`],
    ['a cut key', vkey.slice(0, -4)],
    ['another type', `${log}+${signer.key.keyId}+${base64Encode(Uint8Array.of(4, ...signer.key.publicKey))}`],
  ])('L4 refuses %s', (_name, text) => {
    expect(parseVkey(sha256, text)).toMatchObject({ ok: false, error: { code: 'malformed-key' } })
  })

  test('L4 a name that a signature line could not hold is a fault', () => {
    for (const name of ['', 'a b', 'a+b', 'a\nb'])
      expect(() => verifierKey(sha256, name, seed(1))).toThrow(TypeError)
    expect(() => signNote(signer, 'no newline')).toThrow(TypeError)
  })
})
