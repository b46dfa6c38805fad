import { addLines } from '~/commands/norms/add-lines.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { agreeParagraph } from '~/commands/norms/agree-paragraph.server'
import { freezeVersion } from '~/commands/norms/freeze-version.server'
import { mergeParagraphs } from '~/commands/norms/merge-paragraphs.server'
import { moveParagraph } from '~/commands/norms/move-paragraph.server'
import { removeParagraph } from '~/commands/norms/remove-paragraph.server'
import { reopenParagraph } from '~/commands/norms/reopen-paragraph.server'
import { restoreParagraph } from '~/commands/norms/restore-paragraph.server'
import { reviseParagraph } from '~/commands/norms/revise-paragraph.server'
import { splitParagraph } from '~/commands/norms/split-paragraph.server'
import { undoAct } from '~/commands/norms/undo-act.server'
import { paragraphKinds } from '~/domain/norms/norm'
import { openWords } from '~db/stores/carried-words'
import {
  type Act,
  acted,
  outcome,
  paragraphsOf,
  removedIds,
  type Session,
  somebody,
  someParagraph,
} from './session'
import { someplace } from './windows'

/** Somewhere in a paragraph as the server has it just now, as a client would name it. */
async function placeIn({ deps, pick }: Session, id: Parameters<typeof openWords>[1]) {
  const words = await openWords(deps.store.read, id)
  return words.anchorAt(someplace(words.text, pick))
}

export const split: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref } = session
  const place = await placeIn(session, row.id)
  const who = somebody(session)
  return acted(session, who, await splitParagraph(deps, who, { ref, paragraphId: row.id, place }))
}

export const merge: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref } = session
  const who = somebody(session)
  return acted(session, who, await mergeParagraphs(deps, who, { ref, paragraphId: row.id }))
}

export const move: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref, pick, chair } = session
  const direction = pick.once(2) ? 'up' : 'down'
  return acted(session, chair, await moveParagraph(deps, chair, { ref, paragraphId: row.id, direction }))
}

export const lines: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref, pick, letters } = session
  const who = somebody(session)
  const words = Array.from({ length: 1 + pick.below(3) }, () => `${letters.word(2)} ${letters.word(1)}`)
  const place = pick.once(2) ? await placeIn(session, row.id) : undefined
  letters.typed(who.author, words.join(''))
  const done = await addLines(deps, who, { ref, paragraphId: row.id, lines: words, place })
  if (done.ok) letters.stored(words.join(''))
  return acted(session, who, done)
}

export const add: Act = async (session) => {
  const { deps, ref, pick, letters } = session
  const who = somebody(session)
  const text = pick.once(3) ? '' : `${letters.word(2)} ${letters.word(2)}`
  const kind = pick.of(paragraphKinds)!
  const after = (await someParagraph(session))?.id
  letters.typed(who.author, text)
  const done = await addParagraph(deps, who, { ref, kind, heading: '', text, after })
  if (done.ok) letters.stored(text)
  return acted(session, who, done)
}

export const remove: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref, chair } = session
  return acted(session, chair, await removeParagraph(deps, chair, { ref, paragraphId: row.id }))
}

export const restore: Act = async (session) => {
  const { deps, ref, pick, chair } = session
  const id = pick.of(await removedIds(session))
  if (!id) return null
  return acted(session, chair, await restoreParagraph(deps, chair, { ref, paragraphId: id }))
}

/** Mostly the last act, as a person would; sometimes one that others have built on since. */
export const undo: Act = async (session) => {
  const { deps, ref, pick, done } = session
  const act = pick.once(4) ? pick.of(done) : done.at(-1)
  if (!act) return null
  done.splice(done.indexOf(act), 1)
  return acted(session, act.who, await undoAct(deps, act.who, { ref, entry: act.entry }))
}

export const revise: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref, pick } = session
  const kind = pick.of(paragraphKinds)!
  const heading = pick.once(2) ? '' : row.heading
  const who = somebody(session)
  return acted(session, who, await reviseParagraph(deps, who, { ref, paragraphId: row.id, kind, heading }))
}

export const agree: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref, chair } = session
  const confirmBy = new Date(deps.now().getTime() + 86_400_000)
  return outcome(await agreeParagraph(deps, chair, { ref, paragraphId: row.id, confirmBy }))
}

export const reopen: Act = async (session) => {
  const row = (await paragraphsOf(session)).find((p) => p.state === 'agreed-ad-referendum')
  if (!row) return null
  const { deps, ref, chair } = session
  return outcome(await reopenParagraph(deps, chair, { ref, paragraphId: row.id, reason: 'More to say.' }))
}

export const freeze: Act = async (session) => {
  const { deps, ref, chair, pick } = session
  const symbol = `L.${pick.below(1_000_000)}`
  return outcome(await freezeVersion(deps, chair, { ref, symbol, kind: 'rolling', note: '' }))
}
