import { crossesHeld, type Span } from '~/domain/norms/bracket-place'
import { findBrackets } from '~/domain/norms/brackets'
import type { BracketAct } from '~/domain/norms/may-bracket'
import { ok, type Result, refuse } from '~/domain/result'
import { brackets } from '~db/stores/brackets'
import { ledger } from '~db/stores/ledger'
import type { Inverse, Undoing, Undone } from '../norms/undo-act.server'
import { type BracketAt, type BracketAtRefusal, bracketAt } from './bracket-at.server'
import type { BracketedText, Ends } from './bracketed-text.server'

export type UndoBracketRefusal =
  | BracketAtRefusal
  | { code: 'has-alternatives' | 'bracket-gone' | 'changed-since' | 'acted-on-since' | 'settled-since' }
  | { code: 'text-too-long'; limit: number }

type Refusable<T> = Promise<Result<T, UndoBracketRefusal>>
type OnBracket = Undoing<{ t: string; at: string; bracket: string }>

/** A bracket that was placed is withdrawn: characters put in for it leave, words stay. */
export const undoPlacing: Inverse<'parley-v1/bracket.placed', UndoBracketRefusal> = (of) =>
  takeOut(of, { may: 'place', liftedAs: 'withdrawn', made: of.act.made, t: 'bracket.withdrawn' })

export const undoWithdrawal: Inverse<'parley-v1/bracket.withdrawn', UndoBracketRefusal> = (of) =>
  putBack(of, { may: 'place', made: of.act.made, t: 'bracket.placed' })

export const undoLifting: Inverse<'parley-v1/bracket.lifted', UndoBracketRefusal> = (of) =>
  putBack(of, { may: 'lift', made: true, t: 'bracket.restored' })

export const undoRestoring: Inverse<'parley-v1/bracket.restored', UndoBracketRefusal> = (of) =>
  takeOut(of, { may: 'lift', liftedAs: 'lifted', made: true, t: 'bracket.lifted' })

export const undoNarrowing: Inverse<'parley-v1/bracket.narrowed', UndoBracketRefusal> = (of) =>
  reshape(of, 'bracket.widened')

export const undoWidening: Inverse<'parley-v1/bracket.widened', UndoBracketRefusal> = (of) =>
  reshape(of, 'bracket.narrowed')

interface Taking {
  may: BracketAct
  liftedAs: 'withdrawn' | 'lifted'
  made: boolean
  t: 'bracket.withdrawn' | 'bracket.lifted'
}

async function takeOut(of: OnBracket, { may, liftedAs, made, t }: Taking): Refusable<Undone> {
  const at = await standing(of, may)
  if (!at.ok) return at
  const { bracket, text, span, alternatives } = at.value
  if (alternatives.length > 1) return refuse({ code: 'has-alternatives' })
  const was = span && text.ends(span)
  if (span && made) {
    text.remove(span.end - 1, 1)
    text.remove(span.start, 1)
    await text.save()
  }
  const { now } = of.change
  await brackets(of.change.c).change(bracket.id, { liftedAt: now, liftedAs, silenceEndsAt: null })
  return recorded(of, at.value, { t, was, made })
}

interface Putting {
  may: BracketAct
  made: boolean
  t: 'bracket.placed' | 'bracket.restored'
}

/** Where a bracket stood that has left, or has other ends by now. */
interface Left {
  was: Ends | null
  reads: string | null
}
type PuttingBack = OnBracket & { act: Left }

/** The very bracket that left then stands again around what is left of its words. */
async function putBack(of: PuttingBack, { may, made, t }: Putting): Refusable<Undone> {
  const relied = await reliedOn(of)
  if (!relied.ok) return relied
  const { act, ref, deps, change } = of
  const at = await bracketAt(deps, change, { ref, bracketId: act.bracket }, may, { lifted: true })
  if (!at.ok) return at
  const { bracket, text } = at.value
  if (bracket.liftedAt?.toISOString() !== act.at) return refuse({ code: 'changed-since' })
  if (act.was) {
    const span = await (made ? surround(text, { ...act, was: act.was }) : standsStill(text, act))
    if (!span.ok) return span
    await brackets(change.c).change(bracket.id, text.marks(span.value))
  }
  await brackets(change.c).change(bracket.id, { liftedAt: null, liftedAs: null })
  return recorded(of, at.value, { t, made })
}

async function surround(text: BracketedText, { was, reads }: Left & { was: Ends }): Refusable<Span> {
  const inside = goesBack(text, { was, reads }, null)
  if (!inside.ok) return inside
  const { start, end } = inside.value
  text.insert(end, ']')
  text.insert(start, '[')
  const saved = await text.save(was.start)
  return saved.ok ? ok({ start, end: end + 2 }) : saved
}

/** Characters that were not put in for it are there still, and nobody else holds them by now. */
function standsStill(text: BracketedText, { was, reads }: Left): Result<Span, UndoBracketRefusal> {
  const start = was && reads === text.reads() ? text.within(was, null)?.start : undefined
  const pair = findBrackets(text.text()).pairs.find((p) => p.start === start)
  const isFree = [...text.spans.values()].every((held) => held.start !== start)
  return pair && isFree ? ok({ start: pair.start, end: pair.end }) : refuse({ code: 'changed-since' })
}

/** The ends of the bracket go where they stood. */
async function reshape(of: PuttingBack, t: 'bracket.widened' | 'bracket.narrowed'): Refusable<Undone> {
  const at = await standing(of, 'narrow')
  if (!at.ok) return at
  const { bracket, text, span, alternatives } = at.value
  if (!span) return refuse({ code: 'bracket-gone' })
  if (alternatives.length > 0) return refuse({ code: 'has-alternatives' })
  const inside = goesBack(text, of.act, span)
  if (!inside.ok) return inside
  const { start, end } = inside.value
  if (end <= span.start || start >= span.end - 2) return refuse({ code: 'changed-since' })
  const was = text.ends(span)
  moveEnds(text, span, inside.value)
  await text.save(of.act.was?.start)
  await brackets(of.change.c).change(bracket.id, text.marks({ start, end: end + 2 }))
  return recorded(of, at.value, { t, was })
}

function moveEnds(text: BracketedText, span: Span, { start, end }: Span) {
  if (end !== span.end - 2) {
    text.remove(span.end - 1, 1)
    text.insert(end + 1, ']')
  }
  if (start !== span.start) {
    text.remove(span.start, 1)
    text.insert(start, '[')
  }
}

/** The words that the bracket goes around, counted without its own characters, which stand at `span`. */
function goesBack(
  text: BracketedText,
  { was, reads }: Left,
  span: Span | null,
): Result<Span, UndoBracketRefusal> {
  const inside = was && reads === text.reads() ? text.within(was, span) : null
  if (!inside || inside.start >= inside.end) return refuse({ code: 'changed-since' })
  const bare = span ? without(text.text(), span) : text.text()
  const held = [...text.spans.values()].filter((s) => s !== span).map((s) => (span ? shifted(s, span) : s))
  const crosses =
    findBrackets(bare.slice(inside.start, inside.end)).stray.length > 0 ||
    held.some((other) => crossesHeld(bare, inside, other))
  return crosses ? refuse({ code: 'changed-since' }) : ok(inside)
}

const without = (text: string, { start, end }: Span) =>
  text.slice(0, start) + text.slice(start + 1, end - 1) + text.slice(end)

/** Where another one stands once the characters at `gone` have left. */
function shifted({ start, end }: Span, gone: Span): Span {
  const bare = (at: number) => at - (at > gone.start ? 1 : 0) - (at >= gone.end ? 1 : 0)
  return { start: bare(start), end: bare(end) }
}

/** A bracket that still stands and that nobody else has done anything to since. */
async function standing(of: OnBracket, may: BracketAct): Refusable<BracketAt> {
  const relied = await reliedOn(of)
  if (!relied.ok) return relied
  return bracketAt(of.deps, of.change, { ref: of.ref, bracketId: of.act.bracket }, may)
}

/** D22: what others have done to the bracket since, or agreed and frozen on the words as they stand, is not undone. */
async function reliedOn({ change, ref, act, personId, undoes }: OnBracket): Refusable<null> {
  const since = await ledger(change.c).after(`norm/${ref}`, undoes.undoes!, reliedOnActs)
  for (const { type, body } of since) {
    const entry = JSON.parse(body)
    if (entry.bracket === act.bracket && entry.by.person !== personId)
      return refuse({ code: 'acted-on-since' })
    if (type === 'parley-v1/version.frozen') return refuse({ code: 'settled-since' })
    const paragraph = (await brackets(change.c).byId(act.bracket))?.paragraphId
    if (type === 'parley-v1/paragraph.agreed' && entry.paragraph === paragraph)
      return refuse({ code: 'settled-since' })
  }
  return ok(null)
}

const reliedOnActs = [
  'parley-v1/bracket.position-taken',
  'parley-v1/bracket.narrowed',
  'parley-v1/bracket.widened',
  'parley-v1/bracket.lifted',
  'parley-v1/bracket.restored',
  'parley-v1/bracket.lift-proposed',
  'parley-v1/bracket.lift-objected',
  'parley-v1/bracket.alternative-offered',
  'parley-v1/bracket.alternative-dropped',
  'parley-v1/bracket.alternative-chosen',
  'parley-v1/paragraph.agreed',
  'parley-v1/version.frozen',
]

type Said = { t: `bracket.${string}`; was?: Ends | null; made?: boolean }

async function recorded(
  { change, ref, undoes }: OnBracket,
  { row, bracket, by, text, where }: BracketAt,
  { t, was, made }: Said,
): Refusable<Undone> {
  const facts = {
    bracket: bracket.id,
    paragraph: row.id,
    holder: bracket.holderId,
    where,
    ...(made !== undefined && { made }),
    ...(was !== undefined && { was: was && { ...was }, reads: text.reads() }),
    ...undoes,
  }
  await change.record({ t, ...by, on: `norm/${ref}`, facts })
  return ok({ paragraphId: row.id })
}
