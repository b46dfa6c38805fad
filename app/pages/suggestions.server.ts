import { accessTo } from '~/domain/documents/may-document'
import { type Mode, modeOf } from '~/domain/documents/mode'
import type { RedlineRun } from '~/domain/documents/redline'
import { maySuggestion, type SuggestionStatus } from '~/domain/documents/suggestion'
import type { ParagraphId, SuggestionId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import { numbered } from '~/domain/norms/numbering'
import type { Conn } from '~db/store'
import { changesBetween, readFork } from '~db/stores/forks'
import { type NormWithForum, norms } from '~db/stores/norms'
import { type ShownSuggestion, suggestions } from '~db/stores/suggestions'
import { updatesOf, wordings } from '~db/stores/wordings'

export interface SuggestionView {
  id: SuggestionId
  ref: string
  paragraphId: ParagraphId
  /** The paragraph's number; '' when it has been removed. */
  number: string
  delegation: string
  author: string
  reason: string
  status: SuggestionStatus
  createdAt: string
}

/** An open one: what it changes, and what the reader may do with it. */
export interface OpenSuggestionView extends SuggestionView {
  runs: RedlineRun[]
  changes: { removed: string; inserted: string }[]
  /** The last updates of the suggestion and of the paragraph that are shown here. */
  seen: number
  bodySeen: number
  mayResolve: boolean
  mayExplain: boolean
  mayWithdraw: boolean
}

export interface ResolvedSuggestionView extends SuggestionView {
  resolvedAt: string
  resolvedBy: string
  resolution: string
}

const openShown = 200
const resolvedShown = 50

/** Every open suggestion of a norm with its redline against the live text, and what became of others. */
export async function suggestionsOf(c: Conn, norm: NormWithForum, who: Standing | null) {
  const paragraphs = numbered(await norms(c).paragraphs(norm.id))
  const numbers = new Map(paragraphs.map((p) => [p.id, p.number]))
  const viewed = (row: ShownSuggestion): SuggestionView => ({
    id: row.id,
    ref: row.ref,
    paragraphId: row.paragraphId,
    number: numbers.get(row.paragraphId) ?? '',
    delegation: row.delegationName ?? '',
    author: row.authorName ?? '',
    reason: row.reason,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
  })
  const open = (await suggestions(c).ofNorm(norm.id, { open: true, n: openShown })).filter((row) =>
    numbers.has(row.paragraphId),
  )
  const texts = await textsOf(c, open)
  const places = await wordings(c).places([...new Set(open.map((row) => row.paragraphId))])
  return {
    open: open.map((row): OpenSuggestionView => {
      const { current, suggested, runs, seen, bodySeen } = texts(row)
      const changes = changesBetween(current, suggested, norm.language)
      const may = (act: 'resolve' | 'change' | 'withdraw') =>
        maySuggestion(who, act, row, places.get(row.paragraphId) ?? null).ok
      return {
        ...viewed(row),
        runs,
        changes: changes.map(({ removed, inserted }) => ({ removed, inserted })),
        seen,
        bodySeen,
        mayResolve: may('resolve'),
        mayExplain: may('change'),
        mayWithdraw: may('withdraw'),
      }
    }),
    resolved: (await suggestions(c).ofNorm(norm.id, { open: false, n: resolvedShown })).map(
      (row): ResolvedSuggestionView => ({
        ...viewed(row),
        resolvedAt: row.resolvedAt?.toISOString() ?? '',
        resolvedBy: row.resolvedByName ?? '',
        resolution: row.resolution,
      }),
    ),
  }
}

/** Both texts of each suggestion, with the numbers of their last updates. */
async function textsOf(c: Conn, rows: readonly ShownSuggestion[]) {
  const bodies = await wordings(c).load([...new Set(rows.map((row) => row.paragraphId))])
  const forks = await suggestions(c).forks(rows.map((row) => row.id))
  return (row: ShownSuggestion) => {
    const wording = bodies.get(row.paragraphId)!
    const body = updatesOf(wording)
    const fork = forks.get(row.id)!
    const lastRow = wording.rows.at(-1)
    const last = fork.at(-1)
    return {
      ...readFork(
        body,
        fork.map((r) => r.update),
      ),
      seen: last ? last.seq + last.count - 1 : 0,
      bodySeen: lastRow ? lastRow.seq + lastRow.count - 1 : (wording.snapshot?.seq ?? 0),
    }
  }
}

/** The most that somebody may do to each paragraph: what the desk shows as their mode. */
export async function modesOf(
  c: Conn,
  ids: readonly ParagraphId[],
  who: Standing | null,
): Promise<Map<ParagraphId, Mode | null>> {
  const places = await wordings(c).places(ids)
  return new Map(ids.map((id) => [id, modeOf(accessTo(who, places.get(id) ?? null))]))
}
