import { type TextId, type TextName, textId } from '~/domain/documents/text-name'
import type { PersonId } from '~/domain/ids'
import type { Outbox } from './document.client'

const keptForMs = 30 * 24 * 3_600_000
const recordsAtMost = 200
/** Beyond this, what was typed is kept as words to be copied, no longer as changes to be sent. */
const unitsBytes = 256 * 1024

/** Words of one text that were not stored when they were last heard of. */
export interface KeptWords {
  key: string
  /** The window that answers for them. */
  window: string
  personId: PersonId
  norm: string
  name: TextName
  outbox: Outbox
  edits: number
  /** The reader's own clock at the last change. */
  at: number
}

/** What this device keeps of one person's words on one norm, for as long as they are not stored. */
export interface Kept {
  /** What this window has not stored of a text; null: nothing any more. */
  keep(name: TextName, outbox: Outbox | null): void
  /** Part from a text; its words stay kept. Null: there are none. */
  part(id: TextId): KeptWords | null
  /** What windows that are gone have left, each now this window's alone. */
  claim(): Promise<KeptWords[]>
  /** Whether it is on the device now. */
  put(words: KeptWords): Promise<boolean>
  drop(words: KeptWords): Promise<boolean>
  close(): void
}

interface KeptFor {
  personId: PersonId
  norm: string
  /** The device does not take any more: unsent words live in this window only. */
  failed(): void
}

/**
 * D18: null where the browser offers no such store (private windows of some, pages without TLS). A window holds a
 * lock as long as it lives, however it ends; only what belongs to no living window is claimed, by one.
 */
export async function openKept({ personId, norm, failed }: KeptFor): Promise<Kept | null> {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  const db = locks && (await openDatabase().catch(() => null))
  if (!locks || !db) return null
  const window = crypto.randomUUID()
  const held = await holdLock(locks, lockOf(window))
  const mine = new Map<TextId, KeptWords>()
  const waiting = new Map<string, KeptWords | null>()
  let writing: Promise<boolean> | null = null
  let parted = 0

  /** Everything that waits, in one transaction after the other; only the newest state of each is written. */
  async function write(): Promise<boolean> {
    while (waiting.size > 0) {
      const batch = [...waiting]
      waiting.clear()
      await inStore(db!, 'readwrite', (store) => {
        for (const [key, words] of batch) words ? store.put(words) : store.delete(key)
      })
    }
    return true
  }
  function soon(key: string, words: KeptWords | null): Promise<boolean> {
    waiting.set(key, words)
    writing ??= write()
      .catch(() => {
        failed()
        return false
      })
      .finally(() => {
        writing = null
      })
    return writing
  }

  const claimOne = (words: KeptWords) =>
    locks.request(lockOf(words.window), { ifAvailable: true }, async (lock) => {
      if (!lock) return []
      const own = { ...words, window, key: `${window}/left-${parted++}` }
      const found = await moved(db, words.key, own)
      return found ? [own] : []
    })

  return {
    keep(name, outbox) {
      const id = textId(name)
      const key = `${window}/${id}`
      if (!outbox) {
        if (mine.delete(id)) void soon(key, null)
        return
      }
      const edits = outbox.units.reduce((n, unit) => n + unit.edits, 0)
      const words = {
        key,
        window,
        personId,
        norm,
        name,
        outbox: bounded(outbox),
        edits,
        at: Date.now(),
      }
      mine.set(id, words)
      void soon(key, words)
    },
    part(id) {
      const words = mine.get(id)
      if (!words) return null
      mine.delete(id)
      const own = { ...words, key: `${window}/left-${parted++}` }
      void soon(words.key, null)
      void soon(own.key, own)
      return own
    },
    async claim() {
      const all = await allKept(db)
      await forget(db, all)
      const left = all.filter((w) => w.personId === personId && w.norm === norm && w.window !== window)
      return (await Promise.all(left.map(claimOne))).flat()
    },
    put: (words) => soon(words.key, words),
    drop: (words) => soon(words.key, null),
    close: held,
  }
}

/**
 * Words of one person that no living window answers for, whatever norm they were for, the newest first; null where
 * the browser offers no such store. For pages that cannot send them: the person may have lost the right to write.
 */
export async function wordsLeftBy(personId: PersonId): Promise<KeptWords[] | null> {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  const db = locks && (await openDatabase().catch(() => null))
  if (!locks || !db) return null
  const all = await allKept(db)
  await forget(db, all)
  db.close()
  const alive = new Set((await locks.query()).held?.map(({ name }) => name))
  return all
    .filter((w) => w.personId === personId && !alive.has(lockOf(w.window)))
    .sort((a, b) => b.at - a.at)
}

export async function discardLeft({ key }: Pick<KeptWords, 'key'>) {
  const db = await openDatabase()
  await inStore(db, 'readwrite', (store) => void store.delete(key))
  db.close()
}

const lockOf = (window: string) => `parley.window.${window}`

/** Resolves once the lock is held; what comes back lets it go. */
function holdLock(locks: LockManager, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    locks.request(name, () => new Promise<void>((release) => resolve(() => release()))).catch(reject)
  })
}

/** A copy: units go on changing until they are sent. */
function bounded({ lease, history, units, words }: Outbox): Outbox {
  const bytes = units.reduce((n, { update }) => n + update.length, 0)
  return { lease, history, units: bytes > unitsBytes ? [] : units.map((unit) => ({ ...unit })), words }
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('parley', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('kept', { keyPath: 'key' })
  return answer(request)
}

async function allKept(db: IDBDatabase): Promise<KeptWords[]> {
  let request: IDBRequest<KeptWords[]>
  await inStore(db, 'readonly', (store) => {
    request = store.getAll()
  })
  return request!.result
}

/** Under another key, in one step; false when it is no longer there. */
async function moved(db: IDBDatabase, from: string, to: KeptWords): Promise<boolean> {
  let found = false
  await inStore(db, 'readwrite', (store) => {
    const request = store.count(from)
    request.onsuccess = () => {
      found = request.result > 0
      if (!found) return
      store.delete(from)
      store.put(to)
    }
  })
  return found
}

/** What nobody has come back for in a long time, and the oldest of too many; whoever wrote them. */
async function forget(db: IDBDatabase, all: KeptWords[]) {
  const newestFirst = [...all].sort((a, b) => b.at - a.at)
  const gone = newestFirst.filter((w, i) => i >= recordsAtMost || w.at < Date.now() - keptForMs)
  if (gone.length === 0) return
  await inStore(db, 'readwrite', (store) => {
    for (const { key } of gone) store.delete(key)
  })
  for (const words of gone) all.splice(all.indexOf(words), 1)
}

function inStore(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => void,
): Promise<void> {
  const transaction = db.transaction('kept', mode)
  act(transaction.objectStore('kept'))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
