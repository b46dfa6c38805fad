import { hexEncode, utf8Encode } from '~/domain/bytes'
import { mayDocument } from '~/domain/documents/may-document'
import type { AccessCode } from '~/domain/documents/refusal'
import type { ParagraphId } from '~/domain/ids'
import { normLimits, type ParagraphKind } from '~/domain/norms/norm'
import { type ChairRefusal, maySettle, type SettledRefusal } from '~/domain/proposals/may-propose'
import { isMerged, type Settlement } from '~/domain/proposals/proposal'
import { ok, type Result, refuse } from '~/domain/result'
import { isUniqueViolation } from '~db/store'
import { sha256 } from '~db/stores/ledger'
import { type NormRow, norms, type ParagraphRow } from '~db/stores/norms'
import { proposals, type ShownProposal } from '~db/stores/proposals'
import { leaseFloor, type Writer, wordings } from '~db/stores/wordings'
import type { Actor, Deps } from '../deps.server'
import { renumberReferences } from '../norms/renumber-references.server'
import { type Change, write } from '../write.server'
import { type ProposalAtRefusal, type ProposalPlace, proposalAt } from './proposal-at.server'

export type SettleProposalInput = ProposalPlace & {
  settlement: Settlement
  /** The chair's reason. */
  answer: string
  /** The wording that enters the draft when it is merged in part. */
  text?: string | undefined
  /** Of a new paragraph; an operative one unless told. */
  kind?: ParagraphKind | undefined
}
type MergeRefusal =
  | { code: 'no-wording' }
  | { code: 'not-writable'; why: AccessCode }
  | { code: 'no-such-paragraph' }
  | { code: 'too-many-paragraphs'; limit: number }
export type SettleProposalRefusal = ProposalAtRefusal | ChairRefusal | SettledRefusal | MergeRefusal

/** R7, R8: the chair says what becomes of a proposal, and why; what is merged enters the draft as a forward edit. */
export async function settleProposal(
  deps: Deps,
  actor: NonNullable<Actor>,
  input: SettleProposalInput,
): Promise<Result<{ entryIndex: number }, SettleProposalRefusal>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await settleOnce(deps, actor, input)
    } catch (error) {
      // somebody typed into the paragraph at the same moment and took the update's number: look again
      if (!isUniqueViolation(error) || attempt >= 5) throw error
    }
  }
}

const settleOnce = (deps: Deps, actor: NonNullable<Actor>, input: SettleProposalInput) =>
  write<object, SettleProposalRefusal>(deps, actor, async (change) => {
    const { c, now, who, record } = change
    const at = await proposalAt(change, input)
    if (!at.ok) return at
    const { norm, proposal } = at.value
    const may = maySettle(who, norm, proposal)
    if (!may.ok) return may
    const merged = isMerged(input.settlement)
      ? await merge(change, deps, { ...input, norm, row: proposal })
      : null
    if (merged && !merged.ok) return merged
    const { settlement, answer } = input
    await proposals(c).settle(proposal.id, settlement, { answer, at: now })
    const hash = (words: string) => hexEncode(sha256(utf8Encode(words)))
    const facts = {
      proposal: proposal.ref,
      settlement,
      paragraph: merged?.value.paragraphId ?? proposal.paragraphId,
      answerHash: hash(answer),
      hash: merged ? hash(merged.value.text) : null,
    }
    await record({ t: 'proposal.settled', ...may.value, on: `norm/${norm.ref}`, facts })
    await renumberReferences(deps, change, norm)
    return ok({})
  })

type Merging = SettleProposalInput & { norm: NormRow; row: ShownProposal }

async function merge(
  change: Change,
  deps: Deps,
  merging: Merging,
): Promise<Result<{ paragraphId: ParagraphId; text: string }, MergeRefusal>> {
  const { settlement, row } = merging
  const text = settlement === 'merged' ? row.text : merging.text
  if (!text) return refuse({ code: 'no-wording' })
  // verbatim words stay the proposer's; words put together by the chair are the chair's
  const writer: Writer =
    text === row.text
      ? { personId: row.authorId, delegationId: row.delegationId }
      : { personId: change.who?.personId ?? null }
  const place = { ...merging, text, writer }
  const done = row.paragraphId
    ? await reword(change, deps, { paragraphId: row.paragraphId, text, writer })
    : await addNew(change, deps, place)
  return done.ok ? ok({ paragraphId: done.value, text }) : done
}

async function reword(
  { c, now, who }: Change,
  deps: Deps,
  { paragraphId, text, writer }: { paragraphId: ParagraphId; text: string; writer: Writer },
): Promise<Result<ParagraphId, MergeRefusal>> {
  const place = (await wordings(c).places([paragraphId])).get(paragraphId) ?? null
  const may = mayDocument(who, 'write', place)
  if (!may.ok) return refuse({ code: 'not-writable', why: may.error })
  for (;;) {
    const clientId = new DataView(deps.random(4).buffer).getUint32(0) & 0x7fffffff
    if (clientId < leaseFloor) continue
    if (await wordings(c).revise(paragraphId, text, { ...writer, clientId, at: now })) return ok(paragraphId)
  }
}

async function addNew(
  { c, now }: Change,
  deps: Deps,
  { norm, row, text, kind = 'operative', writer }: Merging & { text: string; writer: Writer },
): Promise<Result<ParagraphId, MergeRefusal>> {
  const rows = await norms(c).paragraphs(norm.id)
  if (rows.length >= normLimits.paragraphs)
    return refuse({ code: 'too-many-paragraphs', limit: normLimits.paragraphs })
  const position = row.afterId === null ? 0 : rows.findIndex((p) => p.id === row.afterId) + 1
  if (row.afterId !== null && position === 0) return refuse({ code: 'no-such-paragraph' })
  const added: ParagraphRow = {
    id: deps.newId() as ParagraphId,
    normId: norm.id,
    position,
    kind,
    heading: '',
    implementsId: null,
    state: 'open',
    stateSince: null,
    confirmBy: null,
    removedAt: null,
  }
  await norms(c).addParagraph(added)
  await norms(c).arrange([...rows.slice(0, position), added, ...rows.slice(position)])
  await wordings(c).create(added.id, text, { ...writer, at: now })
  return ok(added.id)
}
