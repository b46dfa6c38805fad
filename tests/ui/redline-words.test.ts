import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segmentWords } from '~/domain/norms/segment-words'
import type { ShownParagraph } from '~/ui/norms/paragraph'
import { type Run, redlineCounts, redlineParagraphs, redlineWords } from '~/ui/norms/redline-words'

const withoutIns = (runs: readonly Run[]) =>
  runs
    .filter((r) => r.kind !== 'ins')
    .map((r) => r.text)
    .join('')
const withoutDel = (runs: readonly Run[]) =>
  runs
    .filter((r) => r.kind !== 'del')
    .map((r) => r.text)
    .join('')
const only = (kind: Run['kind'], runs: readonly Run[]) =>
  runs.filter((r) => r.kind === kind).map((r) => r.text)

const words = fc.constantFrom(
  'shall',
  'should',
  'within',
  '[',
  ']',
  '72',
  ' ',
  '\n',
  ',',
  'ساعة',
  '小时',
  'часов',
  '👩‍💻',
  '\u0301',
)
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(words, { maxLength: 40 }).map((w) => w.join('')),
)

describe('a redline of two texts', () => {
  test('without what is new is the old text, without what is gone the new one', () => {
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.constantFrom('en', 'ar', 'zh', 'ru', 'xx', 'not a language'),
        (before, after, lang) => {
          const runs = redlineWords(before, after, lang)
          expect(withoutIns(runs)).toBe(before)
          expect(withoutDel(runs)).toBe(after)
          expect(runs.every((r) => r.text !== '')).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('of equal texts is one run, of empty ones none', () => {
    expect(redlineWords('as agreed', 'as agreed')).toEqual([{ kind: 'same', text: 'as agreed' }])
    expect(redlineWords('', '')).toEqual([])
  })

  test.each([
    ['English', 'en', 'Each Party should act.', 'Each Party shall act.', ['should'], ['shall']],
    [
      'Arabic, never inside a word',
      'ar',
      'خلال 96 ساعة من تأكيد البلاغ',
      'خلال 72 ساعة من تسلم البلاغ',
      ['96', 'تأكيد'],
      ['72', 'تسلم'],
    ],
    [
      'Chinese, which has no spaces',
      'zh',
      '应在十日内通知运营方',
      '应在五日内通知运营方',
      ['十日'],
      ['五日'],
    ],
    ['Russian', 'ru', 'в течение 72 часов', 'в течение пяти дней', ['72 часов'], ['пяти дней']],
  ])('is by whole words in %s', (_, lang, before, after, gone, fresh) => {
    const runs = redlineWords(before, after, lang)
    expect(only('del', runs)).toEqual(gone)
    expect(only('ins', runs)).toEqual(fresh)
  })

  test('joins neighbouring replacements over a space, and leaves a lone insertion alone', () => {
    expect(redlineWords('ten days', 'five weeks')).toEqual([
      { kind: 'del', text: 'ten days' },
      { kind: 'ins', text: 'five weeks' },
    ])
    expect(redlineWords('report it', 'report all of it')).toEqual([
      { kind: 'same', text: 'report ' },
      { kind: 'ins', text: 'all of ' },
      { kind: 'same', text: 'it' },
    ])
  })

  test('of two long texts with nothing in common is one replacement, and quick', () => {
    const before = Array.from({ length: 6000 }, (_, i) => `a${i}`).join('-')
    const after = Array.from({ length: 6000 }, (_, i) => `b${i}`).join('+')
    expect(redlineWords(before, after)).toEqual([
      { kind: 'del', text: before },
      { kind: 'ins', text: after },
    ])
  })
})

test('segments joined are the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(segmentWords(text).join('')).toBe(text)
    }),
  )
})

const para = (id: string, text = `text of ${id}`, number = id): ShownParagraph => ({
  id,
  number,
  kind: 'operative',
  text,
})

const fates = (before: ShownParagraph[], after: ShownParagraph[]) =>
  redlineParagraphs(before, after).map((p) => `${p.id} ${p.fate}${p.moved ? ' moved' : ''}`)

describe('paragraphs are compared by id', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => para(id)) as [
    ShownParagraph,
    ShownParagraph,
    ShownParagraph,
    ShownParagraph,
  ]

  test('what is new, what is gone (after what it followed) and what is reworded', () => {
    expect(fates([a, b, c], [a, para('c', 'other words'), d])).toEqual([
      'a same',
      'b removed',
      'c changed',
      'd added',
    ])
  })

  test('the first paragraphs removed stand first, in their order', () => {
    expect(fates([a, b, c], [c])).toEqual(['a removed', 'b removed', 'c same'])
  })

  test('moving one is not rewriting the others', () => {
    expect(fates([a, b, c, d], [d, a, b, c])).toEqual(['d same moved', 'a same', 'b same', 'c same'])
  })

  test('a new number is not a new paragraph', () => {
    expect(fates([para('a', 'x', '1')], [para('a', 'x', '2')])).toEqual(['a same'])
  })

  test('every paragraph of both texts stands there once, the new ones in their order', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 })
    fc.assert(
      fc.property(ids, ids, (x, y) => {
        const out = redlineParagraphs(
          x.map((id) => para(id)),
          y.map((id) => para(id)),
        )
        expect(out.map((p) => p.id).sort()).toEqual([...new Set([...x, ...y])].sort())
        expect(out.filter((p) => p.after).map((p) => p.id)).toEqual(y)
        const stayed = out.filter((p) => p.before && p.after && !p.moved).map((p) => p.id)
        expect(stayed).toEqual(x.filter((id) => stayed.includes(id)))
      }),
    )
  })

  test('the counts are of paragraphs and of words, not of spaces and marks', () => {
    const before = [a, b, para('c', 'ten days, at most')]
    const after = [para('c', 'five working days, at most'), a, d]
    expect(redlineCounts(redlineParagraphs(before, after))).toEqual({
      changed: 1,
      added: 1,
      removed: 1,
      moved: 1,
      wordsIn: 2 + 3,
      wordsOut: 1 + 3,
    })
  })
})
