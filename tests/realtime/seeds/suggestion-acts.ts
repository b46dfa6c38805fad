import { acceptSuggestion } from '~/commands/suggestions/accept-suggestion.server'
import { bracketSuggestion } from '~/commands/suggestions/bracket-suggestion.server'
import { openSuggestion } from '~/commands/suggestions/open-suggestion.server'
import { rejectSuggestion, withdrawSuggestion } from '~/commands/suggestions/reject-suggestion.server'
import { changesBetween, forkedText } from '~db/stores/forks'
import { type ShownSuggestion, suggestions } from '~db/stores/suggestions'
import { readText, updatesOf, wordings } from '~db/stores/wordings'
import { wordsApart } from './letters'
import { type Act, inFlight, outcome, type Session, somebody, someParagraph, textOf } from './session'

export const suggest: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref, letters } = session
  const who = somebody(session)
  const current = await textOf(session, row.id)
  const text = otherWords(current, session)
  rewrites(session, who.author, current, text)
  // its first update may only take out what stands there by now
  letters.mayBeGone(inFlight(session))
  const done = await openSuggestion(deps, who, { ref, paragraphId: row.id, reason: 'Clearer.', text })
  rewrites(session, who.author, await textOf(session, row.id), text)
  return outcome(done)
}

/** One word replaced, one taken out, one put in; brackets stay where they are. */
function otherWords(text: string, { pick, letters }: Session): string {
  const words = [...text.matchAll(/[^ [\]]+/gu)]
  const word = pick.of(words)
  const fresh = letters.word(2)
  if (!word || pick.once(3)) return `${text}${text === '' || text.endsWith(' ') ? '' : ' '}${fresh}`
  const rest = text.slice(word.index + word[0].length)
  return `${text.slice(0, word.index)}${pick.once(3) ? '' : fresh}${rest}`
}

/** Whoever suggests is credited with each word that the suggestion puts in, and may take out those it replaces. */
function rewrites({ letters }: Session, author: string, current: string, wanted: string) {
  const { removed, inserted } = wordsApart(current, wanted)
  letters.mayBeGone(removed)
  letters.rewritten(author, inserted)
}

interface Open {
  row: ShownSuggestion
  author: string
  current: string
  suggested: string
  forkSeq: number
  bodySeq: number
}

async function anOpenOne({ deps, normId, pick }: Session): Promise<Open | null> {
  const c = deps.store.read
  const row = pick.of(await suggestions(c).ofNorm(normId, { open: true, n: 100 }))
  if (!row) return null
  const body = updatesOf((await wordings(c).load([row.paragraphId])).get(row.paragraphId)!)
  const fork = (await suggestions(c).forks([row.id])).get(row.id)!
  return {
    row,
    author: row.delegationId ? `delegation/${row.delegationId}` : `person/${row.authorId}`,
    current: readText(body),
    suggested: forkedText(
      body,
      fork.map((r) => r.update),
    ),
    forkSeq: await suggestions(c).head(row.id),
    bodySeq: await wordings(c).head(row.paragraphId),
  }
}

/** Resolving may write words anew, those that are typed into them meanwhile included. */
function mayRewrite(session: Session, { author, current, suggested }: Open) {
  rewrites(session, author, current, suggested)
  rewrites(session, author, '', inFlight(session))
  session.letters.mayBeGone(inFlight(session))
}

export const accept: Act = async (session) => {
  const open = await anOpenOne(session)
  if (!open) return null
  const { deps, ref, pick, chair } = session
  mayRewrite(session, open)
  const whole = { ref, suggestion: open.row.ref, seen: open.forkSeq }
  const changes = changesBetween(open.current, open.suggested, 'en')
  const part = pick.once(2) || changes.length < 2 ? undefined : { changes: [0], bodySeen: open.bodySeq }
  return outcome(await acceptSuggestion(deps, chair, { ...whole, part }))
}

export const bracketBoth: Act = async (session) => {
  const open = await anOpenOne(session)
  if (!open) return null
  const { deps, ref, chair } = session
  mayRewrite(session, open)
  return outcome(await bracketSuggestion(deps, chair, { ref, suggestion: open.row.ref }))
}

export const reject: Act = async (session) => {
  const open = await anOpenOne(session)
  if (!open) return null
  const { deps, ref, chair } = session
  const place = { ref, suggestion: open.row.ref }
  return outcome(await rejectSuggestion(deps, chair, { ...place, reason: 'Not now.' }))
}

export const withdraw: Act = async (session) => {
  const open = await anOpenOne(session)
  if (!open) return null
  const { deps, ref } = session
  const own = session.people.find((p) => p.author === open.author) ?? session.chair
  return outcome(await withdrawSuggestion(deps, own, { ref, suggestion: open.row.ref }))
}
