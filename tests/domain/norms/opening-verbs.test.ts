import { describe, expect, test } from 'vitest'
import { openingOf, openingsFor, verbGrades } from '~/domain/norms/opening-verbs'

describe('N22 how paragraphs begin', () => {
  test.each([
    ['operative', 'en', 17],
    ['operative', 'en-GB', 17],
    ['preambular', 'en', 17],
    ['article', 'en', 0],
    ['sub', 'en', 0],
    ['operative', 'fr', 0],
    ['preambular', 'ar', 0],
    ['operative', 'enm', 0],
  ] as const)('%s in %s: %i offered', (kind, language, n) =>
    expect(openingsFor(kind, language)).toHaveLength(n),
  )

  test('operative verbs come by grade, the strongest first, each grade at least once', () => {
    const grades = openingsFor('operative', 'en').map((o) => verbGrades.indexOf(o.grade!))
    expect(grades).toEqual([...grades].sort((a, b) => a - b))
    expect(new Set(grades).size).toBe(verbGrades.length)
  })

  test.each([
    ['Decides that', 'operative', 'Decides', 'decides'],
    ['Calls upon States', 'operative', 'Calls upon', 'calls'],
    ['Further requests the Chair', 'operative', 'Requests', 'demands'],
    ['Also strongly urges all', 'operative', 'Urges', 'calls'],
    ['[Encourages] States', 'operative', 'Encourages', 'invites'],
    ['takes note of it', 'operative', 'Takes note of', 'notes'],
    ['Noting with concern that', 'preambular', 'Noting with concern', null],
    ['Noting that', 'preambular', 'Noting', null],
    ['Deeply concerned by', 'preambular', 'Deeply concerned', null],
  ] as const)('%s begins with %s', (text, kind, words, grade) =>
    expect(openingOf(text, kind, 'en')).toEqual({ words, grade }),
  )

  test.each([
    ['Decidesx', 'operative', 'en'],
    ['States decide', 'operative', 'en'],
    ['Noting that', 'operative', 'en'],
    ['Decides that', 'article', 'en'],
    ['Decides that', 'operative', 'fr'],
    ['', 'operative', 'en'],
  ] as const)('%s as %s in %s: nothing known', (text, kind, language) =>
    expect(openingOf(text, kind, language)).toBeNull(),
  )
})
