import { type Refused, refused, type UpdateAnswer } from '~/contracts/documents'
import { judgeUpdate } from '~/domain/documents/judge-update'
import type { DocumentRefusal } from '~/domain/documents/refusal'
import { type TextName, textId } from '~/domain/documents/text-name'
import { normLimits } from '~/domain/norms/norm'
import { textRoot } from '~db/stores/wordings'
import { decodeUpdate } from './decode-update'
import type { Guest, Member } from './guests.server'
import type { Hub } from './hub.server'
import { grow, knownTo, type LiveText, measure } from './live-text.server'

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
  const long = duplicate ? null : tooLong(text, added)
  if (long) return long
  const { author, runs, runsAt, deletions } = decoded.value
  const from = author?.clock ?? member.next
  member.next = next
  member.waiting++
  hub.submit(text, {
    by: speaker,
    clientId: lease.clientId,
    bytes,
    runs: runs.length,
    runsAt,
    deletions,
    added,
    from,
    next: from + runs.reduce((n, run) => n + run.length, 0),
    answer(answer) {
      member.waiting--
      // what was not stored never happened: the writer's next character has its old number
      if (!answer.ok) member.next = text.clocks.get(lease.clientId) ?? 0
      reply(answer)
      if (!answer.ok) after(answer)
    },
  })
  return null
}

/** D6: a paragraph stays within what a form could have sent. */
function tooLong(text: LiveText, added: number): DocumentRefusal | null {
  const { fork } = text
  if (fork) {
    text.lengthBound += fork.body.typed - fork.bodyTyped
    fork.bodyTyped = fork.body.typed
  }
  if (text.lengthBound + added > normLimits.text && !measure(text)) return 'too-fast'
  if (text.lengthBound + added > normLimits.text) return 'text-too-long'
  grow(text, added)
  return null
}
