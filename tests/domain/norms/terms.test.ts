import { describe, expect, test } from 'vitest'
import type { ParagraphId } from '~/domain/ids'
import { findTerms, foldTerm, indexTerms, listTerms, locateDefinitions, trimTerm } from '~/domain/norms/terms'

const index = (terms: readonly string[], lang = 'en') =>
  indexTerms(
    terms.map((term) => ({ id: term, term })),
    lang,
  )
const used = (text: string, terms: readonly string[], lang?: string) =>
  findTerms(text, index(terms, lang)).map(({ id, start, end }) => [id, text.slice(start, end)])

describe('N21 uses of defined terms', () => {
  test.each([
    ['in any case', 'INCIDENT and incident', ['Incident'], ['INCIDENT', 'incident']],
    ['in any width', 'ＩＮＣＩＤＥＮＴ', ['Incident'], ['ＩＮＣＩＤＥＮＴ']],
    ['in any spacing', 'critical  infrastructure', ['critical infrastructure'], ['critical  infrastructure']],
    [
      'the longest first',
      'a critical infrastructure',
      ['critical', 'critical infrastructure'],
      ['critical infrastructure'],
    ],
    ['the shorter alone', 'critical words', ['critical', 'critical infrastructure'], ['critical']],
    ['whole words only', 'incidents, coincident', ['incident'], []],
    ['never over a bracket', 'critical [infrastructure]', ['critical infrastructure'], []],
    ['beside punctuation', '“incident”, (incident).', ['incident'], ['incident', 'incident']],
    ['one after the other', 'state state', ['state state', 'state'], ['state state']],
    ['none defined', 'incident', [], []],
    ['in Arabic', 'على الدولة أن', ['الدولة'], ['الدولة']],
  ] as const)('%s', (_, text, terms, found) =>
    expect(used(text, terms).map(([, words]) => words)).toEqual(found),
  )
  test('in a script without spaces', () =>
    expect(used('各国家应报告事件。', ['事件'], 'zh').map(([, words]) => words)).toEqual(['事件']))
  test('of a term defined twice, the first definition counts', () => {
    const twice = indexTerms(
      [
        { id: 'first', term: 'Incident' },
        { id: 'second', term: 'incident' },
      ],
      'en',
    )
    expect(findTerms('An incident.', twice).map((u) => u.id)).toEqual(['first'])
  })
  test('folding is stable', () => expect(foldTerm(foldTerm('  ＣＲＩ  tical '))).toBe('cri tical'))
})

describe('N21 what can be a term', () => {
  test.each([
    ['“incident”', 'incident'],
    [' incident, ', 'incident'],
    ['the “incident', 'the “incident'],
    ['…', null],
    ['', null],
    ['[incident', 'incident'],
    ['an [incident] here', null],
  ] as const)('%s', (text, term) => {
    const span = trimTerm(text, { start: 0, end: text.length })
    expect(span && text.slice(span.start, span.end)).toBe(term)
  })
  test('a definition stands where its characters stand, else where its words stand once', () => {
    const row = { id: 'd', paragraphId: 'p' as ParagraphId, term: 'lamp', anchorStart: '0', anchorEnd: '3' }
    const find = (anchor: string) => Number(anchor)
    expect(locateDefinitions([row], { text: 'Lamp means lamp.', find })).toEqual([
      { id: 'd', start: 0, end: 4 },
    ])
    expect(locateDefinitions([row], { text: 'A lamp.', find })).toEqual([{ id: 'd', start: 2, end: 6 }])
    expect(locateDefinitions([row], { text: 'A lamp, a lamp.', find })).toEqual([])
  })
})

describe('N21 the list of terms', () => {
  const [a, b, c, gone] = ['a', 'b', 'c', 'gone'] as ParagraphId[]
  const text = [
    { id: a!, text: 'A vessel is kept.' },
    { id: b!, text: '“Vessel” means a boat. “Lamp” means a light.' },
    { id: c!, text: '“Vessel” means a ship. The vessel and the vessel.' },
  ]
  test('says what is defined twice, never used, used before, or in a removed paragraph', () => {
    const listed = listTerms(
      [
        { id: '1', term: 'Vessel', paragraphId: b! },
        { id: '2', term: 'vessel', paragraphId: c! },
        { id: '3', term: 'Lamp', paragraphId: b! },
        { id: '4', term: 'Boat', paragraphId: gone! },
      ],
      text,
      'en',
    )
    expect(listed).toEqual([
      { term: 'Vessel', definedIn: [b, c], uses: 1, usedBefore: a },
      { term: 'Lamp', definedIn: [b], uses: 0, usedBefore: null },
      { term: 'Boat', definedIn: [], uses: 1, usedBefore: null },
    ])
  })
})
