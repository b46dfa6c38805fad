import { hexEncode, utf8Encode } from '~/domain/bytes'
import { hourMs } from '~/domain/comments/comment'
import type { ParagraphId, ProposalId } from '~/domain/ids'
import {
  mayPropose,
  type ProposalCapacity,
  type ProposeRefusal,
  tooManyProposals,
} from '~/domain/proposals/may-propose'
import { ok, type Result, refuse } from '~/domain/result'
import { type Conn, isUniqueViolation } from '~db/store'
import { sha256 } from '~db/stores/ledger'
import { type NormRow, norms } from '~db/stores/norms'
import { proposals } from '~db/stores/proposals'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'

export interface SubmitProposalInput {
  /** The norm's reference. */
  ref: string
  text: string
  rationale: string
  language: string
  /** Absent: a new paragraph. */
  paragraph?: ParagraphId | undefined
  /** For a new paragraph: the one it follows. */
  after?: ParagraphId | undefined
  as?: string | undefined
  /** Posting with the same key again answers with the proposal that is there. */
  key: string
}
export type SubmitProposalRefusal =
  | ProposeRefusal
  | { code: 'not-found' }
  | { code: 'no-such-paragraph' }
  | { code: 'place-twice' }
type Refusal = SubmitProposalRefusal | { code: 'already-there'; ref: string }

/** R1-R3: wording for a paragraph, or for a new one. The same key posted twice leaves one proposal. */
export async function submitProposal(
  deps: Deps,
  actor: NonNullable<Actor>,
  input: SubmitProposalInput,
): Promise<Result<{ ref: string }, SubmitProposalRefusal>> {
  const key = `${actor.personId}/${input.key}`
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await submitOnce(deps, actor, { ...input, key })
      if (done.ok) return ok({ ref: done.value.ref })
      const { error } = done
      return error.code === 'already-there' ? ok({ ref: error.ref }) : refuse(error)
    } catch (error) {
      // another proposal took the number, or the very same form was faster: look again
      if (!isUniqueViolation(error) || attempt >= 5) throw error
    }
  }
}

const submitOnce = (deps: Deps, actor: Actor, input: SubmitProposalInput) =>
  write<{ ref: string }, Refusal>(deps, actor, async (change) => {
    const { c, now, who } = change
    const there = await proposals(c).byKey(input.key)
    if (there) return refuse({ code: 'already-there', ref: there.ref })
    const norm = await norms(c).byRef(input.ref)
    if (!norm) return refuse({ code: 'not-found' })
    const may = mayPropose(who, { norm, nowMs: now.getTime(), key: input.as })
    if (!may.ok) return may
    if (input.paragraph && input.after) return refuse({ code: 'place-twice' })
    const place = input.paragraph ?? input.after
    if (place && !(await isLive(c, norm, place))) return refuse({ code: 'no-such-paragraph' })
    const by = { authorId: who!.personId, delegationId: may.value.key }
    const flood = tooManyProposals(await proposals(c).recent(by, new Date(now.getTime() - hourMs)))
    if (flood) return refuse(flood)
    return ok(await keep(change, { ...input, id: deps.newId() as ProposalId, norm, by: may.value }))
  })

async function isLive(c: Conn, norm: NormRow, id: ParagraphId): Promise<boolean> {
  const row = await norms(c).paragraph(id)
  return row?.normId === norm.id && row.removedAt === null
}

type Kept = SubmitProposalInput & { id: ProposalId; norm: NormRow; by: ProposalCapacity }

async function keep({ c, now, who, record }: Change, proposal: Kept): Promise<{ ref: string }> {
  const { id, norm, by, text, rationale, language, paragraph = null, after = null, key } = proposal
  const { ref } = await proposals(c).add({
    id,
    normId: norm.id,
    paragraphId: paragraph,
    afterId: after,
    text,
    rationale,
    language,
    authorId: who!.personId,
    delegationId: by.key,
    status: 'submitted',
    submittedAt: now,
    idempotencyKey: key,
  })
  const hash = (words: string) => hexEncode(sha256(utf8Encode(words)))
  await record({
    t: 'proposal.submitted',
    as: by.as,
    delegation: by.key,
    on: `norm/${norm.ref}`,
    facts: { proposal: ref, paragraph, after, language, hash: hash(text), rationaleHash: hash(rationale) },
  })
  return { ref }
}
