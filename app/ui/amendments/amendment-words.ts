import type { AmendmentOp, AmendmentStatus } from '~/domain/amendments/amendment'
import type { CollisionKind } from '~/domain/amendments/collisions'
import type { Removal } from '~/domain/amendments/voting-order'
import type { EntryBody } from '~/domain/ledger/entry'
import type { ChipTone } from '../kit/chip'

export const statusWords: Record<AmendmentStatus, string> = {
  draft: 'Seeking sponsors',
  tabled: 'Tabled',
  inadmissible: 'Inadmissible',
  flagged: 'Text changed under it',
  withdrawn: 'Withdrawn',
  adopted: 'Adopted',
  rejected: 'Rejected',
  fallen: 'Fallen',
  merged: 'Adopted, in the draft',
}

export const statusTones: Record<AmendmentStatus, ChipTone> = {
  draft: 'plain',
  tabled: 'accent',
  inadmissible: 'bad',
  flagged: 'warn',
  withdrawn: 'plain',
  adopted: 'ok',
  rejected: 'bad',
  fallen: 'plain',
  merged: 'ok',
}

export const collisionWords: Record<CollisionKind, string> = {
  same: 'say the same',
  deleted: 'one deletes what the other changes',
  overlap: 'change the same words',
  moved: 'move one paragraph to two places',
}

export const removalWords: Record<Removal, string> = {
  delete: 'Deletes a paragraph',
  replace: 'Replaces or takes out words',
  modal: 'Changes only how binding or how wide the words are',
  addition: 'Adds',
  move: 'Moves',
}

export interface TitledChange {
  op: AmendmentOp
  hasSpan: boolean
  /** In how many places of the paragraph. */
  places: number
  /** The number of the paragraph; null for a new one, or one that is gone. */
  paragraph: string | null
  /** The number of the paragraph before the new place; null: the beginning. */
  after: string | null
  parent: string | null
}

/** What an amendment does, in a few words: 'Change words of 2.1, in 2 places'. */
export function amendmentTitle(change: TitledChange): string {
  const { op, hasSpan, places, paragraph, after, parent } = change
  const of = paragraph ?? 'a paragraph that is gone'
  const place = after === null ? 'at the beginning' : `after ${after}`
  const often = places > 1 ? `, in ${places} places` : ''
  if (parent) return `Change the words of ${parent}${often}`
  if (op === 'move') return `Move ${of} ${after === null ? 'to the beginning' : place}`
  if (!hasSpan) return { add: `New paragraph ${place}`, delete: `Delete ${of}`, replace: `Replace ${of}` }[op]
  return {
    add: `Add words to ${of}`,
    delete: `Delete words of ${of}`,
    replace: `Change words of ${of}${often}`,
  }[op]
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): string => (Array.isArray(value) ? value.filter((v) => said(v)).join(', ') : '')

const acts: Record<string, (entry: EntryBody) => string> = {
  'amendment.tabled': (e) =>
    `Tabled ${said(e.amendment)}${e.amends ? `, an amendment to ${said(e.amends)}` : ''}`,
  'amendment.sponsored': (e) => `Co-sponsored ${said(e.amendment)}`,
  'amendment.main-sponsor-named': (e) => `Named another main sponsor of ${said(e.amendment)}`,
  'amendment.revised': (e) =>
    `Revised ${said(e.amendment)}, revision ${Number(e.nth)}${list(e.flagged) && `; ${list(e.flagged)} no longer fit`}`,
  'amendment.terms-set': (e) =>
    `Set the terms for amendments: ${Number(e.sponsorsNeeded)} ${Number(e.sponsorsNeeded) === 1 ? 'sponsor' : 'sponsors'} needed`,
  'amendment.appeal-decided': (e) =>
    `The appeal on ${said(e.amendment)} ${e.overruled === true ? 'carried, the ruling is overruled' : 'was lost, the ruling stands'}: ${Number(e.votesFor)} for, ${Number(e.votesAgainst)} against, ${Number(e.abstentions)} abstentions`,
  'amendment.left': (e) => `No longer sponsors ${said(e.amendment)}`,
  'amendment.withdrawn': (e) => `Withdrew ${said(e.amendment)}`,
  'amendment.taken-over': (e) => `Took over ${said(e.amendment)}`,
  'amendment.ruled': (e) =>
    `Ruled ${said(e.amendment)} ${e.admissible === true ? 'admissible' : 'inadmissible'}`,
  'amendment.appealed': (e) => `Appealed against the ruling on ${said(e.amendment)}`,
  'amendment.plan-confirmed': (e) =>
    `Confirmed the order of voting on the amendments to version ${Number(e.version)}`,
  'amendment.settled': (e) =>
    `${said(e.amendment)} was ${e.adopted === true ? 'adopted' : 'rejected'}${list(e.fallen) && `; ${list(e.fallen)} fell`}`,
  'amendment.merged': (e) =>
    `Brought ${said(e.amendment)} into the draft${e.outcome === 'bracketed' ? ', in brackets' : ''}`,
  'amendment.reanchored': (e) =>
    `Amendments went along to version ${Number(e.version)}${list(e.flagged) && `; ${list(e.flagged)} no longer fit`}`,
}

/** What a ledger entry about amendments says; null for one that is about something else. */
export function amendmentAct(entry: EntryBody): string | null {
  const act = entry.t.replace(/^parley-v1\//, '')
  return Object.hasOwn(acts, act) ? acts[act]!(entry) : null
}
