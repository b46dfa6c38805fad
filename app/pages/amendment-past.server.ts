import type { ShownRevision, ShownRuling } from '~/ui/amendments/amendment-past'
import type { Conn } from '~db/store'
import { amendmentActs } from '~db/stores/amendment-acts'
import type { AmendmentRow } from '~db/stores/amendments'
import { type AmendmentsOf, shownAmendment } from './amendments.server'

export const rulingsOf = (row: AmendmentRow, of: AmendmentsOf): ShownRuling[] =>
  (of.rulings.get(row.id) ?? []).map((r) => ({
    nth: r.nth,
    admissible: r.admissible,
    reason: r.reason,
    ruledAt: r.ruledAt.toISOString(),
    appeal:
      r.appealBy && r.appealedAt
        ? {
            by: of.sponsors.get(row.id)?.find((s) => s.delegationId === r.appealBy)?.name ?? '',
            reason: r.appealReason,
            at: r.appealedAt.toISOString(),
          }
        : null,
    decision: r.decidedAt && {
      votesFor: r.votesFor ?? 0,
      votesAgainst: r.votesAgainst ?? 0,
      abstentions: r.abstentions ?? 0,
      at: r.decidedAt.toISOString(),
    },
  }))

/** What it said before each revision, and what it said after it; newest first. */
export async function revisionsOf(c: Conn, row: AmendmentRow, of: AmendmentsOf): Promise<ShownRevision[]> {
  const rows = await amendmentActs(c).revisions([row.id])
  const shown = shownAmendment(row, of)
  const place = (id: string | null) =>
    id === null ? null : (of.newest?.paragraphs.find((p) => p.id === id)?.number ?? null)
  const names = new Map(of.sponsors.get(row.id)!.map((s) => [s.delegationId, s.name]))
  return rows
    .map((r, i) => {
      const next = rows[i + 1]
      return {
        nth: r.nth,
        by: names.get(r.delegationId) ?? '',
        at: r.revisedAt.toISOString(),
        reason: r.reason,
        before: r.wording,
        after: next ? next.wording : shown.after,
        headingBefore: r.heading,
        headingAfter: next ? next.heading : shown.headingAfter,
        moved:
          row.op === 'move' ? { from: place(r.afterId), to: place(next ? next.afterId : row.afterId) } : null,
      }
    })
    .reverse()
}
