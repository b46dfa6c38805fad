import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type VersionContent, versionHash, versionJson } from '~/domain/norms/version-content'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const text: VersionContent = {
  title: 'Care of lights',
  language: 'en',
  paragraphs: [
    { id: 'p1', number: '1', kind: 'article', heading: 'Lights', text: 'Keep them.' },
    { id: 'p2', number: '1.1', kind: 'sub', heading: '', text: 'All of them; « é ».' },
  ],
}

describe('N8 the hash of a version', () => {
  test('is over the canonical JSON, keys in order, in UTF-8', () => {
    const json =
      '{"language":"en","paragraphs":[{"heading":"Lights","id":"p1","kind":"article","number":"1","text":"Keep them."},{"heading":"","id":"p2","kind":"sub","number":"1.1","text":"All of them; « é »."}],"title":"Care of lights"}'
    expect(versionJson(text)).toBe(json)
    expect(versionHash(text, sha256)).toBe(createHash('sha256').update(json, 'utf8').digest('hex'))
  })
  test('leaves out what a row has besides', () => {
    const rows = text.paragraphs.map((p) => ({ ...p, implementsId: 'x', position: 3 }))
    expect(versionHash({ ...text, paragraphs: rows }, sha256)).toBe(versionHash(text, sha256))
  })
  const [first, second] = text.paragraphs as [
    VersionContent['paragraphs'][0],
    VersionContent['paragraphs'][0],
  ]
  test.each<[string, VersionContent]>([
    ['title', { ...text, title: 'Care of light' }],
    ['language', { ...text, language: 'fr' }],
    ['order', { ...text, paragraphs: [second, first] }],
    ['id', { ...text, paragraphs: [{ ...first, id: 'p3' }, second] }],
    ['number', { ...text, paragraphs: [{ ...first, number: '2' }, second] }],
    ['kind', { ...text, paragraphs: [{ ...first, kind: 'operative' }, second] }],
    ['heading', { ...text, paragraphs: [{ ...first, heading: 'Light' }, second] }],
    ['wording', { ...text, paragraphs: [first, { ...second, text: 'All of them; « e ».' }] }],
    [
      'spelling of one character',
      { ...text, paragraphs: [first, { ...second, text: 'All of them; « e\u0301 ».' }] },
    ],
  ])('changes with the %s', (_, other) => {
    expect(versionHash(other, sha256)).not.toBe(versionHash(text, sha256))
  })
  test('refuses what has no UTF-8', () => {
    const broken = { ...text, paragraphs: [{ ...first, text: '\ud800' }] }
    expect(() => versionHash(broken, sha256)).toThrow('lone surrogate')
  })
})
