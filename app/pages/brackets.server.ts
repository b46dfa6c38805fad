import type { DelegationId, ParagraphId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import {
  type BracketPlace,
  locateBrackets,
  outerPairs,
  placeOf,
  type Span,
} from '~/domain/norms/bracket-place'
import { aroundSpan, type HeldBracket, viewAs, viewText } from '~/domain/norms/bracket-views'
import { countBrackets, findBrackets } from '~/domain/norms/brackets'
import { type BracketAct, mayBracket } from '~/domain/norms/may-bracket'
import { mayNorm } from '~/domain/norms/may-norm'
import { isSettled } from '~/domain/norms/norm'
import type { BracketView, Holders, UnheldView } from '~/ui/brackets/bracket-view'
import type { Conn } from '~db/store'
import { brackets } from '~db/stores/brackets'
import { drafts } from '~db/stores/drafts'
import { forums } from '~db/stores/forums'
import { type NormText, normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'

type Rows = Awaited<ReturnType<ReturnType<typeof brackets>['ofNorm']>>
type Row = Rows[number]
type Positions = Awaited<ReturnType<ReturnType<typeof brackets>['positions']>>

/** One text in which brackets stand: a wording, a heading or the title. */
interface Place {
  key: string
  where: BracketPlace
  paragraphId: ParagraphId | null
  number: string
  text: string
  /** Open brackets of this place, with where each stands now. */
  rows: { row: Row; span: Span | null }[]
}

const keyOf = (where: BracketPlace, id: ParagraphId | null) =>
  where === 'title' ? 'title' : `${where} ${id}`

/** Every bracket of a norm's live text, held or not, and who stands where on it. */
export async function bracketsOf(c: Conn, norm: NormRow) {
  const all = await brackets(c).ofNorm(norm.id)
  const live = await normTexts(c).live(norm)
  const open = all.filter((b) => !b.liftedAt && (placeOf(b) === 'title' || !b.removedAt))
  const places = await placesOf(c, live, open)
  return {
    all,
    live,
    places,
    positions: await brackets(c).positions(norm.id),
    alternatives: await brackets(c).alternativesIn(open.map((b) => b.id)),
  }
}
export type NormBrackets = Awaited<ReturnType<typeof bracketsOf>>

async function placesOf(c: Conn, live: NormText, open: readonly Row[]): Promise<Place[]> {
  const anchored = new Set(open.filter((b) => placeOf(b) === 'text').map((b) => b.paragraphId))
  const findable = await drafts(c).findable([...anchored])
  const of = (key: string) => open.filter((b) => keyOf(placeOf(b), b.paragraphId) === key)
  const make = (
    where: BracketPlace,
    { id, number, text }: { id: ParagraphId | null; number: string; text: string },
  ): Place => {
    const key = keyOf(where, id)
    const own = (where === 'text' && id && findable.get(id)) || { text, find: () => null }
    const spans = locateBrackets(of(key), own)
    const rows = of(key).map((row) => ({ row, span: spans.get(row.id) ?? null }))
    return { key, where, paragraphId: id, number, text: own.text, rows }
  }
  return [
    make('title', { id: null, number: 'Title', text: live.title }),
    ...live.paragraphs.flatMap(({ id, number, heading, text }) => [
      make('heading', { id, number, text: heading }),
      make('text', { id, number, text }),
    ]),
  ]
}

/** The title, headings and wordings as they are viewed. */
export function viewed(
  found: NormBrackets,
  view: 'all' | 'clean' | { as: DelegationId },
): Map<string, string> {
  return new Map(
    found.places.map((place) => [
      place.key,
      view === 'all'
        ? place.text
        : view === 'clean'
          ? viewText(place.text, () => 'drop')
          : viewAs(place.text, heldBy(found, place, view.as)),
    ]),
  )
}

function heldBy(
  { positions, alternatives }: NormBrackets,
  place: Place,
  viewer: DelegationId,
): HeldBracket[] {
  return place.rows.flatMap(({ row, span }) => {
    if (!span) return []
    const side = positions.find((p) => p.bracketId === row.id && p.delegationId === viewer)?.position
    const live = alternatives.filter((a) => a.bracketId === row.id && !a.droppedAt)
    const worded = live.filter((a) => a.text !== '')
    const pairs = live.length > 1 ? outerPairs(place.text, span) : []
    const mine = live.filter((a) => a.proponentId === viewer).at(-1)
    const own =
      !mine || pairs.length !== worded.length ? null : mine.text === '' ? 'none' : worded.indexOf(mine)
    const stands = row.holderId === viewer || side === 'co-holder' || side === 'supporter'
    return [{ ...span, with: stands, pairs, own }]
  })
}

/** The brackets as the page lists them, with what the reader may do to each. */
export function bracketItems(
  found: NormBrackets,
  norm: NormRow,
  who: Standing | null,
  settled: Set<ParagraphId>,
): BracketView[] {
  return found.places.flatMap((place) =>
    place.rows.map(({ row, span }) => {
      const closed = place.paragraphId !== null && settled.has(place.paragraphId)
      const alternatives = found.alternatives.filter((a) => a.bracketId === row.id && !a.droppedAt)
      return {
        id: row.id,
        paragraphId: place.paragraphId,
        number: place.number,
        where: place.where,
        quote: span ? place.text.slice(span.start, span.end) : row.quote,
        /** Where it stood when this was read, and how to find it in the live text. */
        span,
        anchorStart: row.anchorStart,
        anchorEnd: row.anchorEnd,
        around: span ? aroundSpan(place.text, span) : { before: '', after: '' },
        pairs: span ? outerPairs(place.text, span).length : 0,
        gone: span === null,
        reason: row.reason,
        holder: row.holderId ? { name: row.holderName ?? '', slug: row.holderSlug ?? '' } : null,
        placedAt: row.placedAt.toISOString(),
        silenceEndsAt: row.silenceEndsAt?.toISOString() ?? null,
        positions: sidesOf(found.positions, row.id),
        alternatives: alternatives.map(({ number, text, proponent, ...a }) => ({
          number,
          text,
          proponent,
          mayDrop: !closed && may(who, 'drop', norm, row, a.proponentId),
        })),
        acts: closed ? [] : actsOf(who, norm, row),
        mine: mineOf(found.positions, row.id, who),
      }
    }),
  )
}

const listed: readonly BracketAct[] = ['narrow', 'lift', 'propose-lift', 'object', 'stand', 'offer', 'choose']

const actsOf = (who: Standing | null, norm: NormRow, row: Row): BracketAct[] =>
  listed.filter((act) => may(who, act, norm, row))

const may = (
  who: Standing | null,
  act: BracketAct,
  norm: NormRow,
  row: Row,
  proponentId: DelegationId | null = null,
): boolean =>
  who !== null &&
  mayBracket(who, act, { forumId: norm.forumId, stage: norm.stage, holderId: row.holderId, proponentId }).ok

function sidesOf(positions: Positions, id: string) {
  const of = (position: Positions[number]['position']) =>
    positions.filter((p) => p.bracketId === id && p.position === position).map((p) => p.name)
  return { coHolders: of('co-holder'), supporters: of('supporter'), opponents: of('opponent') }
}

const mineOf = (positions: Positions, id: string, who: Standing | null) =>
  positions.find((p) => p.bracketId === id && who?.memberships.some((m) => m.delegationId === p.delegationId))
    ?.position ?? null

/** Brackets in the text that nobody has said anything of; a stray one has no partner, and can only be put right. */
export function unheld({ places }: NormBrackets): UnheldView[] {
  return places.flatMap(({ text, rows, where, number, paragraphId }) => {
    const spans = rows.flatMap(({ span }) => (span ? [span] : []))
    const known = new Set(spans.flatMap((s) => [s, ...outerPairs(text, s)]).map((s) => s.start))
    const { pairs, stray } = findBrackets(text)
    return [
      ...pairs
        .filter((p) => !known.has(p.start))
        .map(({ start, end, quote }) => ({ start, end, quote, stray: false })),
      ...stray.map((at) => ({ start: at, end: at + 1, quote: text.charAt(at), stray: true })),
    ].map(({ start, end, ...b }) => ({
      ...b,
      span: { start, end },
      around: aroundSpan(text, { start, end }),
      where,
      number,
      paragraphId,
    }))
  })
}

/**
 * What each delegation holds and where it stands on others' brackets. Each pair counts once (N7), also among
 * alternatives: what delegations hold, what is held for nobody and what nobody has claimed make up the whole.
 */
export function perDelegation(found: NormBrackets) {
  const counts = new Map<string, { holds: number; coHolds: number; supports: number; opposes: number }>()
  const of = (name: string) => {
    const count = counts.get(name) ?? { holds: 0, coHolds: 0, supports: 0, opposes: 0 }
    counts.set(name, count)
    return count
  }
  const open = new Set<string>()
  for (const { text, rows } of found.places)
    for (const { row, span } of rows) {
      if (!span) continue
      open.add(row.id)
      if (row.holderName) of(row.holderName).holds += outerPairs(text, span).length
    }
  const field = { 'co-holder': 'coHolds', supporter: 'supports', opponent: 'opposes' } as const
  for (const { bracketId, name, position } of found.positions)
    if (open.has(bracketId)) of(name)[field[position]]++
  return [...counts]
    .map(([name, count]) => ({ name, ...count }))
    .sort((a, b) => b.holds - a.holds || (a.name < b.name ? -1 : 1))
}

/** Brackets left to settle, of one paragraph and of the whole. */
export const leftIn = ({ places }: NormBrackets, paragraphId?: ParagraphId): number =>
  places
    .filter((p) => paragraphId === undefined || p.paragraphId === paragraphId)
    .reduce((n, p) => n + countBrackets(p.text), 0)

export const leftInTitle = ({ places }: NormBrackets): number =>
  places.filter((p) => p.where === 'title').reduce((n, p) => n + countBrackets(p.text), 0)

/** For whom the reader may place a bracket; null where it is the own delegation's, or nobody's to place. */
export async function holdersOf(
  c: Conn,
  norm: NormRow,
  { mayPlace, delegation }: { mayPlace: boolean; delegation: DelegationId | null },
): Promise<Holders | null> {
  if (!mayPlace || delegation !== null) return null
  const seats = (await forums(c).seats(norm.forumId)).filter((s) => s.votes)
  return seats.map((s) => ({ id: s.delegationId, name: s.delegationName }))
}

/** Which paragraphs nothing in may change, and what may be done to each. */
export async function statesOf(c: Conn, norm: NormRow, who: Standing | null) {
  const rows = await norms(c).paragraphs(norm.id)
  const settled = new Set(rows.filter((p) => isSettled(p.state)).map((p) => p.id))
  const desk = who !== null && mayNorm(who, 'arrange', norm).ok
  const edit = who === null ? null : mayNorm(who, 'edit', norm)
  return {
    rows,
    settled,
    mayAgree: desk,
    mayReopen: edit?.ok === true && edit.value.as === 'chair',
    mayPlace: edit?.ok ?? false,
    delegation: (edit?.ok && edit.value.delegation) || null,
  }
}
