import type { AppLoadContext } from '@remix-run/node'
import { commentCapacities, commentsClosed } from '~/domain/comments/may-comment'
import type { NormId, ParagraphId } from '~/domain/ids'
import { mayNorm } from '~/domain/norms/may-norm'
import { listTerms } from '~/domain/norms/terms'
import type { SignedIn } from '~/session.server'
import type { Conn } from '~db/store'
import { comments } from '~db/stores/comments'
import { definitions } from '~db/stores/definitions'
import { ledger } from '~db/stores/ledger'
import type { NormWithForum } from '~db/stores/norms'
import { type ReferenceEntry, references } from '~db/stores/references'
import { type TextMarks, textMarks } from '~db/stores/text-marks'
import { bracketItems, bracketsOf, statesOf } from './brackets.server'
import { deadlineOf } from './deadlines.server'
import { commentCards, commentMarks } from './desk-margin.server'
import { offeredIn } from './openings.server'
import { modesOf, suggestionsOf } from './suggestions.server'
import { undoOffered } from './undo.server'

const commentsShown = 50

/** What the drafting desk shows to a person who may read the draft. */
export async function deskPage(
  { deps }: AppLoadContext,
  norm: NormWithForum,
  { request, person }: { request: Request; person: SignedIn },
) {
  const { who, personId } = person
  const { read } = deps.store
  // read before the text: what happens between the two is told again, never missed
  const ledgerSize = await ledger(read).size()
  const found = await bracketsOf(read, norm)
  const { title, paragraphs } = found.live
  const counts = await comments(read).counts(norm.id)
  const newest = await comments(read).page({ normId: norm.id, n: commentsShown })
  const numbers = new Map(paragraphs.map((p) => [p.id, p.number]))
  const modes = await modesOf(
    read,
    paragraphs.map((p) => p.id),
    who,
  )
  const states = await statesOf(read, norm, who)
  const marks = await textMarks(read).live(norm.id, paragraphs)
  const referring = await references(read).ofNorm(norm.id)
  const brackets = bracketItems(found, norm, who, states.settled)
  const now = deps.now()
  return {
    ref: norm.ref,
    person: personId,
    brackets,
    deadline: await deadlineOf(read, norm, { brackets, paragraphs: states.rows, numbers }, now),
    mayPlace: states.mayPlace,
    packageDeal: norm.packageDeal,
    states: states.rows.flatMap(({ id, state }) =>
      state === 'open' ? [] : [{ id, number: numbers.get(id) ?? '', state }],
    ),
    done: await undoOffered(read, { request, ref: norm.ref, personId }),
    title,
    stage: norm.stage,
    language: norm.language,
    forum: { name: norm.forumName, slug: norm.forumSlug },
    ledgerSize,
    mayEdit: mayNorm(who, 'edit', norm).ok,
    mayArrange: mayNorm(who, 'arrange', norm).ok,
    mayFreeze: mayNorm(who, 'freeze', norm).ok,
    paragraphs: paragraphs.map((p) => ({
      ...p,
      mode: modes.get(p.id)!,
      comments: counts.get(p.id) ?? 0,
      ...referencesIn(p.id, referring, marks),
    })),
    definitions: await definitionRows(read, norm.id, marks),
    openings: mayNorm(who, 'edit', norm).ok ? offeredIn(norm.language) : [],
    terms: listTerms(marks.definitions, paragraphs, norm.language),
    suggestions: (await suggestionsOf(read, norm, who)).open,
    comments: await commentCards(read, newest),
    marks: await commentMarks(read, paragraphs),
    comment: commentsClosed(norm, now.getTime())
      ? null
      : {
          capacities: commentCapacities(who, norm.forumId).map(({ key, label }) => ({ key, label })),
          language: norm.language,
        },
  }
}

function referencesIn(id: ParagraphId, rows: readonly ReferenceEntry[], marks: TextMarks) {
  const own = rows.filter((r) => r.paragraphId === id)
  // most have none, and a thousand times nothing is much to send
  if (own.length === 0) return {}
  const placed = own.map(({ id, targetId, form, written, anchorStart, anchorEnd }) => ({
    id,
    targetId,
    form,
    written,
    anchorStart,
    anchorEnd,
  }))
  return { references: { rows: placed, located: marks.references[id] ?? [] } }
}

async function definitionRows(c: Conn, normId: NormId, marks: TextMarks) {
  const rows = new Map((await definitions(c).ofNorm(normId)).map((d) => [d.id, d]))
  return marks.definitions.map((d) => {
    const { anchorStart, anchorEnd } = rows.get(d.id)!
    return { ...d, anchorStart, anchorEnd }
  })
}
