import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Deps } from '~/commands/deps.server'
import type { NormId, ParagraphId, PersonId } from '~/domain/ids'
import type { Result } from '~/domain/result'
import { norms, type ParagraphRow } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import type { Chance } from './chance'
import type { Letters } from './letters'
import type { Window } from './windows'

/** Somebody who acts, and how the platform credits their words. */
export interface Actor {
  personId: PersonId
  author: string
}

/** One seed’s run over one norm. */
export interface Session {
  deps: Deps
  pick: Chance
  letters: Letters
  ref: string
  normId: NormId
  people: Actor[]
  chair: Actor
  windows: Window[]
  /** What was done to paragraphs, by whom; the newest stands last. */
  done: { who: Actor; entry: number }[]
  /** Held brackets that stood among words which the chair has taken out. */
  left: Set<string>
}

/** The code of what came of an act, 'ok' where it was done, null where there was nothing to do. */
export type Act = (session: Session) => Promise<string | null>

export const outcome = (result: Result<unknown, { code: string }>) => (result.ok ? 'ok' : result.error.code)

/** The same, of an act that can be taken back by whoever did it. */
export function acted(
  { done }: Session,
  who: Actor,
  result: Result<{ actIndex: number }, { code: string }>,
): string {
  if (result.ok) done.push({ who, entry: result.value.actIndex })
  return outcome(result)
}

export const paragraphsOf = ({ deps, normId }: Session): Promise<ParagraphRow[]> =>
  norms(deps.store.read).paragraphs(normId)

export async function removedIds({ deps, normId }: Session): Promise<ParagraphId[]> {
  const { q, t } = deps.store.read
  const removed = and(eq(t.paragraph.normId, normId), isNotNull(t.paragraph.removedAt))
  const rows = await q
    .select({ id: t.paragraph.id })
    .from(t.paragraph)
    .where(removed)
    .orderBy(asc(t.paragraph.id))
  return rows.map((r) => r.id)
}

export const textOf = ({ deps }: Session, id: ParagraphId) => wordings(deps.store.read).text(id)

/** Who acts: mostly whoever has windows open, sometimes the chair. */
export const somebody = ({ pick, people, chair }: Session): Actor => (pick.once(5) ? chair : pick.of(people)!)

export async function someParagraph(session: Session): Promise<ParagraphRow | null> {
  return session.pick.of(await paragraphsOf(session)) ?? null
}

/** What windows have typed and the server may take in while a command runs. */
export const inFlight = ({ windows }: Session) => windows.map((w) => w.unsaved()).join('')
