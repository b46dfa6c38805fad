import { type Refused, refused, type UpdateAnswer } from '~/contracts/documents'
import { type Deletion, judgeUpdate, type TextUpdate } from '~/domain/documents/judge-update'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import { type TextName, textId } from '~/domain/documents/text-name'
import { normLimits } from '~/domain/norms/norm'
import { textRoot } from '~db/stores/wordings'
import { decodeUpdate } from './decode-update'
import type { Guest, Member } from './guests.server'
import type { Hub } from './hub.server'
import { knownTo, lengthOf } from './live-text.server'

type Reply = (answer: UpdateAnswer) => void

/** Through the gate and into the queue; a refusal concerns the sender only. `after` hears of those at the commit. */
export function receiveUpdate(
  hub: Hub,
  guest: Guest,
  name: TextName,
  update: Uint8Array,
  { reply, after }: { reply: Reply; after(refusal: Refused): void },
) {
  const code = receive()
  if (code) reply(refused(code))

  function receive(): DocumentRefusal | null {
    if (!guest.spend('updates') || !guest.spend('bytes', update.length)) return 'too-fast'
    const member = guest.joined.get(textId(name))
    if (!member) return 'not-joined'
    if (member.waiting >= guest.limits.waiting) return 'too-fast'
    return submit(hub, member, update, { reply, after })
  }
}

function submit(
  hub: Hub,
  member: Member,
  bytes: Uint8Array,
  { reply, after }: { reply: Reply; after(refusal: Refused): void },
): DocumentRefusal | null {
  const { text, lease, speaker } = member
  if (member.why) return member.why
  if (!lease) return 'no-lease'
  const decoded = decodeUpdate(bytes)
  if (!decoded.ok) return decoded.error
  const own = { client: lease.clientId, clock: member.next }
  const judged = judgeUpdate(decoded.value, own, knownTo(text), textRoot)
  if (!judged.ok) return judged.error
  const { duplicate, next, added } = judged.value
  // D6: a paragraph stays within what a form could have sent
  if (!duplicate && added > 0 && lengthOf(text) + added > normLimits.text) return 'text-too-long'
  const { author, runs, runsAt, deletions } = decoded.value
  const from = author?.clock ?? member.next
  member.next = next
  member.waiting++
  text.waiting += added
  hub.submit(text, {
    by: speaker,
    clientId: lease.clientId,
    bytes,
    runs: runs.length,
    runsAt,
    deletions,
    added,
    hidden: hiddenIn(decoded.value, from),
    from,
    next: from + runs.reduce((n, run) => n + run.length, 0),
    answer(answer) {
      member.waiting--
      text.waiting -= added
      // what was not stored never happened: the writer's next character has its old number
      if (!answer.ok) member.next = text.counts.clocks.get(lease.clientId) ?? 0
      reply(answer)
      if (!answer.ok) after(answer)
    },
  })
  return null
}

const nothing: readonly Deletion[] = []

/** What an author typed and deleted in one go is sent without its words, and need not be named as deleted. */
function hiddenIn({ author, runs }: TextUpdate, from: number): readonly Deletion[] {
  if (!author || runs.every(({ text }) => text !== null)) return nothing
  const hidden: Deletion[] = []
  let clock = from
  for (const { text, length } of runs) {
    if (text === null) hidden.push({ client: author.client, clock, length })
    clock += length
  }
  return hidden
}
