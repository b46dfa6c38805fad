import { normLimits } from '~/domain/norms/norm'
import { numbered } from '~/domain/norms/numbering'
import { locateReferences, referenceLimits, spellNumber, standsAlone } from '~/domain/norms/references'
import { foldTerm } from '~/domain/norms/terms'
import { ok, type Result, refuse } from '~/domain/result'
import { definitions } from '~db/stores/definitions'
import { type Draft, drafts } from '~db/stores/drafts'
import { references } from '~db/stores/references'
import { textHash } from '../brackets/alternatives.server'
import { type ParagraphAtRefusal, paragraphAt } from './paragraph-at.server'
import { type RemoveDefinitionRefusal, takeAwayDefinition } from './remove-definition.server'
import { type RemoveReferenceRefusal, referenceFacts } from './remove-reference.server'
import { renumberReferences } from './renumber-references.server'
import type { Inverse, Undoing } from './undo-act.server'

export type UndoMarksRefusal =
  | ParagraphAtRefusal
  | RemoveReferenceRefusal
  | RemoveDefinitionRefusal
  | { code: 'changed-since' | 'replaced-another' | 'no-such-reference-target' | 'defined-here' }
  | { code: 'too-many-references' | 'too-many-definitions' | 'text-too-long'; limit: number }

/** The number follows nothing any more; where it was put in for the reference, it leaves with its spaces. */
export const undoReference: Inverse<'parley-v1/reference.placed', UndoMarksRefusal> = async (of) => {
  const { deps, change, ref, act, undoes } = of
  const { c, who, now } = change
  const row = await references(c).byId(act.reference)
  if (!row) return refuse({ code: 'no-such-reference' })
  const at = await paragraphAt(change, { ref, paragraphId: row.paragraphId }, 'edit')
  if (!at.ok) return at
  if (act.over) return refuse({ code: 'replaced-another' })
  const { by } = at.value
  const draft = await drafts(c).open(row.paragraphId, deps.random)
  const own = await references(c).ofParagraph(row.paragraphId)
  const located = locateReferences(own, { text: draft.text(), find: draft.find }, new Map())
  const span = located.find((r) => r.id === row.id)
  if (span?.state === 'altered') return refuse({ code: 'changed-since' })
  const took = span && act.put ? takeOut(draft, span, act.put) : null
  await draft.save({ personId: who?.personId ?? null, delegationId: by.delegation ?? null, at: now })
  await references(c).remove([row.id])
  const facts = { ...referenceFacts(row), took, ...undoes }
  await change.record({ t: 'reference.removed', ...by, on: `norm/${ref}`, facts })
  return ok({ paragraphId: row.paragraphId })
}

interface Spaces {
  lead: string
  tail: string
}

function takeOut(draft: Draft, { start, end }: { start: number; end: number }, { lead, tail }: Spaces) {
  const text = draft.text()
  const from = text.slice(0, start).endsWith(lead) ? start - lead.length : start
  const to = text.startsWith(tail, end) ? end + tail.length : end
  const at = draft.anchor(from)
  draft.remove(from, to - from)
  return { lead, tail, at }
}

/** The number is a reference again, put in once more where it had left. */
export const undoUnlinking: Inverse<'parley-v1/reference.removed', UndoMarksRefusal> = async (of) => {
  const { deps, change, ref, act, undoes } = of
  const { c, who, now } = change
  const at = await paragraphAt(change, { ref, paragraphId: act.paragraph }, 'edit')
  if (!at.ok) return at
  const { norm, rows, by } = at.value
  const target = numbered(rows).find((p) => p.id === act.target)
  if (!target) return refuse({ code: 'no-such-reference-target' })
  if (await references(c).byId(act.reference)) return refuse({ code: 'changed-since' })
  const room = await hasRoom(of, norm.id)
  if (!room.ok) return room
  const draft = await drafts(c).open(act.paragraph, deps.random)
  const number = act.took ? spellNumber(target.number, act.form) : act.written
  const start = await startOf(of, draft, number)
  if (start === null) return refuse({ code: 'changed-since' })
  if (draft.text().length > normLimits.text) return refuse({ code: 'text-too-long', limit: normLimits.text })
  await draft.save({ personId: who?.personId ?? null, delegationId: by.delegation ?? null, at: now })
  await references(c).add({
    id: act.reference,
    paragraphId: act.paragraph,
    targetId: act.target,
    form: act.form,
    written: number,
    anchorStart: draft.anchor(start),
    anchorEnd: draft.anchor(start + number.length - 1),
    placedBy: act.placedBy,
    placedAt: new Date(act.placedAt),
  })
  const put = act.took && { lead: act.took.lead, tail: act.took.tail }
  const { reference, paragraph, target: targetId } = act
  const facts = { reference, paragraph, target: targetId, written: number, put, over: false, ...undoes }
  await change.record({ t: 'reference.placed', ...by, on: `norm/${ref}`, facts })
  await renumberReferences(deps, change, norm)
  return ok({ paragraphId: act.paragraph })
}

type Unlinked = Parameters<typeof undoUnlinking>[0]

/** Where the number stands, put in where it had left; null where something else stands there now. */
async function startOf(
  { change, act }: Pick<Unlinked, 'change' | 'act'>,
  draft: Draft,
  number: string,
): Promise<number | null> {
  const stood = draft.stood(act.took ? act.took.at : act.start)
  if (stood === null) return null
  // deleted and put back by who typed it, it stands before its first place
  const isBefore =
    !act.took && draft.text().endsWith(number, stood) && !draft.text().startsWith(number, stood)
  const at = isBefore ? stood - number.length : stood
  const others = await references(change.c).ofParagraph(act.paragraph)
  const located = locateReferences(others, { text: draft.text(), find: draft.find }, new Map())
  const end = act.took ? at : at + number.length
  if (located.some((r) => r.start < end && r.end > at)) return null
  if (!act.took) {
    const span = { start: at, end }
    return draft.text().slice(at, end) === number && standsAlone(draft.text(), span) ? at : null
  }
  const { lead, tail } = act.took
  draft.insert(at, lead + number + tail)
  return at + lead.length
}

async function hasRoom(
  { change: { c }, act }: Pick<Unlinked, 'change' | 'act'>,
  normId: Parameters<ReturnType<typeof references>['countOf']>[0],
): Promise<Result<null, UndoMarksRefusal>> {
  const { inParagraph, inNorm } = referenceLimits
  if ((await references(c).ofParagraph(act.paragraph)).length >= inParagraph)
    return refuse({ code: 'too-many-references', limit: inParagraph })
  if ((await references(c).countOf(normId)) >= inNorm)
    return refuse({ code: 'too-many-references', limit: inNorm })
  return ok(null)
}

/** The words define nothing any more. */
export const undoDefinition: Inverse<'parley-v1/definition.placed', UndoMarksRefusal> = (of) =>
  takeAwayDefinition(of.change, { ref: of.ref, definitionId: of.act.definition }, of.undoes)

/** The term is defined again by the words it was defined by. */
export const undoUndefining: Inverse<'parley-v1/definition.removed', UndoMarksRefusal> = async (of) => {
  const { deps, change, ref, act, undoes } = of
  const { c } = change
  const at = await paragraphAt(change, { ref, paragraphId: act.paragraph }, 'edit')
  if (!at.ok) return at
  const { norm, by } = at.value
  if (await definitions(c).byId(act.definition)) return refuse({ code: 'changed-since' })
  const draft = await drafts(c).open(act.paragraph, deps.random)
  const term = definedWords(draft, act)
  if (term === null) return refuse({ code: 'changed-since' })
  const all = await definitions(c).ofNorm(norm.id)
  if (all.some((d) => d.paragraphId === act.paragraph && foldTerm(d.term) === foldTerm(term.words)))
    return refuse({ code: 'defined-here' })
  if (all.length >= normLimits.definitions)
    return refuse({ code: 'too-many-definitions', limit: normLimits.definitions })
  await definitions(c).add({
    id: act.definition,
    normId: norm.id,
    paragraphId: act.paragraph,
    term: term.words,
    language: act.language,
    anchorStart: draft.anchor(term.start),
    anchorEnd: draft.anchor(term.start + act.length - 1),
    definedBy: act.definedBy,
    definedAt: new Date(act.definedAt),
  })
  const facts = { definition: act.definition, paragraph: act.paragraph, ...undoes }
  await change.record({ t: 'definition.placed', ...by, on: `norm/${ref}`, facts })
  return ok({ paragraphId: act.paragraph })
}

function definedWords(
  draft: Draft,
  { start, length, term }: Undefined,
): { start: number; words: string } | null {
  const at = draft.stood(start)
  if (at === null) return null
  const words = draft.text().slice(at, at + length)
  return textHash(words) === term ? { start: at, words } : null
}
type Undefined = Parameters<typeof undoUndefining>[0] extends Undoing<infer A> ? A : never
