import type { Actor, Deps } from '~/commands/deps.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { freezeVersion } from '~/commands/norms/freeze-version.server'
import { proposeNorm } from '~/commands/norms/propose-norm.server'
import type { ForumId, ParagraphId, PersonId } from '~/domain/ids'
import type { ParagraphKind } from '~/domain/norms/norm'
import type { Result } from '~/domain/result'

/** The value of what a test expects to succeed; the refusal otherwise is the test's failure. */
export function done<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

export const as = (personId: PersonId): NonNullable<Actor> => ({ personId })

/** A proposed norm with the paragraphs given, by the platform itself. */
export async function makeNorm(
  deps: Deps,
  forumId: ForumId,
  paragraphs: readonly { kind?: ParagraphKind; heading?: string; text: string; implements?: string }[],
  title = 'Care of harbour lights',
) {
  const norm = {
    title,
    kind: 'norm',
    forumId,
    language: 'en',
    summary: 'Lights are kept.\nAll can see.',
  } as const
  const { id, ref } = done(await proposeNorm(deps, null, norm))
  const ids: ParagraphId[] = []
  for (const { kind = 'article', heading = '', text, ...more } of paragraphs)
    ids.push(done(await addParagraph(deps, null, { ref, kind, heading, text, ...more })).id)
  return { id, ref, paragraphs: ids }
}

export const freeze = async (deps: Deps, ref: string, symbol: string) =>
  done(await freezeVersion(deps, null, { ref, symbol, kind: 'rolling', note: '' }))
