import type { Socket } from 'socket.io-client'
import * as Y from 'yjs'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import { type LiveDocument, type Outbox, openDocument } from './document.client'
import type { Kept, KeptWords } from './kept.client'

/** What has become of words that another window has left. */
export type TakenUp =
  | { is: 'sent' }
  /** They stay on this device: nothing was sent, or not all of it. */
  | { is: 'left'; code: DocumentRefusal | 'too-much' | 'not-kept'; why: string }

/**
 * D18: send what was not stored, under the client id it was typed with, so that what has arrived before is
 * recognised. Where the id is no longer to be had, the changes are made anew on what is stored now, and kept under
 * the new id before they are sent.
 */
export async function takeUp(socket: Socket, words: KeptWords, kept: Kept): Promise<TakenUp> {
  if (words.outbox.units.length === 0)
    return { is: 'left', code: 'too-much', why: 'There were too many changes to be sent later.' }
  const { paragraphId, suggestionId } = words.name
  // a suggestion stands on its paragraph's text
  const under = suggestionId ? openDocument(socket, { paragraphId }, { person: words.personId }) : null
  if (under) await until(under, () => under.state().is !== 'opening')
  const how = { socket, words, kept, body: under?.text ?? null }
  const sent = await ended(sendOn(how))
  const done = sent.is === 'left' && sent.code === 'no-lease' ? await makeAnew(how) : sent
  under?.leave()
  if (done.is === 'sent') await kept.drop(words)
  return done
}

interface How {
  socket: Socket
  words: KeptWords
  kept: Kept
  body: Y.Text | null
}

function sendOn({ socket, words, kept, body }: How): LiveDocument {
  return openDocument(socket, words.name, {
    body,
    person: words.personId,
    left: words.outbox,
    keep: (outbox) => (outbox ? kept.put(keptAs(words, outbox)) : undefined),
  })
}

/** Everything the units say beyond what is stored, as changes of our own. */
async function makeAnew({ socket, words, kept, body }: How): Promise<TakenUp> {
  let lost: (how: TakenUp) => void
  const notKept = new Promise<TakenUp>((resolve) => {
    lost = resolve
  })
  const document = openDocument(socket, words.name, {
    body,
    person: words.personId,
    keepFirst: true,
    keep: async (outbox) => {
      if (!outbox || (await kept.put(keptAs(words, outbox)))) return
      document.leave()
      lost({ is: 'left', code: 'not-kept', why: 'This device takes nothing more.' })
    },
  })
  document.write()
  await until(document, () => document.writable() || isReadOnly(document))
  const delta = document.writable() ? whatIsNew(document.text, words.outbox) : []
  if (!document.writable() || delta === null) {
    document.leave()
    return {
      is: 'left',
      code: 'unknown-place',
      why: 'The text these words stand in can no longer be changed here.',
    }
  }
  if (delta.length > 0) document.text.applyDelta(delta)
  return Promise.race([ended(document), notKept])
}

function isReadOnly(document: LiveDocument): boolean {
  const { is } = document.state()
  return is === 'refused' || (is === 'saved' && document.access() !== 'write')
}

type Delta = Parameters<Y.Text['applyDelta']>[0]

/** On a copy: what is there already changes nothing a second time. Null: the units do not fit onto this text. */
function whatIsNew(text: Y.Text, { units }: Outbox): Delta | null {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(text.doc!))
  let delta: Delta = []
  copy.getText('t').observe((event) => {
    delta = event.delta
  })
  copy.transact(() => {
    for (const { update } of units) Y.applyUpdate(copy, update)
  })
  const fits = copy.store.pendingStructs === null
  copy.destroy()
  return fits ? delta : null
}

/** Once all is stored, or refused; the document is left then. */
async function ended(document: LiveDocument): Promise<TakenUp> {
  await until(document, () => ['saved', 'refused'].includes(document.state().is))
  const state = document.state()
  document.leave()
  return state.is === 'refused' ? { is: 'left', code: state.code, why: state.why } : { is: 'sent' }
}

const keptAs = (words: KeptWords, outbox: Outbox): KeptWords => ({
  ...words,
  outbox: { ...outbox, units: outbox.units.map((unit) => ({ ...unit })) },
})

function until(document: LiveDocument, claim: () => boolean): Promise<void> {
  if (claim()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = document.onChange(() => {
      if (!claim()) return
      stop()
      resolve()
    })
  })
}
