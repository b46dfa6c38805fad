import type { AppLoadContext } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { proposalRefForm } from '~/contracts/proposals'
import { commentsClosed } from '~/domain/comments/may-comment'
import type { Standing } from '~/domain/members/standing'
import { mayPropose, proposalCapacities } from '~/domain/proposals/may-propose'
import { redlineWords } from '~/ui/norms/redline-words'
import type { ProposalView } from '~/ui/proposals/proposal-item'
import type { Conn } from '~db/store'
import type { TextParagraph } from '~db/stores/norm-texts'
import type { NormRow } from '~db/stores/norms'
import { proposals, type ShownProposal } from '~db/stores/proposals'

export async function findProposal(c: Conn, norm: NormRow, ref: string | undefined): Promise<ShownProposal> {
  const row = proposalRefForm.test(ref ?? '') ? await proposals(c).byRef(ref!) : null
  return row?.normId === norm.id ? row : notFound('proposal')
}

/** `live`: the paragraphs of the draft as they stand. */
export function proposalView(row: ShownProposal, live: readonly TextParagraph[]): ProposalView {
  const on = live.find((p) => p.id === row.paragraphId)
  return {
    ref: row.ref,
    status: row.status,
    delegation: row.delegationName,
    author: row.authorName,
    submittedAt: row.submittedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    answer: row.answer,
    language: row.language,
    text: row.text,
    rationale: row.rationale,
    supporters: row.supporters.map((s) => s.name),
    paragraph: on?.number ?? null,
    place: placeInWords(row, live),
    // what was merged stands in the text now, and a redline of it would say that nothing changes
    redline: on && row.status === 'submitted' ? redlineWords(on.text, row.text, row.language) : null,
  }
}

function placeInWords(row: ShownProposal, live: readonly TextParagraph[]): string {
  const numberOf = (id: string) => live.find((p) => p.id === id)?.number
  if (row.paragraphId !== null) {
    const number = numberOf(row.paragraphId)
    return number ? `Paragraph ${number}` : 'A paragraph since removed'
  }
  if (row.afterId === null) return 'A new paragraph at the beginning'
  const number = numberOf(row.afterId)
  return number ? `A new paragraph after ${number}` : 'A new paragraph after one since removed'
}

/** What a form for a proposal needs; `closed` and `capacities` say why there may be none. */
export function proposalFormFacts(context: AppLoadContext, norm: NormRow, who: Standing | null) {
  const nowMs = context.deps.now().getTime()
  return {
    closed: commentsClosed(norm, nowMs),
    signedIn: who !== null,
    capacities: proposalCapacities(who, norm.forumId).map(({ key, label }) => ({ key, label })),
    // only for who is signed in: pages for everybody else are shared
    formKey: who ? context.deps.newId() : '',
    language: norm.language,
  }
}

/** The delegations through which the reader may support, or no longer support, this proposal. */
export function supportFacts(
  context: AppLoadContext,
  { norm, who, row }: { norm: NormRow; who: Standing | null; row: ShownProposal },
) {
  const nowMs = context.deps.now().getTime()
  if (row.status !== 'submitted') return []
  return proposalCapacities(who, norm.forumId)
    .filter(({ key }) => key !== row.delegationId && mayPropose(who, { norm, nowMs, key }).ok)
    .map(({ key, label }) => ({ key, label, supports: row.supporters.some((s) => s.delegationId === key) }))
}
