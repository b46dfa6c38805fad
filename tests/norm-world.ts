import type { Deps } from '~/commands/deps.server'
import { addParagraph } from '~/commands/norms/add-paragraph.server'
import { freezeVersion } from '~/commands/norms/freeze-version.server'
import { proposeNorm } from '~/commands/norms/propose-norm.server'
import type { ForumId, ParagraphId } from '~/domain/ids'
import type { ParagraphKind } from '~/domain/norms/norm'
import { sure } from './sure'

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
  const { id, ref } = sure(await proposeNorm(deps, null, norm))
  const ids: ParagraphId[] = []
  for (const { kind = 'article', heading = '', text, ...more } of paragraphs)
    ids.push(sure(await addParagraph(deps, null, { ref, kind, heading, text, ...more })).id)
  return { id, ref, paragraphs: ids }
}

export const freeze = async (deps: Deps, ref: string, symbol: string) =>
  sure(await freezeVersion(deps, null, { ref, symbol, kind: 'rolling', note: '' }))
