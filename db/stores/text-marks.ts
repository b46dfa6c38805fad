import type { NormId, ParagraphId, VersionId } from '~/domain/ids'
import {
  type LocatedReference,
  locateReferences,
  type ReferenceRow,
  spellNumber,
} from '~/domain/norms/references'
import { locateDefinitions } from '~/domain/norms/terms'
import type { Conn } from '../store'
import { definitions } from './definitions'
import { drafts } from './drafts'
import { references, type VersionMark } from './references'

/** A term and the paragraph that defines it; where its words stand there, if they still do. */
export interface MarkedDefinition {
  id: string
  paragraphId: ParagraphId
  term: string
  span: { start: number; end: number } | null
}

/** What makes words of a text more than words. */
export interface TextMarks {
  /** By the paragraph they stand in; those without any are left out. */
  references: Record<ParagraphId, LocatedReference[]>
  definitions: MarkedDefinition[]
}

interface NumberedText {
  id: ParagraphId
  number: string
  text: string
}

export const textMarks = (c: Conn) => ({
  /** Of the live text, as its words stand now. */
  async live(normId: NormId, paragraphs: readonly NumberedText[]): Promise<TextMarks> {
    const numbers = new Map(paragraphs.map((p) => [p.id, p.number]))
    const placed = groupBy(await references(c).ofNorm(normId), (r) => r.paragraphId)
    const defined = await definitions(c).ofNorm(normId)
    const ids = new Set([...placed.keys(), ...defined.map((d) => d.paragraphId)])
    const texts = await drafts(c).findable([...ids].filter((id) => numbers.has(id)))
    const found: TextMarks = { references: {}, definitions: [] }
    for (const [id, rows] of placed) {
      const text = texts.get(id)
      const located = text ? locateReferences(rows, text, numbers) : []
      if (located.length > 0) found.references[id] = located
    }
    for (const row of defined) {
      const text = texts.get(row.paragraphId)
      const [place] = text ? locateDefinitions([row], text) : []
      const span = place ? { start: place.start, end: place.end } : null
      found.definitions.push({ id: row.id, paragraphId: row.paragraphId, term: row.term, span })
    }
    return found
  },

  /** What a version keeps: of paragraphs whose words are the live ones. */
  async toKeep(normId: NormId, paragraphs: readonly NumberedText[]): Promise<VersionMark[]> {
    const marks = await textMarks(c).live(normId, paragraphs)
    const live = await drafts(c).findable(markedIds(marks))
    const same = (id: ParagraphId) => paragraphs.some((p) => p.id === id && p.text === live.get(id)?.text)
    const kept = new Map<string, VersionMark>()
    const keep = (mark: VersionMark) => kept.set(`${mark.paragraphId} ${mark.start} ${mark.end}`, mark)
    for (const { paragraphId, term, span } of marks.definitions)
      if (span && same(paragraphId)) keep({ paragraphId, ...span, targetId: null, term })
    for (const [id, located] of Object.entries(marks.references) as [ParagraphId, LocatedReference[]][])
      if (same(id))
        for (const { start, end, targetId } of located)
          keep({ paragraphId: id, start, end, targetId, term: null })
    return [...kept.values()]
  },

  /** Of a frozen version: nothing in it moves any more. */
  async frozen(versionId: VersionId, paragraphs: readonly NumberedText[]): Promise<TextMarks> {
    const byId = new Map(paragraphs.map((p) => [p.id, p]))
    const found: TextMarks = { references: {}, definitions: [] }
    for (const { paragraphId, start, end, targetId, term } of await references(c).marks(versionId)) {
      const id = `${paragraphId} ${start}`
      if (term !== null) found.definitions.push({ id, paragraphId, term, span: { start, end } })
      const text = byId.get(paragraphId)?.text
      if (targetId === null || text === undefined) continue
      const number = byId.get(targetId)?.number
      const mark = { id, start, end, targetId, ...standing(text.slice(start, end), number) }
      found.references[paragraphId] = [...(found.references[paragraphId] ?? []), mark]
    }
    return found
  },
})

const markedIds = ({ references: r, definitions: d }: TextMarks): ParagraphId[] => [
  ...new Set([...(Object.keys(r) as ParagraphId[]), ...d.flatMap((m) => (m.span ? [m.paragraphId] : []))]),
]

function standing(words: string, number: string | undefined): Pick<LocatedReference, 'state' | 'now'> {
  if (number === undefined) return { state: 'removed', now: null }
  const reads = [number, spellNumber(number, 'bare')].includes(words)
  return { state: reads ? 'right' : 'stale', now: number }
}

function groupBy<R extends ReferenceRow>(rows: readonly R[], key: (row: R) => ParagraphId) {
  const groups = new Map<ParagraphId, R[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}
