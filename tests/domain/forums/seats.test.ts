import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSlug } from '~/domain/forums/forum'
import { canBeParent } from '~/domain/forums/lineage'
import { figuresAreSound, isMeasureName, isWeight, sameFigures, seatRefusal } from '~/domain/forums/seat'
import type { DelegationId, ForumId, SeatId } from '~/domain/ids'

describe('F1 short names', () => {
  test.each(['a', 'lantern-isles', 'un-fr', 'x1-2', 'a'.repeat(60)])('%s is one', (text) => {
    expect(isSlug(text)).toBe(true)
  })
  test.each(['', '-a', 'a-', 'a--b', 'A', 'a b', 'é', 'a/b', '__proto__', 'a'.repeat(61)])(
    '%s is none',
    (text) => {
      expect(isSlug(text)).toBe(false)
    },
  )
})

type Row = { figures: Pick<Parameters<typeof figuresAreSound>[0], 'groupings' | 'weights'>; is: boolean }
const ended = new Date(0)
const seat = (id: string, delegation: string, member: string, endedAt: Date | null = null) => ({
  seatId: id as SeatId,
  delegationId: delegation as DelegationId,
  member,
  endedAt,
})
const wanted = (delegation: string, member: string) => ({
  delegationId: delegation as DelegationId,
  member,
})

describe('F3, F4 one seat a delegation, one delegation a code', () => {
  const seats = [seat('s1', 'ardenia', 'ARD'), seat('s2', 'belmora', 'BEL', ended)]
  test.each([
    { claim: 'a new delegation with a new code sits down', ask: wanted('corvania', 'COR'), is: undefined },
    { claim: 'a held code is taken', ask: wanted('corvania', 'ARD'), is: 'member-taken' },
    { claim: 'a code of an ended seat is taken too', ask: wanted('corvania', 'BEL'), is: 'member-taken' },
    { claim: 'whoever comes back takes the old code', ask: wanted('belmora', 'BEL'), is: undefined },
    { claim: 'or a new one', ask: wanted('belmora', 'BE2'), is: undefined },
    { claim: 'nobody sits twice', ask: wanted('ardenia', 'AR2'), is: 'already-seated' },
  ])('$claim', ({ ask, is }) => {
    expect(seatRefusal(seats, ask)?.code).toBe(is)
  })
})

describe('F5, F6 names and exact weights', () => {
  test.each(['region', 'sub-chamber', 'g20', 'a'.repeat(40)])('%s names a grouping', (name) => {
    expect(isMeasureName(name)).toBe(true)
  })
  test.each(['', 'Region', '1st', 'a b', '__proto__', '-a', 'a'.repeat(41)])('%s does not', (name) => {
    expect(isMeasureName(name)).toBe(false)
  })
  test.each(['0', '3', '2/3', '0.85', '41218600'])('%s is a weight', (text) => {
    expect(isWeight(text)).toBe(true)
  })
  test.each(['', '-1', '+1', '1e3', '1,5', ' 1', '1/0', '.5', '1.', 'NaN', 'Infinity', '٣', '0x10'])(
    '%s is none',
    (text) => {
      expect(isWeight(text)).toBe(false)
    },
  )
  test('any whole number and any quotient of two is a weight', () => {
    const natural = fc.bigInt({ min: 0n, max: 10n ** 30n })
    fc.assert(
      fc.property(natural, natural, (n, d) => {
        expect(isWeight(`${n}`)).toBe(true)
        expect(isWeight(`${n}/${d}`)).toBe(d > 0n)
      }),
    )
  })
  test.each<Row>([
    { figures: { groupings: { region: 'north' }, weights: { population: '7' } }, is: true },
    { figures: { groupings: {}, weights: { heads: '7' } }, is: false },
    { figures: { groupings: { region: '' }, weights: {} }, is: false },
    { figures: { groupings: { region: 'x'.repeat(81) }, weights: {} }, is: false },
    { figures: { groupings: {}, weights: { population: '7.' } }, is: false },
    { figures: { groupings: { Region: 'north' }, weights: {} }, is: false },
  ])('$figures is sound: $is', ({ figures, is }) => {
    expect(figuresAreSound({ votes: true, ...figures })).toBe(is)
  })
  test('figures are the same in whatever order, and differ by any value', () => {
    const a = { votes: true, groupings: { a: '1', b: '2' }, weights: {} }
    expect(sameFigures(a, { ...a, groupings: { b: '2', a: '1' } })).toBe(true)
    expect(sameFigures(a, { ...a, groupings: { a: '1', b: '3' } })).toBe(false)
    expect(sameFigures(a, { ...a, groupings: { a: '1' } })).toBe(false)
    expect(sameFigures(a, { ...a, votes: false })).toBe(false)
    expect(sameFigures(a, { ...a, weights: { toString: '1' } })).toBe(false)
  })
})

describe('F8 a forum is above itself nowhere', () => {
  const forum = (id: string, parentId: string | null) => ({
    id: id as ForumId,
    parentId: parentId as ForumId | null,
  })
  const all = [forum('world', null), forum('region', 'world'), forum('group', 'region')]
  test.each([
    { id: 'group', parent: 'world', is: true },
    { id: 'new', parent: 'group', is: true },
    { id: 'world', parent: 'group', is: false },
    { id: 'region', parent: 'region', is: false },
    { id: 'region', parent: 'nowhere', is: false },
  ])('$parent can be the parent of $id: $is', ({ id, parent, is }) => {
    expect(canBeParent(all, id as ForumId, parent as ForumId)).toBe(is)
  })
  test('a circle among others ends the search', () => {
    expect(canBeParent([forum('a', 'b'), forum('b', 'a')], 'c' as ForumId, 'a' as ForumId)).toBe(false)
  })
})
