import type { DelegationId, PersonId } from '../ids'

/**
 * Whom words are credited to. 'platform': put in by the platform itself, such as an imported text;
 * 'unknown': their client id was never leased here.
 */
export type Author =
  | { kind: 'delegation'; id: DelegationId; name: string }
  | { kind: 'person'; id: PersonId; name: string }
  | { kind: 'platform' }
  | { kind: 'unknown' }

/** Words that stand together and come from one author. */
export interface AttributedRun {
  text: string
  author: Author
}

export const authorKey = (author: Author): string =>
  'id' in author ? `${author.kind}/${author.id}` : author.kind

/** Neighbouring runs of one author become one; joined again the runs are the text, character for character. */
export function joinRuns(runs: readonly AttributedRun[]): AttributedRun[] {
  const out: AttributedRun[] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (last && authorKey(last.author) === authorKey(run.author)) last.text += run.text
    else if (run.text !== '') out.push({ ...run })
  }
  return out
}

export interface AuthorShare {
  author: Author
  /** Unicode code points, spaces and marks included. */
  characters: number
}

/** How much of a text each author wrote, most first; the sum is the length of the text in code points. */
export function authorShares(runs: readonly AttributedRun[]): AuthorShare[] {
  const shares = new Map<string, AuthorShare>()
  for (const { text, author } of runs) {
    const key = authorKey(author)
    const share = shares.get(key) ?? { author, characters: 0 }
    share.characters += [...text].length
    shares.set(key, share)
  }
  return [...shares.values()].sort(
    (a, b) => b.characters - a.characters || (authorKey(a.author) < authorKey(b.author) ? -1 : 1),
  )
}
