import { chooseAlternative } from '~/commands/brackets/choose-alternative.server'
import { dropAlternative } from '~/commands/brackets/drop-alternative.server'
import { liftBracket } from '~/commands/brackets/lift-bracket.server'
import { narrowBracket } from '~/commands/brackets/narrow-bracket.server'
import { offerAlternative } from '~/commands/brackets/offer-alternative.server'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { anchored } from '~db/stores/anchored'
import { brackets } from '~db/stores/brackets'
import { type Act, inFlight, outcome, type Session, somebody, someParagraph, textOf } from './session'

const words = (text: string) => text.split(/[ [\]]+/).filter(Boolean)

export const place: Act = async (session) => {
  const row = await someParagraph(session)
  if (!row) return null
  const { deps, ref, pick } = session
  const text = await textOf(session, row.id)
  const where = pick.once(8) ? (pick.once(2) ? 'heading' : 'title') : 'text'
  const some = where === 'text' && !pick.once(6) ? pick.of(spans(text)) : undefined
  return outcome(
    await placeBracket(deps, somebody(session), {
      ref,
      paragraphId: row.id,
      where,
      words: some,
      reason: '',
    }),
  )
}

/** Words, pairs of words, and what stands in brackets already. */
function spans(text: string): string[] {
  const pairs = [...text.matchAll(/[^ [\]]+ [^ [\]]+/gu)].map(([pair]) => pair)
  return [...words(text), ...pairs, ...[...text.matchAll(/\[[^[\]]*\]/gu)].map(([bracket]) => bracket)]
}

async function held({ deps, normId, pick }: Session) {
  const rows = await brackets(deps.store.read).ofNorm(normId)
  return pick.of(rows.filter((b) => b.liftedAt === null && b.removedAt === null)) ?? null
}

/** The holder where there is one, so that something comes of it; else the chair, or anybody. */
function holderOf(session: Session, holderId: string | null) {
  const own = session.people.filter((p) => p.author === `delegation/${holderId}`)
  return session.pick.once(5) ? somebody(session) : (session.pick.of(own) ?? session.chair)
}

export const narrow: Act = async (session) => {
  const bracket = await held(session)
  if (!bracket) return null
  const { deps, ref, pick } = session
  const input = { ref, bracketId: bracket.id, words: pick.of(words(bracket.quote)) ?? '' }
  return outcome(await narrowBracket(deps, holderOf(session, bracket.holderId), input))
}

export const lift: Act = async (session) => {
  const bracket = await held(session)
  if (!bracket) return null
  const { deps, ref } = session
  return outcome(await liftBracket(deps, holderOf(session, bracket.holderId), { ref, bracketId: bracket.id }))
}

export const offer: Act = async (session) => {
  const bracket = await held(session)
  if (!bracket) return null
  const { deps, ref, pick, letters } = session
  const who = somebody(session)
  const text = pick.once(4) ? '' : letters.word(3)
  letters.typed(who.author, text)
  return outcome(await offerAlternative(deps, who, { ref, bracketId: bracket.id, text }))
}

async function withAlternatives(session: Session) {
  const { deps, normId, pick } = session
  const rows = await brackets(deps.store.read).ofNorm(normId)
  for (const bracket of rows.filter((b) => b.liftedAt === null && b.removedAt === null)) {
    const all = (await brackets(deps.store.read).alternatives(bracket.id)).filter((a) => !a.droppedAt)
    if (all.length > 0) return { bracket, number: pick.of(all)!.number }
  }
  return null
}

/** Words leave with alternatives, with the brackets among them and what is being typed into them meanwhile. */
async function leaving(session: Session, bracket: NonNullable<Awaited<ReturnType<typeof held>>>) {
  const { deps, letters, left } = session
  letters.mayBeGone(inFlight(session) + (await bracketed(session, bracket.paragraphId)))
  for (const other of await anchored(deps.store.read).brackets(bracket.paragraphId))
    if (other.id !== bracket.id) left.add(other.id)
}

async function bracketed(session: Session, id: Parameters<typeof textOf>[1]) {
  const text = await textOf(session, id)
  return text.slice(text.indexOf('['), text.lastIndexOf(']') + 1)
}

export const drop: Act = async (session) => {
  const found = await withAlternatives(session)
  if (!found) return null
  const { deps, ref, chair } = session
  await leaving(session, found.bracket)
  const input = { ref, bracketId: found.bracket.id, number: found.number }
  return outcome(await dropAlternative(deps, chair, input))
}

export const choose: Act = async (session) => {
  const found = await withAlternatives(session)
  if (!found) return null
  const { deps, ref, chair } = session
  await leaving(session, found.bracket)
  const input = { ref, bracketId: found.bracket.id, number: found.number }
  return outcome(await chooseAlternative(deps, chair, input))
}
