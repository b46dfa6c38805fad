import type { AppLoadContext } from '@remix-run/node'
import { commentCapacities, commentsClosed } from '~/domain/comments/may-comment'
import type { ParagraphId } from '~/domain/ids'
import type { Standing } from '~/domain/members/standing'
import { numbered } from '~/domain/norms/numbering'
import type { CommentView } from '~/ui/comments/comment-item'
import type { Conn } from '~db/store'
import type { WordsNow } from '~db/stores/comment-places'
import type { ShownComment } from '~db/stores/comments'
import { type NormRow, norms } from '~db/stores/norms'

/** The present numbers of a norm's paragraphs, both ways. */
export interface Numbers {
  of: Map<string, string>
  byNumber: Map<string, ParagraphId>
}

export async function numbersOf(c: Conn, norm: NormRow): Promise<Numbers> {
  const rows = numbered(await norms(c).paragraphs(norm.id))
  return {
    of: new Map(rows.map((p) => [p.id, p.number])),
    byNumber: new Map(rows.map((p) => [p.number, p.id])),
  }
}

export function commentView(
  row: ShownComment,
  numbers: Numbers,
  places?: ReadonlyMap<string, WordsNow>,
): CommentView {
  const paragraph = row.paragraphId === null ? null : (numbers.of.get(row.paragraphId) ?? null)
  return {
    ref: row.ref,
    body: row.body,
    language: row.language,
    authorLabel: row.authorLabel,
    organisationName: row.organisationName,
    organisationSlug: row.organisationSlug,
    source: row.source,
    createdAt: row.createdAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    paragraph,
    words: wordsView(places?.get(row.ref)),
    paragraphRemoved: row.paragraphId !== null && paragraph === null,
  }
}

const wordsView = (place: WordsNow | undefined): CommentView['words'] =>
  place ? { quote: place.quote, now: place.now } : null

/** What a form for a comment needs; `closed` and `capacities` say why there may be none. */
export function formFacts(context: AppLoadContext, norm: NormRow, who: Standing | null) {
  return {
    closed: commentsClosed(norm, context.deps.now().getTime()),
    signedIn: who !== null,
    capacities: commentCapacities(who, norm.forumId).map(({ key, label }) => ({ key, label })),
    // only for who is signed in: pages for everybody else are shared
    formKey: who ? context.deps.newId() : '',
    language: norm.language,
  }
}
