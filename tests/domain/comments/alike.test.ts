import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alikeFrom, groupAlike, jaccard, shinglesOf } from '~/domain/comments/alike'

const letter =
  'We ask the forum to keep the deadline of 72 hours, since small ports cannot report any faster than that.'
const other =
  'Paragraph two should name the harbour master, not the port, because ports do not answer letters.'
/** Twenty characters of `n` different ones each, so that shingles are easy to count. */
const run = (from: number, n: number) =>
  String.fromCodePoint(...Array.from({ length: n }, (_, i) => 0x4e00 + from + i))

describe('C11 texts that say nearly the same are one group', () => {
  test('a form letter with a changed name is one group, another text is not', () => {
    const texts = [
      letter,
      other,
      `Dear Sir. ${letter}`,
      letter.toUpperCase(),
      letter.replace('ports', 'harbours'),
    ]
    expect(groupAlike(texts)).toEqual([[0, 2, 3, 4], [1]])
  })

  test('exactly at the threshold is alike, just below is not', () => {
    // 100 shingles; `shared` of them are common to both
    const pair = (shared: number) => [run(0, 104), run(0, shared + 4) + run(5_000, 96 - shared + 4)]
    const like = (shared: number) => {
      const [a, b] = pair(shared).map(shinglesOf)
      return jaccard(a!, b!)
    }
    const at = Array.from({ length: 101 }, (_, n) => n).find((n) => n <= 96 && like(n) >= alikeFrom)!
    expect(like(at - 1)).toBeLessThan(alikeFrom)
    expect(groupAlike(pair(at))).toHaveLength(1)
    expect(groupAlike(pair(at - 1))).toHaveLength(2)
  })

  test('white space, letter case and composition make no difference; short and empty texts do not fail', () => {
    expect(groupAlike(['Größe  der\nHäfen', 'größe der häfen'.normalize('NFD')])).toEqual([[0, 1]])
    expect(groupAlike(['no', 'No', 'yes', '', ' '])).toEqual([[0, 1], [2], [3, 4]])
    expect(groupAlike([])).toEqual([])
  })

  test('every text is in exactly one group, each like the first of its own; the same twice', () => {
    const words = fc.array(fc.constantFrom('port', 'light', 'state', 'report', 'hour'), { maxLength: 12 })
    fc.assert(
      fc.property(
        fc.array(
          words.map((w) => w.join(' ')),
          { maxLength: 30 },
        ),
        (texts) => {
          const groups = groupAlike(texts)
          expect(groups.flat().sort((a, b) => a - b)).toEqual(texts.map((_, i) => i))
          for (const [first, ...rest] of groups)
            for (const member of rest)
              expect(jaccard(shinglesOf(texts[first!]!), shinglesOf(texts[member]!))).toBeGreaterThanOrEqual(
                alikeFrom,
              )
          expect(groupAlike(texts)).toEqual(groups)
        },
      ),
    )
  })

  const folder = resolve('../shared/data')
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^polis_.*_comments\.csv$/.test(name))
    : []
  test.skipIf(files.length === 0)('1,200 real comments: in one pass, in under two seconds', () => {
    const bodies = files.flatMap((name) =>
      (parse(readFileSync(resolve(folder, name)), { columns: true }) as Record<string, string>[]).map(
        (row) => row['comment-body'] ?? row.body ?? '',
      ),
    )
    const many = Array.from({ length: 1_200 }, (_, i) => bodies[i % bodies.length]!)
    const before = performance.now()
    const groups = groupAlike(many)
    expect(performance.now() - before).toBeLessThan(2_000)
    expect(groups.flat()).toHaveLength(1_200)
    expect(groups.length).toBeLessThanOrEqual(new Set(bodies).size)
  })
})
