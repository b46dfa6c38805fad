import type { Socket } from 'socket.io-client'
import type { Kept, KeptWords } from '~/realtime/kept.client'
import { type TakenUp, takeUp } from '~/realtime/take-up.client'

/** Words that a window which is gone has left on this device. */
export interface LeftWords {
  words: KeptWords
  /** Null while they are being sent. */
  outcome: Extract<TakenUp, { is: 'left' }> | null
}

export interface Left {
  /** Not stored, the oldest first. */
  list(): readonly LeftWords[]
  /** What this visit has sent for windows that are gone. */
  sent(): readonly Pick<KeptWords, 'key' | 'edits' | 'at'>[]
  take(words: KeptWords): void
  discard(words: KeptWords): void
  close(): void
}

/**
 * Take up what was left, one after the other and on a connection of its own, so that the paragraphs that are open
 * here see it come as they see anybody's words.
 */
export function openLeft(kept: Kept, connect: () => Socket, changed: () => void): Left {
  let left: LeftWords[] = []
  const sent: Pick<KeptWords, 'key' | 'edits' | 'at'>[] = []
  let socket: Socket | null = null
  let turn: Promise<void> = Promise.resolve()
  let waiting = 0

  function set(words: KeptWords, outcome: LeftWords['outcome'] | 'gone') {
    left = left.filter((l) => l.words.key !== words.key)
    if (outcome !== 'gone') left = [...left, { words, outcome }].sort((a, b) => a.words.at - b.words.at)
    changed()
  }
  async function attempt(words: KeptWords) {
    socket ??= connect()
    const done = await takeUp(socket, words, kept)
    if (done.is === 'sent') sent.push(words)
    set(words, done.is === 'sent' ? 'gone' : done)
    if (--waiting > 0) return
    socket?.disconnect()
    socket = null
  }
  function take(words: KeptWords) {
    waiting++
    set(words, null)
    turn = turn.then(() => attempt(words))
  }
  void kept.claim().then((all) => all.forEach(take))

  return {
    list: () => left,
    sent: () => sent,
    take,
    discard(words) {
      set(words, 'gone')
      void kept.drop(words)
    },
    close() {
      socket?.disconnect()
      kept.close()
    },
  }
}
