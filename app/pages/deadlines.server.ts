import type { ParagraphId } from '~/domain/ids'
import { type Deadline, nextDeadline } from '~/domain/norms/next-deadline'
import type { BracketView } from '~/ui/brackets/bracket-view'
import type { Conn } from '~db/store'
import { ballots } from '~db/stores/ballots'
import type { NormRow } from '~db/stores/norms'

interface Found {
  brackets: readonly BracketView[]
  paragraphs: readonly { id: ParagraphId; confirmBy: Date | null }[]
  numbers: ReadonlyMap<ParagraphId, string>
}

/** What of a norm's text ends next: its consultation, a confirmation, a silence, a ballot. */
export async function deadlineOf(c: Conn, norm: NormRow, found: Found, now: Date) {
  const all: Deadline[] = []
  const add = (what: string, at: Date | null, zone = 'UTC') => at && all.push({ what, at, zone })
  if (norm.stage === 'consultation') add('Consultation closes', norm.consultationClosesAt)
  for (const { id, confirmBy } of found.paragraphs)
    add(`${found.numbers.get(id) ?? 'A paragraph'} closes`, confirmBy)
  for (const { number, silenceEndsAt } of found.brackets)
    add(`Silence on a bracket in ${number} ends`, silenceEndsAt ? new Date(silenceEndsAt) : null)
  for (const { ref, status, closesAt, closesZone } of await ballots(c).ofNorm(norm.id))
    if (status === 'open') add(`${ref} closes`, closesAt, closesZone)
  const next = nextDeadline(all, now.getTime())
  return next && { ...next, at: next.at.toISOString() }
}
