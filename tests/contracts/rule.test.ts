import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRule, parseRuleText, RuleText, ruleLimits } from '~/contracts/rule'
import { rules } from '../domain/ballots/arbitrary'

const majority = { ratio: { of: ['yes'], over: ['yes', 'no'] }, moreThan: '1/2' }
const good = { id: 'r', title: 'R', outcomes: [{ outcome: 'adopted', when: majority }] }
const when = (test: unknown) => ({ ...good, outcomes: [{ outcome: 'adopted', when: test }] })

/** The problems of a rule, each as `path: message`. */
function problems(json: unknown): string[] {
  const read = parseRule(json)
  return read.ok ? [] : read.error.map(({ path, message }) => `${path}: ${message}`)
}

const deep = (levels: number): unknown => (levels === 1 ? majority : { not: deep(levels - 1) })

describe('B16 a rule is read strictly', () => {
  test('random sound rules come back unchanged', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(parseRule(JSON.parse(JSON.stringify(rule)))).toEqual({ ok: true, value: rule })
      }),
      { numRuns: 300 },
    )
  }, 30_000)

  test.each([
    ['not an object', [], ': an object is needed'],
    ['null', null, ': an object is needed'],
    ['no id', { ...good, id: undefined }, 'id: a text is needed'],
    ['an odd id', { ...good, id: '../x' }, 'id: only letters'],
    ['no title', { id: 'r', outcomes: good.outcomes }, 'title: a text is needed'],
    ['no outcomes', { id: 'r', title: 'R' }, 'outcomes: a list is needed'],
    ['an empty list', { ...good, outcomes: [] }, 'outcomes: the list is empty'],
    ['an unknown key', { ...good, quorumm: majority }, ': unknown key "quorumm"'],
    ['a bidi title', { ...good, title: 'a\u202eb' }, 'title: the text holds a character'],
    ['a NUL', { ...good, otherwise: 'a\u0000' }, 'otherwise: the text holds a character'],
    ['a lone surrogate', { ...good, title: '\ud800' }, 'title: the text holds a character'],
    ['a long title', { ...good, title: 'x'.repeat(201) }, 'title: the text has more than 200'],
    ['no comparator', when({ count: { of: ['yes'] } }), 'outcomes[0].when: exactly one of'],
    [
      'two comparators',
      when({ ...majority, atLeast: '1/2' }),
      'outcomes[0].when: exactly one comparator is needed, not "atLeast" and "moreThan"',
    ],
    [
      'an unknown comparator',
      when({ count: { of: ['yes'] }, above: '1' }),
      'outcomes[0].when: unknown key "above"',
    ],
    [
      'a JSON number',
      when({ ...majority, moreThan: 0.5 }),
      'outcomes[0].when.moreThan: a number is written as a text, "0.5" and not 0.5',
    ],
    [
      'a negative number',
      when({ ...majority, moreThan: '-1' }),
      'outcomes[0].when.moreThan: an exact number >= 0',
    ],
    [
      'an exponent',
      when({ ...majority, moreThan: '1e3' }),
      'outcomes[0].when.moreThan: an exact number >= 0',
    ],
    ['no divisor', when({ ...majority, moreThan: '1/0' }), 'outcomes[0].when.moreThan: an exact number >= 0'],
    [
      'an unknown side',
      when({ count: { of: ['yes', 'maybe'] }, atLeast: '1' }),
      'outcomes[0].when.count.of[1]: one of yes',
    ],
    ['no side', when({ count: { of: [] }, atLeast: '1' }), 'outcomes[0].when.count.of: the list is empty'],
    [
      'a side alone',
      when({ count: { of: 'yes' }, atLeast: '1' }),
      'outcomes[0].when.count.of: a list is needed',
    ],
    [
      'an unknown key in a ratio',
      when({ ratio: { of: ['yes'], over: ['yes'], mesure: 'x' }, atLeast: '1' }),
      'outcomes[0].when.ratio: unknown key "mesure"',
    ],
    ['no test', when({}), 'outcomes[0].when: a test has one of'],
    [
      'two kinds',
      when({ ...majority, count: { of: ['yes'] } }),
      'outcomes[0].when: a test has one kind, not "ratio" and "count"',
    ],
    ['an empty all', when({ all: [] }), 'outcomes[0].when.all: the list is empty'],
    [
      'all with a comparator',
      when({ all: [majority], atLeast: '1' }),
      'outcomes[0].when: unknown key "atLeast"',
    ],
    [
      'each without a number',
      when({ each: 'r', test: majority }),
      'outcomes[0].when: each needs exactly one',
    ],
    [
      'each with all and a number',
      when({ each: 'r', test: majority, all: true, atLeast: '1' }),
      'outcomes[0].when: each needs exactly one',
    ],
    [
      'each with share and a number',
      when({ each: 'r', test: majority, share: { atLeast: '1' }, atLeast: '1' }),
      'outcomes[0].when: each needs exactly one',
    ],
    [
      'each with two numbers',
      when({ each: 'r', test: majority, atMost: '2', atLeast: '1' }),
      'outcomes[0].when: each needs exactly one',
    ],
    [
      'each with all false',
      when({ each: 'r', test: majority, all: false }),
      'outcomes[0].when.all: true is needed, not false',
    ],
    [
      'each with two in share',
      when({ each: 'r', test: majority, share: { atLeast: '1', equals: '1' } }),
      'outcomes[0].when.share: exactly one comparator',
    ],
    [
      'each with weights and all',
      when({ each: 'r', test: majority, all: true, weights: { a: '1' } }),
      'outcomes[0].when.weights: weights say nothing',
    ],
    [
      'a weight as a number',
      when({ each: 'r', test: majority, atLeast: '1', weights: { a: 1 } }),
      'outcomes[0].when.weights.a: a number is written as a text',
    ],
    [
      'a where that is a text',
      when({ ...majority, where: 'region' }),
      'outcomes[0].when.where: an object is needed',
    ],
    [
      'a where with a number',
      when({ ...majority, where: { region: 3 } }),
      'outcomes[0].when.where.region: a text is needed',
    ],
    [
      'heads derived',
      { ...good, measures: { heads: { split: [{ by: 'r', shares: 'equal' }] } } },
      'measures.heads: heads is 1',
    ],
    ['an empty split', { ...good, measures: { p: { split: [] } } }, 'measures.p.split: the list is empty'],
    [
      'other shares',
      { ...good, measures: { p: { split: [{ by: 'r', shares: 'even' }] } } },
      'measures.p.split[0].shares: "equal" or',
    ],
    [
      'a bad share',
      { ...good, measures: { p: { split: [{ by: 'r', shares: { a: 'x' } }] } } },
      'measures.p.split[0].shares.a: an exact number',
    ],
    [
      'an unknown key in a split',
      { ...good, measures: { p: { split: [{ by: 'r', shares: 'equal' }], amongst: ['yes'] } } },
      'measures.p: unknown key "amongst"',
    ],
    ['17 deep', when(deep(17)), 'tests lie more than 16 deep'],
    ['501 tests', when({ all: Array.from({ length: 501 }, () => majority) }), 'more than 500 tests'],
  ])('%s', (_, json, problem) => {
    expect(problems(json).join('\n')).toContain(problem)
  })

  test('exactly 16 deep is read', () => {
    expect(problems(when(deep(16)))).toEqual([])
  })

  test('every problem is named, not only the first', () => {
    expect(problems({ id: 1, title: 2, outcomes: [{ outcome: 3, when: 4 }] })).toHaveLength(4)
  })

  test.each([
    ['at the top', '{"__proto__":{"a":1},"id":"r","title":"R","outcomes":[]}'],
    [
      'as a measure',
      '{"id":"r","title":"R","measures":{"__proto__":{"split":[{"by":"r","shares":"equal"}]}},"outcomes":[{"outcome":"x","when":{"count":{"of":["yes"]},"atLeast":"1"}}]}',
    ],
    [
      'as a group',
      '{"id":"r","title":"R","outcomes":[{"outcome":"x","when":{"each":"r","test":{"count":{"of":["yes"]},"atLeast":"1"},"atLeast":"1","weights":{"__proto__":"1"}}}]}',
    ],
    [
      'as a grouping',
      '{"id":"r","title":"R","outcomes":[{"outcome":"x","when":{"count":{"of":["yes"]},"atLeast":"1","where":{"__proto__":"a"}}}]}',
    ],
  ])('__proto__ %s is refused and pollutes nothing', (_, text) => {
    const read = parseRuleText(text)
    expect(read.ok).toBe(false)
    expect(JSON.stringify(read)).toContain('__proto__')
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  test('the copy is fresh: changing what was read changes no rule', () => {
    const json = structuredClone(good)
    const read = parseRule(json)
    json.outcomes[0]!.when.moreThan = '0'
    expect(read).toMatchObject({ value: { outcomes: [{ when: { moreThan: '1/2' } }] } })
  })
})

describe('B16 the text of a rule', () => {
  const text = JSON.stringify(good)
  test.each([
    ['not JSON', '{\n "id": }', 'not JSON'],
    ['not JSON, far down', `{\n "id": "${'x'.repeat(80)}",\n ]`, 'not JSON (line 3)'],
    ['nothing', '', 'not JSON'],
    [
      'a key twice',
      text.replace('"moreThan":"1/2"', '"moreThan":"1/2","moreThan":"1/3"'),
      'the key "moreThan" stands twice',
    ],
    [
      'a key twice, once escaped',
      text.replace('"moreThan":"1/2"', '"moreThan":"1/2","more\\u0054han":"1/3"'),
      'the key "moreThan" stands twice',
    ],
    ['too long', `${text}${' '.repeat(ruleLimits.characters)}`, 'more than 262144 characters'],
    ['deep brackets', '['.repeat(100_000) + ']'.repeat(100_000), 'an object is needed'],
  ])('%s', (_, given, problem) => {
    const read = parseRuleText(given)
    expect(read.ok ? '' : read.error.map(({ message }) => message).join()).toContain(problem)
  })

  test('a byte order mark and a colon inside a text are harmless', () => {
    expect(parseRuleText(`\ufeff${text.replace('"R"', '"a: {\\"id\\": 1}"')}`).ok).toBe(true)
  })

  test('as a form field', () => {
    expect(RuleText.safeParse(text)).toMatchObject({ success: true, data: { id: 'r' } })
    const bad = RuleText.safeParse(text.replace('"1/2"', '0.5'))
    expect(bad.error?.issues[0]?.message).toContain(
      'outcomes[0].when.moreThan: a number is written as a text',
    )
    expect(RuleText.safeParse(undefined).success).toBe(false)
  })
})
