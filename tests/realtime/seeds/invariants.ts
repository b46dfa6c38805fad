import * as Y from 'yjs'
import { type AttributedRun, authorKey } from '~/domain/documents/authorship'
import type { ParagraphId } from '~/domain/ids'
import { findBrackets } from '~/domain/norms/brackets'
import type { ParagraphKind } from '~/domain/norms/norm'
import { versionHash } from '~/domain/norms/version-content'
import { anchored } from '~db/stores/anchored'
import { attributions } from '~db/stores/attributions'
import { compact } from '~db/stores/compact.js'
import { sha256 } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { readText, updatesOf, wordings } from '~db/stores/wordings'
import { paragraphsOf, removedIds, type Session, textOf } from './session'

/** Throws with everything that is wrong with what a session has left behind. */
export async function checkSession(session: Session) {
  const faults = [
    ...(await orderFaults(session)),
    ...(await versionFaults(session)),
    ...(await bracketFaults(session)),
    ...(await creditFaults(session)),
    ...(await logFaults(session)),
  ]
  if (faults.length > 0) throw new Error(faults.slice(0, 20).join('\n'))
}

async function orderFaults(session: Session): Promise<string[]> {
  const { deps, normId } = session
  const rows = await paragraphsOf(session)
  const faults: string[] = []
  const ids = [...rows.map((p) => p.id), ...(await removedIds(session))]
  if (new Set(ids).size !== ids.length) faults.push('an id is there twice')
  if (rows.some((p, i) => p.position !== i))
    faults.push(`positions are ${rows.map((p) => p.position).join(' ')}`)
  const norm = (await norms(deps.store.read).byId(normId))!
  const numbers = (await normTexts(deps.store.read).live(norm)).paragraphs.map((p) => p.number)
  const expected = numbersAgain(rows.map((p) => p.kind))
  if (numbers.join(' ') !== expected.join(' ')) faults.push(`numbers are ${numbers.join(' ')}`)
  return faults
}

/** Counted as N6 says it, from the front for each paragraph anew. */
function numbersAgain(kinds: readonly ParagraphKind[]): string[] {
  const upTo = (end: number, kind: ParagraphKind) => kinds.slice(0, end + 1).filter((k) => k === kind).length
  const prefix = { preambular: 'PP', operative: 'OP', article: '' }
  const main = (i: number) => {
    const kind = kinds[i] as Exclude<ParagraphKind, 'sub'>
    return `${prefix[kind]}${upTo(i, kind)}`
  }
  return kinds.map((kind, i) => {
    if (kind !== 'sub') return main(i)
    const parent = Math.max(kinds.lastIndexOf('operative', i), kinds.lastIndexOf('article', i))
    const siblings = kinds.slice(parent + 1, i + 1).filter((k) => k === 'sub').length
    return `${parent < 0 ? '0' : main(parent)}.${siblings}`
  })
}

async function versionFaults({ deps, normId }: Session): Promise<string[]> {
  const faults: string[] = []
  for (const version of await norms(deps.store.read).versions(normId)) {
    const hash = versionHash(await normTexts(deps.store.read).frozen(version), sha256)
    if (hash !== version.hash) faults.push(`version ${version.number} is not what was frozen`)
  }
  return faults
}

/** Nobody typed or deleted a bracket by hand: none stands half, and each held one stands in the text (N7). */
async function bracketFaults(session: Session): Promise<string[]> {
  const { read } = session.deps.store
  const faults: string[] = []
  for (const { id, heading } of await paragraphsOf(session)) {
    const text = await textOf(session, id)
    const found = findBrackets(text)
    if (found.stray.length > 0) faults.push(`half a bracket in “${text}”`)
    const doc = docOf(updatesOf((await wordings(read).load([id])).get(id)!))
    const taken = new Set<number>()
    for (const row of await anchored(read).brackets(id)) {
      if (row.anchorStart === 'title' || session.left.has(row.id)) continue
      if (row.anchorStart === 'heading') {
        if (!heading.includes(row.quote)) faults.push(`${row.quote} is not in the heading “${heading}”`)
        continue
      }
      const [start, last] = [characterAt(doc, row.anchorStart), characterAt(doc, row.anchorEnd)]
      if (start === null || last === null || text[start] !== '[' || text[last] !== ']')
        faults.push(`${row.quote} does not stand in “${text}” (${start}, ${last})`)
      else if (taken.has(start)) faults.push(`two rows hold the bracket at ${start} of “${text}”`)
      else taken.add(start)
    }
  }
  return faults
}

/** Where the very character stands that an anchor names; null once it is deleted. */
function characterAt(doc: Y.Doc, anchor: string | null): number | null {
  if (anchor === null) return null
  const { item } = Y.decodeRelativePosition(Buffer.from(anchor, 'base64'))
  let index = 0
  for (let at = doc.getText('t')._start; at; at = at.right) {
    const inside = item && at.id.client === item.client && item.clock - at.id.clock
    if (typeof inside === 'number' && inside >= 0 && inside < at.length)
      return at.deleted ? null : index + inside
    if (!at.deleted) index += at.length
  }
  return null
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

async function creditFaults(session: Session): Promise<string[]> {
  const { read } = session.deps.store
  const ids = (await paragraphsOf(session)).map((p) => p.id)
  const found = await attributions(read).ofMany(ids)
  const faults: string[] = []
  for (const id of ids) {
    const joined = found.get(id)!.map((run) => run.text)
    if (joined.join('') !== (await textOf(session, id))) faults.push('the credited runs are not the text')
  }
  const removed = await wordings(read).texts(await removedIds(session))
  return [...faults, ...session.letters.faults([...found.values()].flat(), [...removed.values()].join(''))]
}

/** The log has no gaps; snapshot and tail say what the whole log says; compacting it changes nobody’s words. */
async function logFaults(session: Session): Promise<string[]> {
  const { store } = session.deps
  const faults: string[] = []
  for (const id of [...(await paragraphsOf(session)).map((p) => p.id), ...(await removedIds(session))]) {
    const rows = await wordings(store.read).since(id, 0)
    let next = 1
    for (const { seq, count, authors } of rows) {
      if (seq !== next) faults.push(`row ${seq} follows ${next - 1}`)
      if (authors.reduce((n, a) => n + a.count, 0) !== count) faults.push(`row ${seq} is not all somebody’s`)
      next = seq + count
    }
    const whole = rows.map((row) => row.update)
    const before = await creditsOf(session, id)
    const head = await wordings(store.read).head(id)
    await store.tx((c) => wordings(c).saveSnapshot(id, head, compact(whole)), 'text')
    if (before !== (await creditsOf(session, id))) faults.push(`compacting ${id} changes who wrote what`)
    if (readText(whole) !== (await textOf(session, id))) faults.push(`the snapshot of ${id} is not its log`)
  }
  return faults
}

async function creditsOf({ deps }: Session, id: ParagraphId): Promise<string> {
  const runs = await attributions(deps.store.read).of(id)
  return JSON.stringify(runs.map(({ text, author }: AttributedRun) => [text, authorKey(author)]))
}
