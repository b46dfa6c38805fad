import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignWords } from '~/domain/amendments/align-words'
import { changeOf, changeOfWords, narrow } from '~/domain/amendments/change'
import { applyChanges, mergeChange, mergePieces, withAmended } from '~/domain/amendments/merge-change'
import { hullOf, piecesOf, withPieces } from '~/domain/amendments/pieces'
import { segmentWords } from '~/domain/norms/segment-words'
import { redlineWords } from '~/ui/norms/redline-words'
import { sure } from '../../sure'
import { add, base, move, pid, remove, whole, words } from './changes'

const wording = fc.array(fc.constantFrom('shall', 'keep', 'lights', 'ناقل', '应当', 'свет', '[', ']', ','), {
  maxLength: 14,
})
const text = wording.map((list) => list.join(' '))

describe('A2 the change is the words that differ', () => {
  test.each([
    {
      lang: 'en',
      before: 'Ships shall keep lights.',
      after: 'Ships should keep lights.',
      op: 'replace',
      gone: 'shall',
      put: 'should',
    },
    {
      lang: 'en',
      before: 'Ships keep red lights.',
      after: 'Ships keep lights.',
      op: 'delete',
      gone: 'red ',
      put: '',
    },
    {
      lang: 'en',
      before: 'Ships keep lights.',
      after: 'Ships keep lights always.',
      op: 'add',
      gone: '',
      put: ' always',
    },
    {
      lang: 'ru',
      before: 'Суда должны нести огни.',
      after: 'Суда могут нести огни.',
      op: 'replace',
      gone: 'должны',
      put: 'могут',
    },
    {
      lang: 'ar',
      before: 'يجب على السفن حمل الأنوار',
      after: 'ينبغي على السفن حمل الأنوار',
      op: 'replace',
      gone: 'يجب',
      put: 'ينبغي',
    },
    {
      lang: 'zh',
      before: '船舶必须保持灯光',
      after: '船舶可以保持灯光',
      op: 'replace',
      gone: '必须',
      put: '可以',
    },
  ])('$lang: $gone -> $put', ({ lang, before, after, op, gone, put }) => {
    const found = narrow(before, after, lang)!
    expect(found.op).toBe(op)
    expect(before.slice(found.span.start, found.span.end)).toBe(gone)
    expect(found.text).toBe(put)
    expect(redlineWords(before, after, lang).filter((r) => r.kind === 'same').length).toBeGreaterThan(0)
  })
  test('put back, it gives the wanted words, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = narrow(before, after, 'en')
        if (!found) return before === after
        return before.slice(0, found.span.start) + found.text + before.slice(found.span.end) === after
      }),
    )
  })
  test('two places are two pieces; what stands between them is not touched', () => {
    const before = 'Ships shall report within 72 hours to the harbour that they left.'
    const after = 'Ships shall report within 48 hours to the harbour that they reach.'
    const found = narrow(before, after, 'en')!
    expect(
      piecesOf(found, before, 'en').map((p) => [before.slice(p.span.start, p.span.end), p.text]),
    ).toEqual([
      ['72', '48'],
      ['left', 'reach'],
    ])
  })
  test.each([
    {
      name: 'one word between two changes parts nothing',
      before: 'a red lamp b',
      after: 'a blue lamp c',
      pieces: 1,
    },
    { name: 'two do', before: 'a red lamp burns b', after: 'a blue lamp burns c', pieces: 2 },
    { name: 'words put in at two places', before: 'a b c d', after: 'a x b c y d', pieces: 2 },
  ])('$name', ({ before, after, pieces }) => {
    expect(piecesOf(narrow(before, after, 'en')!, before, 'en')).toHaveLength(pieces)
  })
  test.each([
    {
      lang: 'zh',
      before: '船舶必须保持灯光，并且应当在七十二小时内向港口报告。',
      after: '船舶可以保持灯光，并且应当在四十八小时内向港口报告。',
    },
    {
      lang: 'ar',
      before: 'يجب على السفن حمل الأنوار والإبلاغ خلال ثلاثة أيام',
      after: 'ينبغي على السفن حمل الأنوار والإبلاغ خلال يومين',
    },
    {
      lang: 'ru',
      before: 'Суда должны нести огни и сообщать в течение трёх суток.',
      after: 'Суда могут нести огни и сообщать в течение двух суток.',
    },
  ])('$lang: two places', ({ lang, before, after }) => {
    const pieces = piecesOf(narrow(before, after, lang)!, before, lang)
    expect(pieces).toHaveLength(2)
    expect(withPieces(before, pieces)).toBe(after)
  })
  test('pieces never overlap, keep their order and give the wanted words', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = narrow(before, after, 'en')
        if (!found) return
        const pieces = piecesOf(found, before, 'en')
        expect(withPieces(before, pieces)).toBe(after)
        pieces.forEach((p, i) => {
          expect(p.span.start).toBeLessThanOrEqual(p.span.end)
          if (i > 0) expect(p.span.start).toBeGreaterThan(pieces[i - 1]!.span.end)
        })
        expect(hullOf(before, pieces)).toEqual({ span: found.span, text: found.text })
      }),
    )
  })
  const paragraphs = base('One.', 'Two.')
  test.each([
    { asked: { op: 'replace', paragraphId: 'z', text: 'x' }, code: 'no-such-paragraph' },
    { asked: { op: 'delete', paragraphId: null }, code: 'no-such-paragraph' },
    { asked: { op: 'add', afterId: 'z', text: 'x' }, code: 'no-such-place' },
    { asked: { op: 'move', paragraphId: 'a', afterId: 'z' }, code: 'no-such-place' },
    { asked: { op: 'move', paragraphId: 'b', afterId: 'a' }, code: 'nothing-changes' },
    { asked: { op: 'move', paragraphId: 'a', afterId: null }, code: 'nothing-changes' },
    { asked: { op: 'move', paragraphId: 'a', afterId: 'a' }, code: 'nothing-changes' },
    { asked: { op: 'add', text: '  ' }, code: 'no-words' },
    { asked: { op: 'replace', paragraphId: 'a', text: '' }, code: 'no-words' },
    { asked: { op: 'replace', paragraphId: 'a', text: 'One.' }, code: 'nothing-changes' },
  ] as const)('$asked is refused: $code', ({ asked, code }) => {
    const full = { kind: null, paragraphId: null, afterId: null, text: '', heading: '', ...asked }
    expect(changeOf(full as never, paragraphs, 'en')).toEqual({ ok: false, error: { code } })
  })
  test('another heading makes it the whole paragraph', () => {
    const asked = {
      op: 'replace',
      kind: null,
      paragraphId: pid('a'),
      afterId: null,
      text: 'One.',
      heading: 'New',
    } as const
    expect(sure(changeOf(asked, paragraphs, 'en'))).toMatchObject({
      span: null,
      text: 'One.',
      heading: 'New',
    })
  })
})

describe('aligned words', () => {
  test('partners are equal words and rise; equal ends always pair', () => {
    fc.assert(
      fc.property(wording, wording, (a, b) => {
        const partner = alignWords(a, b)
        let last = -1
        partner.forEach((j, i) => {
          if (j < 0) return
          expect(b[j]).toBe(a[i])
          expect(j).toBeGreaterThan(last)
          last = j
        })
        expect(alignWords(a, a).every((j, i) => j === i)).toBe(true)
      }),
    )
  })
  test('two long unlike texts are given up on, not computed for minutes', () => {
    const many = (word: string) => Array.from({ length: 5_000 }, (_, i) => `${word}${i}`)
    expect(alignWords(many('a'), many('b')).every((j) => j === -1)).toBe(true)
  })
})

const merged = (texts: string[], live: string[], change: Parameters<typeof mergeChange>[0]['change']) => {
  const { paragraphs, outcome } = sure(
    mergeChange({ base: base(...texts), live: base(...live), change, newId: pid('n'), lang: 'en' }),
  )
  return { texts: paragraphs.map((p) => p.text), ids: paragraphs.map((p) => p.id).join(''), outcome }
}

describe('A13 brought into the base itself', () => {
  test('any wording becomes any other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after)
        expect(merged([before], [before], words('a', before, after)).texts).toEqual([after])
      }),
    )
  })
  test('deleting what was added gives the text back', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), text, fc.nat(5), (texts, more, at) => {
        const start = base(...texts)
        const afterId = at === 0 ? null : start[(at - 1) % start.length]!.id
        const added = applyChanges(start, [{ ref: 'AM-1', change: add(more, afterId) }], 'en').paragraphs
        expect(added).toHaveLength(texts.length + 1)
        const back = applyChanges(added, [{ ref: 'AM-2', change: remove('new-AM-1') }], 'en').paragraphs
        expect(back).toEqual(start)
      }),
    )
  })
  test('moving keeps every paragraph once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(5), fc.nat(6), (n, from, to) => {
        const start = base(...Array.from({ length: n }, (_, i) => `T${i}`))
        const id = start[from % n]!.id
        const afterId = to % (n + 1) === 0 ? null : start[(to % (n + 1)) - 1]!.id
        fc.pre(afterId !== id)
        const after = applyChanges(start, [{ ref: 'AM-1', change: move(id, afterId) }], 'en').paragraphs
        expect([...after].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(start)
        const at = after.findIndex((p) => p.id === id)
        expect(after[at - 1]?.id ?? null).toBe(afterId)
      }),
    )
  })
  test('amendments to different words stand together, in either order', () => {
    const before = 'Ships shall keep red lights at night.'
    const one = { ref: 'AM-1', change: words('a', before, 'Ships should keep red lights at night.') }
    const two = { ref: 'AM-2', change: words('a', before, 'Ships shall keep red lights.') }
    for (const list of [
      [one, two],
      [two, one],
    ])
      expect(applyChanges(base(before), list, 'en')).toMatchObject({
        paragraphs: [{ text: 'Ships should keep red lights.' }],
        bracketed: [],
        lost: [],
      })
  })
  test('after a deletion, what was to the paragraph is named as lost', () => {
    const list = [
      { ref: 'AM-1', change: remove('a') },
      { ref: 'AM-2', change: words('a', 'One.', 'Two.') },
    ]
    expect(applyChanges(base('One.', 'x'), list, 'en')).toMatchObject({ lost: ['AM-2'] })
  })
})

describe('A13 brought into a text that has moved on', () => {
  const before = 'Ships shall report within 72 hours.'
  const to48 = words('a', before, 'Ships shall report within 48 hours.')
  test.each([
    {
      live: 'All ships shall report promptly and within 72 hours.',
      is: 'All ships shall report promptly and within 48 hours.',
      outcome: 'clean',
    },
    {
      live: 'Ships shall report within 24 hours.',
      is: 'Ships shall report within [24][48] hours.',
      outcome: 'bracketed',
    },
    {
      live: 'Ships shall report within 5 days.',
      is: 'Ships shall report within [5 days][48 hours].',
      outcome: 'bracketed',
    },
    {
      live: 'Ships shall report within 48 hours.',
      is: 'Ships shall report within 48 hours.',
      outcome: 'already',
    },
  ])('$live', ({ live, is, outcome }) => {
    expect(merged([before], [live], to48)).toMatchObject({ texts: [is], outcome })
  })
  test('of two places only the one that changed meanwhile stands in brackets', () => {
    const was = 'Ships shall report within 72 hours to the harbour that they left.'
    const both = words('a', was, 'Ships shall report within 48 hours to the harbour that they reach.')
    const live = 'Ships shall report within 24 hours to the harbour that they left.'
    expect(merged([was], [live], both)).toMatchObject({
      texts: ['Ships shall report within [24][48] hours to the harbour that they reach.'],
      outcome: 'bracketed',
    })
  })
  test('an article goes with its sub-paragraphs, and none comes between another and its own', () => {
    const kinds = ['article', 'sub', 'article', 'sub'] as const
    const text = kinds.map((kind, i) => ({ ...base('x')[0]!, id: pid('abcd'[i]!), kind, text: `T${i}` }))
    const order = (change: Parameters<typeof mergeChange>[0]['change']) =>
      sure(mergeChange({ base: text, live: text, change, newId: pid('n'), lang: 'en' }))
        .paragraphs.map((p) => p.id)
        .join('')
    expect(order(move('c', null))).toBe('cdab')
    expect(order(move('a', 'c'))).toBe('cdab')
    expect(order(move('b', 'd'))).toBe('acdb')
    expect(order(add('New.', 'a'))).toBe('abncd')
    expect(order({ ...add('New.', 'a'), kind: 'sub' })).toBe('anbcd')
  })
  test('words that are gone are not quietly put back', () => {
    const { texts, outcome } = merged([before], ['Ships shall report.'], to48)
    expect(outcome).toBe('bracketed')
    expect(texts[0]).toMatch(/^Ships shall report.*\[.*48.*\]\.$/)
  })
  test('a deleted paragraph that was rewritten meanwhile stands in brackets', () => {
    expect(merged(['One.', 'Two.'], ['Another.', 'Two.'], remove('a'))).toEqual({
      texts: ['[Another.]', 'Two.'],
      ids: 'ab',
      outcome: 'bracketed',
    })
    expect(merged(['One.', 'Two.'], ['One.', 'Other.'], remove('a')).ids).toBe('b')
  })
  test('a paragraph that is gone is refused by name', () => {
    const input = { base: base('One.', 'Two.'), live: [], change: remove('a'), newId: pid('n'), lang: 'en' }
    expect(mergeChange(input)).toEqual({ ok: false, error: { code: 'paragraph-gone' } })
  })
  test('a new paragraph whose place is gone stands where that was', () => {
    const live = base('One.', 'Two.', 'Three.').filter((p) => p.id !== 'b')
    const input = { base: base('One.', 'Two.', 'Three.'), live, lang: 'en', newId: pid('n') }
    expect(
      sure(mergeChange({ ...input, change: add('New.', 'b') }))
        .paragraphs.map((p) => p.id)
        .join(''),
    ).toBe('anc')
  })
  test('a heading that both changed stands in brackets', () => {
    const was = { ...base('One.')[0]!, heading: 'Lights' }
    const now = { ...was, heading: 'Lamps' }
    const change = whole('a', 'One.', 'Beacons')
    const { paragraphs } = sure(
      mergeChange({ base: [was], live: [now], change, newId: pid('n'), lang: 'en' }),
    )
    expect(paragraphs[0]?.heading).toBe('[Lamps][Beacons]')
  })
  test('no word of either side is lost, and brackets that are added balance', () => {
    const plain = fc
      .array(fc.constantFrom('red', 'green', 'ناقل', '船舶', 'свет', 'and', 'or'), {
        minLength: 1,
        maxLength: 8,
      })
      .map((list) => list.join(' '))
    fc.assert(
      fc.property(plain, plain, plain, (was, now, wanted) => {
        const change = narrow(was, wanted, 'en')
        fc.pre(change !== null)
        const pieces = piecesOf(change!, was, 'en')
        const put = pieces.flatMap((p) => segmentWords(p.text, 'en')).filter((w) => w.trim() !== '')
        const out = mergePieces(was, now, pieces, 'en')
        expect(out.text.split('[').length).toBe(out.text.split(']').length)
        if (out.outcome === 'bracketed') for (const word of put) expect(out.text).toContain(word)
        if (out.outcome === 'already') expect(out.text).toBe(now)
      }),
    )
  })
})

describe('A12 amendments to an amendment', () => {
  const parent = words('a', 'Ships report.', 'Ships report within 48 hours by radio.')
  const child = (after: string) => changeOfWords(parent, after, 'en')!
  test('change the words it proposes; two that touch different words both stand', () => {
    const shorter = child(parent.text.replace('48', '24'))
    const letter = child(parent.text.replace('radio', 'letter'))
    expect(withAmended(parent, [shorter, letter], 'en').text).toBe(' within 24 hours by letter')
    expect(withAmended(parent, [letter, shorter], 'en').text).toBe(' within 24 hours by letter')
    expect(withAmended(parent, [], 'en')).toEqual(parent)
  })
  test('the same words are none', () => {
    expect(changeOfWords(parent, parent.text, 'en')).toBeNull()
  })
})
