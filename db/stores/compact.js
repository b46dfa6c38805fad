// @ts-check
import * as Y from 'yjs'

/**
 * One update that says the same, without what has been deleted since. Plain JavaScript: a worker thread starts from
 * the source tree, where nothing compiles.
 * @param {readonly Uint8Array[]} updates
 * @returns {Uint8Array}
 */
export function compact(updates) {
  const doc = new Y.Doc({ gc: true })
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const whole = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return whole
}
