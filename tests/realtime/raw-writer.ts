import type { Socket } from 'socket.io-client'
import * as Y from 'yjs'
import type { JoinAnswer, Joined, Lease, Refused, SuggestAnswer, UpdateAnswer } from '~/contracts/documents'
import type { TextName } from '~/domain/documents/text-name'
import type { ParagraphId, SuggestionId } from '~/domain/ids'

/** The answer to a request for a paragraph, and the updates that come with it. */
export async function join(
  socket: Socket,
  paragraphId: ParagraphId,
  over: object = {},
): Promise<Refused | (Joined & { updates: Uint8Array[] })> {
  const message = { paragraphId, since: null, write: true, lease: null, ...over }
  const [answer, bytes] = await new Promise<[JoinAnswer, Uint8Array]>((resolve) =>
    socket.emit('document.join', message, (...content: [JoinAnswer, Uint8Array]) => resolve(content)),
  )
  if (!answer.ok) return answer
  const { ends } = answer
  return { ...answer, updates: ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end)) }
}

export const send = (
  socket: Socket,
  name: ParagraphId | TextName,
  bytes: Uint8Array | string,
): Promise<UpdateAnswer> =>
  socket.emitWithAck('document.update', typeof name === 'string' ? { paragraphId: name } : name, bytes)

/** A client with no manners of its own: joins, and sends whatever bytes a test makes. */
export async function rawWriter(socket: Socket, paragraphId: ParagraphId, over: object = {}) {
  const answer = await join(socket, paragraphId, over)
  if (!answer.ok) throw new Error(answer.reason)
  if (!answer.lease) throw new Error('opened for reading only')
  return writerOf(socket, { paragraphId }, answer, answer.updates)
}

/** The same for the suggestion that the person's words on the paragraph go into, or another that is named. */
export async function rawSuggester(socket: Socket, paragraphId: ParagraphId, named?: SuggestionId) {
  const suggestionId = named ?? (await mySuggestion(socket, paragraphId))
  const body = await join(socket, paragraphId, { write: false })
  const answer = await join(socket, paragraphId, { suggestionId })
  if (!body.ok || !answer.ok) throw new Error('the suggestion could not be opened')
  const updates = [...body.updates, ...answer.updates]
  return { suggestionId, ...writerOf(socket, { paragraphId, suggestionId }, answer, updates) }
}

export async function mySuggestion(socket: Socket, paragraphId: ParagraphId): Promise<SuggestionId> {
  const answer: SuggestAnswer = await socket.emitWithAck('document.suggest', { paragraphId })
  if (!answer.ok) throw new Error(answer.reason)
  return answer.suggestionId
}

function writerOf<A extends Joined>(socket: Socket, name: TextName, answer: A, updates: Uint8Array[]) {
  const { lease } = answer as A & { lease: Lease }
  const doc = new Y.Doc()
  if (lease) doc.clientID = lease.clientId
  for (const update of updates) Y.applyUpdate(doc, update)
  return {
    doc,
    text: doc.getText('t'),
    lease,
    answer,
    /** The update that a change makes. */
    change(edit: (doc: Y.Doc) => void): Uint8Array {
      const before = Y.encodeStateVector(doc)
      let made: Uint8Array | null = null
      const listen = (update: Uint8Array) => {
        made = update
      }
      doc.on('update', listen)
      doc.transact(() => edit(doc))
      doc.off('update', listen)
      return made ?? Y.encodeStateAsUpdate(doc, before)
    },
    send: (bytes: Uint8Array | string) => send(socket, name, bytes),
  }
}

/** Bytes of an update written by hand, number by number. */
export function handmade(...parts: (number | string | Uint8Array)[]): Uint8Array {
  const bytes: number[] = []
  const number = (n: number) => {
    for (; n > 127; n = Math.floor(n / 128)) bytes.push(128 | (n & 127))
    bytes.push(n)
  }
  for (const part of parts) {
    if (typeof part === 'number') number(part)
    else if (typeof part === 'string') {
      const encoded = new TextEncoder().encode(part)
      number(encoded.length)
      bytes.push(...encoded)
    } else bytes.push(...part)
  }
  return Uint8Array.from(bytes)
}
