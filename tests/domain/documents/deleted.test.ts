import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noneDeleted } from '~/domain/documents/deleted'
import type { Deletion } from '~/domain/documents/judge-update'

const ana = 70_000
const bela = 80_000
const range = fc.record({
  client: fc.constantFrom(ana, bela),
  clock: fc.nat(60),
  length: fc.integer({ min: 1, max: 20 }),
})

describe('D6 characters deleted are counted once', () => {
  test('a stretch beside another, within it, over it and of another writer', () => {
    const deleted = noneDeleted()
    expect(deleted.add({ client: ana, clock: 10, length: 5 })).toBe(5)
    expect(deleted.add({ client: ana, clock: 15, length: 5 })).toBe(5)
    expect(deleted.add({ client: ana, clock: 12, length: 6 })).toBe(0)
    expect(deleted.add({ client: bela, clock: 12, length: 6 })).toBe(6)
    expect(deleted.add({ client: ana, clock: 9, length: 12 })).toBe(2)
    expect([...deleted.all()]).toEqual([
      { client: ana, clock: 9, length: 12 },
      { client: bela, clock: 12, length: 6 },
    ])
    expect(deleted.countIn({ client: ana, clock: 0, length: 10 })).toBe(1)
    expect(deleted.countIn({ client: ana, clock: 21, length: 10 })).toBe(0)
  })

  test('any ranges in any order: as a set of characters would count them', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 40 }), range, (ranges, asked) => {
        const deleted = noneDeleted()
        const set = new Set<string>()
        const marksOf = ({ client, clock, length }: Deletion) =>
          Array.from({ length }, (_, i) => `${client}/${clock + i}`)
        for (const each of ranges) {
          const fresh = marksOf(each).filter((mark) => !set.has(mark))
          for (const mark of fresh) set.add(mark)
          expect(deleted.add(each)).toBe(fresh.length)
        }
        expect(deleted.countIn(asked)).toBe(marksOf(asked).filter((mark) => set.has(mark)).length)
        expect([...deleted.all()].flatMap(marksOf).length).toBe(set.size)
      }),
    )
  })
})
