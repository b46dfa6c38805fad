import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { changesAnything, mergeRedlines, type RedlineRun, redlineRuns } from '~/domain/documents/redline'

const textOf = (doc: Y.Doc) => doc.getText('t')
const runsOf = (body: Y.Doc, fork: Y.Doc) => redlineRuns(textOf(body)._start, textOf(fork)._start)
const without = (runs: readonly RedlineRun[], kind: 'ins' | 'del') =>
  runs
    .filter((run) => run.kind !== kind)
    .map((run) => run.text)
    .join('')

function paragraph(words: string): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  textOf(doc).insert(0, words)
  return doc
}

let nextClient = 100
/** A copy on which somebody types by themselves; the paragraph never hears of it. */
function forkOf(body: Y.Doc): Y.Doc {
  const fork = new Y.Doc()
  fork.clientID = nextClient++
  Y.applyUpdate(fork, Y.encodeStateAsUpdate(body))
  body.on('update', (update: Uint8Array) => Y.applyUpdate(fork, update))
  return fork
}

describe('D15 a redline is read from the characters’ ids', () => {
  test('what is typed over is deleted, what is typed is inserted', () => {
    const body = paragraph('Report within 72 hours.')
    const fork = forkOf(body)
    textOf(fork).delete(14, 2)
    textOf(fork).insert(14, '24')
    expect(runsOf(body, fork)).toEqual([
      { kind: 'same', text: 'Report within ' },
      { kind: 'del', text: '72' },
      { kind: 'ins', text: '24' },
      { kind: 'same', text: ' hours.' },
    ])
  })

  test('words deleted and put in again stay, whoever typed them; beside them only what differs is marked', () => {
    const body = paragraph('within 72 hours')
    const fork = forkOf(body)
    textOf(fork).delete(7, 8)
    const undo = new Y.UndoManager(textOf(fork))
    textOf(fork).insert(7, '72 hours')
    expect(runsOf(body, fork)).toEqual([{ kind: 'same', text: 'within 72 hours' }])
    undo.undo()
    textOf(fork).insert(7, '24 hours')
    expect(runsOf(body, fork)).toEqual([
      { kind: 'same', text: 'within ' },
      { kind: 'del', text: '72' },
      { kind: 'ins', text: '24' },
      { kind: 'same', text: ' hours' },
    ])
  })

  test('an undone deletion leaves no trace', () => {
    const body = paragraph('within 72 hours')
    const fork = forkOf(body)
    const undo = new Y.UndoManager(textOf(fork), { captureTimeout: 0 })
    textOf(fork).delete(9, 6)
    textOf(fork).delete(7, 2)
    undo.undo()
    expect(runsOf(body, fork).map((run) => run.kind)).toEqual(['same', 'del'])
    undo.undo()
    expect(changesAnything(runsOf(body, fork))).toBe(false)
  })

  test('beside what differs, words are kept whole; where only something is added or left out, to the character', () => {
    const body = paragraph('within 72 hours')
    const fork = forkOf(body)
    textOf(fork).delete(7, 8)
    textOf(fork).insert(7, 'ten days')
    expect(runsOf(body, fork).slice(1)).toEqual([
      { kind: 'del', text: '72 hours' },
      { kind: 'ins', text: 'ten days' },
    ])
    const other = forkOf(body)
    textOf(other).delete(0, 6)
    textOf(other).insert(0, 'with')
    expect(runsOf(body, other)).toEqual([
      { kind: 'same', text: 'with' },
      { kind: 'del', text: 'in' },
      { kind: 'same', text: ' 72 hours' },
    ])
  })

  test('a character is never cut in two', () => {
    const body = paragraph('🗳')
    const fork = forkOf(body)
    textOf(fork).delete(0, 2)
    textOf(fork).insert(0, '🗴')
    expect(runsOf(body, fork)).toEqual([
      { kind: 'del', text: '🗳' },
      { kind: 'ins', text: '🗴' },
    ])
  })

  test('what was typed and taken back changes nothing', () => {
    const body = paragraph('Report.')
    const fork = forkOf(body)
    textOf(fork).insert(0, 'Always ')
    textOf(fork).delete(0, 7)
    expect(changesAnything(runsOf(body, fork))).toBe(false)
    textOf(fork).delete(0, 1)
    expect(changesAnything(runsOf(body, fork))).toBe(true)
  })

  test('words that the paragraph itself has lost or gained are no part of the suggestion', () => {
    const body = paragraph('Report within 72 hours.')
    const fork = forkOf(body)
    textOf(fork).delete(7, 7)
    textOf(body).delete(7, 7)
    textOf(body).insert(0, 'All shall: ')
    textOf(fork).insert(textOf(fork).length, ' Always.')
    expect(runsOf(body, fork)).toEqual([
      { kind: 'same', text: 'All shall: Report 72 hours.' },
      { kind: 'ins', text: ' Always.' },
    ])
  })

  test('whatever happens to both, the runs are the paragraph without insertions and the fork without deletions', () => {
    const edit = fc.record({
      inFork: fc.boolean(),
      at: fc.nat(60),
      remove: fc.nat(5),
      text: fc.string({ maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const body = paragraph('Report within 72 hours.')
        const fork = forkOf(body)
        for (const { inFork, at, remove, text } of edits) {
          const target = textOf(inFork ? fork : body)
          const from = Math.min(at, target.length)
          target.delete(from, Math.min(remove, target.length - from))
          target.insert(from, text)
        }
        const runs = runsOf(body, fork)
        expect(without(runs, 'ins')).toBe(textOf(body).toString())
        expect(without(runs, 'del')).toBe(textOf(fork).toString())
      }),
    )
  })
})

describe('D15 several suggestions on one paragraph', () => {
  const runs = (...parts: [RedlineRun['kind'], string][]) => parts.map(([kind, text]) => ({ kind, text }))

  test('what two delete is struck once, where only one does, by that one', () => {
    const one = runs(['same', 'a'], ['del', 'bc'], ['same', 'd'])
    const two = runs(['same', 'ab'], ['del', 'cd'])
    expect(
      mergeRedlines('abcd', [
        { name: 'one', runs: one },
        { name: 'two', runs: two },
      ]),
    ).toEqual([
      { kind: 'same', text: 'a', by: [] },
      { kind: 'del', text: 'b', by: ['one'] },
      { kind: 'del', text: 'c', by: ['one', 'two'] },
      { kind: 'del', text: 'd', by: ['two'] },
    ])
  })

  test('insertions at one place stand in the order of the suggestions, also at both ends', () => {
    const one = runs(['ins', 'x'], ['same', 'a'], ['ins', 'y'])
    const two = runs(['same', 'a'], ['ins', 'z'])
    expect(
      mergeRedlines('a', [
        { name: 'one', runs: one },
        { name: 'two', runs: two },
      ]).map(({ text, by }) => [text, ...by]),
    ).toEqual([['x', 'one'], ['a'], ['y', 'one'], ['z', 'two']])
  })

  test('an empty paragraph takes insertions', () => {
    expect(mergeRedlines('', [{ name: 'one', runs: runs(['ins', 'x']) }])).toEqual([
      { kind: 'ins', text: 'x', by: ['one'] },
    ])
  })
})
