import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collide, collisions } from '~/domain/amendments/collisions'
import { nextStep, shiftStep } from '~/domain/amendments/plan-order'
import { planProblem, proposeOrder, removalOf } from '~/domain/amendments/voting-order'
import { add, base, move, named, remove, whole, words } from './changes'

const text = 'Ships shall keep red lights at night.'
const w = (after: string) => words('a', text, after)

describe('A8 collisions', () => {
  test.each([
    { name: 'a deletion and a change', one: remove('a'), other: w('Ships keep lights.'), is: 'deleted' },
    { name: 'a deletion and a move', one: remove('a'), other: move('a', 'b'), is: 'deleted' },
    { name: 'the same', one: remove('a'), other: remove('a'), is: 'same' },
    { name: 'two moves', one: move('a', 'b'), other: move('a', 'c'), is: 'moved' },
    { name: 'a move and a change', one: move('a', 'b'), other: w('Ships keep lights.'), is: null },
    {
      name: 'words that overlap',
      one: w('Ships shall keep blue lights at night.'),
      other: w('Ships shall keep lamps at night.'),
      is: 'overlap',
    },
    {
      name: 'words side by side',
      one: w('Ships shall keep blue lights at night.'),
      other: w('Ships shall keep red lamps at night.'),
      is: null,
    },
    {
      name: 'a whole rewriting and a change',
      one: whole('a', 'New.', 'H'),
      other: w('Ships.'),
      is: 'overlap',
    },
    {
      name: 'an insertion inside what another replaces',
      one: w('Ships shall keep bright red lights at night.'),
      other: w('Ships shall use lamps at night.'),
      is: 'overlap',
    },
    {
      name: 'two insertions at one place',
      one: w('Ships shall keep red lights at night always.'),
      other: w('Ships shall keep red lights at night in fog.'),
      is: null,
    },
    { name: 'different paragraphs', one: remove('a'), other: remove('b'), is: null },
    { name: 'two new paragraphs', one: add('x', 'a'), other: add('y', 'a'), is: null },
    { name: 'one new paragraph twice', one: add('x', 'a'), other: add('x', 'a'), is: 'same' },
  ])('$name: $is', ({ one, other, is }) => {
    expect(collide(named(1, one), named(2, other))).toBe(is)
    expect(collide(named(2, other), named(1, one))).toBe(is)
  })
  test('only the words that each of several changes touches collide, and the same change twice does not', () => {
    const was = 'Ships shall keep red lights at night and ring bells in fog.'
    const ends = words('a', was, 'Ships shall keep blue lights at night and ring bells in rain.')
    const middle = words('a', was, 'Ships shall keep red lights at night and sound horns in fog.')
    const alike = words('a', was, 'Boats shall keep blue lights at night and ring bells in fog.')
    const list = [
      named(1, ends, undefined, was),
      named(2, middle, undefined, was),
      named(3, alike, undefined, was),
    ]
    expect(collisions(list)).toEqual([])
    const other = words('a', was, 'Boats shall keep green lights at night and ring bells in fog.')
    expect(collide(named(1, ends, undefined, was), named(4, other, undefined, was))).toBe('overlap')
  })
  test('an amendment does not collide with what it amends, but with its like', () => {
    const parent = named(1, w('Ships shall keep green lamps at night.'))
    const first = named(2, words('a', 'green lamps', 'blue lamps'), 1)
    const second = named(3, words('a', 'green lamps', 'white lamps'), 1)
    expect(collisions([parent, first, second])).toEqual([{ a: 'AM-2', b: 'AM-3', kind: 'overlap' }])
  })
})

describe('A9 how far an amendment departs', () => {
  test.each([
    { change: remove('a'), is: ['delete', 7] },
    { change: w('Ships shall keep blue lights at night.'), is: ['replace', 2] },
    { change: w('Ships shall keep lights at night.'), is: ['replace', 1] },
    { change: w('Ships should keep red lights at night.'), is: ['modal', 2] },
    { change: w('Ships shall not keep red lights at night.'), is: ['modal', 1] },
    { change: w('Ships shall keep red lights at night and in fog.'), is: ['addition', 3] },
    { change: add('A new one.', 'a'), is: ['addition', 3] },
    { change: move('a', 'b'), is: ['move', 0] },
  ])('$is', ({ change, is }) => {
    expect(removalOf(change, text, 'en')).toEqual(is)
  })
  test.each([
    { lang: 'ru', before: 'Суда должны нести огни.', after: 'Суда могут нести огни.' },
    { lang: 'ar', before: 'يجب على السفن', after: 'ينبغي على السفن' },
    { lang: 'zh', before: '船舶必须保持灯光', after: '船舶可以保持灯光' },
    { lang: 'fr', before: 'Les navires doivent signaler', after: 'Les navires devraient signaler' },
  ])('modal words of $lang are known', ({ lang, before, after }) => {
    expect(removalOf(words('a', before, after, lang), before, lang)[0]).toBe('modal')
  })
})

describe('A9 the proposed order', () => {
  const list = [
    named(1, add('A new one.', 'a')),
    named(2, w('Ships should keep red lights at night.')),
    named(3, w('Ships shall keep blue lights at night.')),
    named(4, remove('a')),
    named(5, w('Ships shall carry lamps.')),
    named(6, move('b', null)),
    named(7, words('a', 'carry lamps', 'carry lanterns'), 5),
  ]
  const paragraphs = base(text, 'Two.')
  test('deletion, replacement by distance with what amends it first, modal words, addition, move', () => {
    const steps = proposeOrder(list, paragraphs, 'en')
    expect(steps.map((s) => s.ref)).toEqual(['AM-4', 'AM-7', 'AM-5', 'AM-3', 'AM-2', 'AM-1', 'AM-6'])
    expect(steps[0]?.falls).toEqual(['AM-7', 'AM-5', 'AM-3', 'AM-2'])
    expect(steps[2]?.falls).toEqual(['AM-3'])
    expect(steps[4]?.falls).toEqual([])
  })
  test('is the same for any order of the list, and can be confirmed as it is', () => {
    const wanted = proposeOrder(list, paragraphs, 'en')
    const open = list.map((a) => ({ ref: a.ref, parentRef: a.parentId && `AM-${a.parentId.slice(3)}` }))
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        expect(proposeOrder(shuffled, paragraphs, 'en')).toEqual(wanted)
      }),
    )
    expect(planProblem(wanted, open)).toBeNull()
  })
})

describe('A9 a plan names each open amendment once', () => {
  const open = [
    { ref: 'AM-1', parentRef: null },
    { ref: 'AM-2', parentRef: null },
    { ref: 'AM-3', parentRef: 'AM-1' },
  ]
  const plan = (...lines: string[]) =>
    lines.map((line) => {
      const [ref = '', ...falls] = line.split(' ')
      return { ref, falls }
    })
  test.each([
    { lines: ['AM-3', 'AM-1 AM-2', 'AM-2'], is: null },
    { lines: ['AM-2 AM-3 AM-1', 'AM-3', 'AM-1'], is: null },
    { lines: ['AM-3', 'AM-1'], is: { code: 'plan-missing', ref: 'AM-2' } },
    { lines: ['AM-3', 'AM-1', 'AM-2', 'AM-2'], is: { code: 'plan-twice', ref: 'AM-2' } },
    { lines: ['AM-9'], is: { code: 'plan-unknown', ref: 'AM-9' } },
    { lines: ['AM-3', 'AM-1 AM-9', 'AM-2'], is: { code: 'plan-unknown', ref: 'AM-9' } },
    { lines: ['AM-3', 'AM-1', 'AM-2 AM-1'], is: { code: 'plan-falls-earlier', ref: 'AM-2', falls: 'AM-1' } },
    { lines: ['AM-1', 'AM-3', 'AM-2'], is: { code: 'plan-parent-first', ref: 'AM-3', parent: 'AM-1' } },
  ])('$lines', ({ lines, is }) => {
    expect(planProblem(plan(...lines), open)).toEqual(is)
  })
})

describe('A9 the chair moves a step', () => {
  const steps = [
    { ref: 'AM-1', falls: ['AM-3'] },
    { ref: 'AM-2', falls: [] },
    { ref: 'AM-3', falls: [] },
  ]
  test.each([
    { ref: 'AM-2', by: -1, is: ['AM-2', 'AM-1 AM-3', 'AM-3'] },
    { ref: 'AM-3', by: -1, is: ['AM-1 AM-3', 'AM-3', 'AM-2'] },
    { ref: 'AM-1', by: -1, is: ['AM-1 AM-3', 'AM-2', 'AM-3'] },
    { ref: 'AM-3', by: 1, is: ['AM-1 AM-3', 'AM-2', 'AM-3'] },
    { ref: 'AM-9', by: 1, is: ['AM-1 AM-3', 'AM-2', 'AM-3'] },
  ] as const)('$ref by $by', ({ ref, by, is }) => {
    expect(shiftStep(steps, ref, by).map((s) => [s.ref, ...s.falls].join(' '))).toEqual(is)
  })
  test('whichever of two that collide is put first makes the other fall', () => {
    const once = shiftStep(shiftStep(steps, 'AM-3', -1), 'AM-3', -1)
    expect(once[0]).toEqual({ ref: 'AM-3', falls: ['AM-1'] })
  })
  test('next is the first that still waits', () => {
    expect(nextStep(steps, (ref) => ref !== 'AM-1')?.ref).toBe('AM-2')
    expect(nextStep(steps, () => false)).toBeNull()
  })
})
