import { and, count, eq, ne } from 'drizzle-orm'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { isOpenText } from '~/domain/norms/norm'
import type { SinceLookFacts } from '~/ui/norms/since-look'
import { type FlaggedReference, flaggedReferences } from '~/ui/norms/text-links'
import type { Conn } from '~db/store'
import { comments } from '~db/stores/comments'
import { looks } from '~db/stores/looks'
import { normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'
import { textMarks } from '~db/stores/text-marks'

/** What is new to somebody since they last looked; null for who is not signed in or where nothing was frozen. */
export async function sinceLook(
  c: Conn,
  norm: NormRow,
  personId: PersonId | undefined,
): Promise<SinceLookFacts | null> {
  const latest = personId && (await norms(c).latestVersion(norm.id))
  if (!personId || !latest) return null
  const look = await looks(c).find(personId, norm.id)
  return {
    ref: norm.ref,
    looked: look && { version: look.versionNumber, at: look.at.toISOString() },
    latest: latest.number,
    hasDraft: isOpenText(norm.stage),
  }
}

/** N20: references of the live text that somebody should look at before it is frozen. */
export async function flaggedIn(c: Conn, norm: NormRow): Promise<FlaggedReference[]> {
  const { paragraphs } = await normTexts(c).live(norm)
  return flaggedReferences({ paragraphs, ...(await textMarks(c).live(norm.id, paragraphs)) })
}

/** How much was said of one paragraph. */
export async function paragraphCounts(c: Conn, norm: NormRow, id: ParagraphId) {
  const { amendment: a, proposal: p } = c.t
  const [amendments] = await c.q
    .select({ n: count() })
    .from(a)
    .where(and(eq(a.paragraphId, id), ne(a.status, 'draft')))
  const [proposals] = await c.q.select({ n: count() }).from(p).where(eq(p.paragraphId, id))
  return {
    comments: (await comments(c).counts(norm.id)).get(id) ?? 0,
    brackets: (await norms(c).brackets(norm.id)).filter((b) => b.paragraphId === id).length,
    amendments: Number(amendments?.n ?? 0),
    proposals: Number(proposals?.n ?? 0),
  }
}
