import * as Y from 'yjs'
import { judgeUpdate } from '~/domain/documents/judge-update'
import { decodeUpdate } from '~/realtime/decode-update'
import type { Row } from '../report'
import { trace } from './keystrokes'

/** Every update of the trace through the gate, and through a Yjs document, which is what the gate spares. */
export function gateCost(edits: number): Row[] {
  const client = 100_000
  const { updates } = trace(client, edits, 8_000)
  for (const warm of updates.slice(0, 5_000)) decodeUpdate(warm)
  const none = new Map<number, number>()
  let clock = 0
  let refused = 0
  const began = performance.now()
  for (const update of updates) {
    const decoded = decodeUpdate(update)
    const judged = decoded.ok ? judgeUpdate(decoded.value, { client, clock }, none, 't') : decoded
    if (judged.ok) clock = judged.value.next
    else refused++
  }
  const ours = (1_000 * (performance.now() - began)) / edits
  const doc = new Y.Doc()
  const applying = performance.now()
  for (const update of updates) Y.applyUpdate(doc, update)
  const applied = (1_000 * (performance.now() - applying)) / edits
  return [
    {
      name: 'gate: one keystroke',
      value: ours,
      unit: 'µs',
      other: { name: 'applying it', value: applied, unit: 'µs' },
      bar: '<= 2.5 µs',
      met: ours <= 2.5,
    },
    { name: 'gate: honest updates refused', value: refused, unit: 'updates', bar: '0', met: refused === 0 },
  ]
}
