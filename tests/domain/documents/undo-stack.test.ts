import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  noSteps,
  turned,
  type UndoStack,
  undoLimits,
  type Way,
  without,
  withStep,
} from '~/domain/documents/undo-stack'

/** A step says what it does to the number of a text; its inverse does the opposite. */
interface Step {
  text: number | null
  by: number
}
const opposite = ({ text, by }: Step): Step => ({ text, by: -by })
const textOf = ({ text }: Step) => text
const add = (stack: UndoStack<Step>, step: Step) => withStep(stack, step, textOf)
const step = (text: number | null = null, by = 1): Step => ({ text, by })

describe('D21 the stack of what can be undone', () => {
  test('the last step is the first to be undone, whatever text it is in; then it can be redone', () => {
    const [typed, split, again] = [step(1), step(null), step(2)]
    let stack = [typed, split, again].reduce(add, noSteps as UndoStack<Step>)
    expect(stack.undo.at(-1)).toBe(again)
    const back = opposite(again)
    stack = turned(stack, 'undo', again, back)
    expect(stack).toEqual({ undo: [typed, split], redo: [back] })
    stack = turned(stack, 'redo', back, again)
    expect(stack).toEqual({ undo: [typed, split, again], redo: [] })
  })

  test('a new step ends what could be redone', () => {
    const one = step()
    const stack = turned(add(noSteps, one), 'undo', one, opposite(one))
    expect(add(stack, step()).redo).toEqual([])
  })

  test('one that cannot be undone leaves, the rest stays', () => {
    const [one, two] = [step(1), step(2)]
    const stack = [one, two].reduce(add, noSteps as UndoStack<Step>)
    expect(turned(stack, 'undo', two, null)).toEqual({ undo: [one], redo: [] })
    expect(without(stack, (s) => s.text === 1)).toEqual({ undo: [two], redo: [] })
  })

  test('what was done while a step was being undone stands, and there is nothing to redo', () => {
    const [one, two] = [step(), step()]
    const stack = [one, two].reduce(add, noSteps as UndoStack<Step>)
    expect(turned(stack, 'undo', one, opposite(one))).toEqual({ undo: [two], redo: [] })
  })

  test.each([
    { steps: undoLimits.steps, left: undoLimits.steps },
    { steps: undoLimits.steps + 1, left: undoLimits.steps },
  ])('of $steps steps $left are kept, the newest', ({ steps, left }) => {
    const all = Array.from({ length: steps }, () => step())
    const { undo } = all.reduce(add, noSteps as UndoStack<Step>)
    expect(undo).toEqual(all.slice(-left))
    expect(undo.at(-1)).toBe(all.at(-1))
  })

  test.each([
    { texts: undoLimits.texts, left: undoLimits.texts },
    { texts: undoLimits.texts + 1, left: undoLimits.texts },
  ])('of steps in $texts texts those in $left are kept; commands need none', ({ texts, left }) => {
    const all = Array.from({ length: texts }, (_, text) => step(text))
    const { undo } = [...all, step(null)].reduce(add, noSteps as UndoStack<Step>)
    expect(undo.map(textOf)).toEqual([...all.slice(-left).map(textOf), null])
  })

  test('undoing all and redoing all leads back, from anywhere; it never grows beyond its bounds', () => {
    const acts = fc.array(
      fc.oneof(
        fc.record({ text: fc.option(fc.nat(30), { nil: null }), by: fc.integer({ min: 1, max: 9 }) }),
        fc.constantFrom<Way>('undo', 'redo'),
      ),
      { maxLength: 300 },
    )
    fc.assert(
      fc.property(acts, (done) => {
        let stack: UndoStack<Step> = noSteps
        let sum = 0
        const turn = (way: Way) => {
          const last = stack[way].at(-1)
          if (!last) return false
          sum += way === 'undo' ? -last.by : last.by
          // what turns it round does the same, the other way
          stack = turned(stack, way, last, { ...last })
          return true
        }
        for (const act of done) {
          if (typeof act === 'string') turn(act)
          else {
            sum += act.by
            stack = add(stack, act)
          }
          const texts = new Set(stack.undo.map(textOf).filter((t) => t !== null))
          expect(stack.undo.length + stack.redo.length).toBeLessThanOrEqual(undoLimits.steps)
          expect(texts.size).toBeLessThanOrEqual(undoLimits.texts)
        }
        while (turn('redo'));
        const [top, all] = [sum, stack.undo.map(textOf)]
        while (turn('undo'));
        expect(stack.redo).toHaveLength(all.length)
        while (turn('redo'));
        expect(sum).toBe(top)
        expect(stack.undo.map(textOf)).toEqual(all)
      }),
    )
  })
})
