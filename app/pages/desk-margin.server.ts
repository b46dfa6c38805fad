import { isOpenAmendment } from '~/domain/amendments/amendment'
import { groupAlike } from '~/domain/comments/alike'
import type { ParagraphId } from '~/domain/ids'
import { historyWords } from '~/ui/norms/history-words'
import { redlineWords } from '~/ui/norms/redline-words'
import type { Conn } from '~db/store'
import { anchored } from '~db/stores/anchored'
import { commentPlaces } from '~db/stores/comment-places'
import { comments, type ShownComment } from '~db/stores/comments'
import { normHistory } from '~db/stores/norm-history'
import type { NormWithForum } from '~db/stores/norms'
import { amendmentsOf, shownAmendment } from './amendments.server'

/** Groups and members are sent in portions: a paragraph may have more than a thousand comments. */
const groupsShown = 40
const membersShown = 200
const actsShown = 20
const marksShown = 300

/** A comment as the margin of the desk shows it, with what is needed to find its words in the live text. */
export interface CommentCard {
  ref: string
  author: string
  body: string
  language: string
  createdAt: string
  paragraphId: ParagraphId | null
  words: { quote: string; now: string | null } | null
  anchors: { anchorStart: string; anchorEnd: string } | null
  answered: boolean
}

export async function commentCards(c: Conn, rows: readonly ShownComment[]): Promise<CommentCard[]> {
  const places = await commentPlaces(c, rows)
  const answered = await comments(c).answeredOf(rows.map((row) => row.id))
  return rows.flatMap((row) => {
    const place = places.get(row.ref)
    if (row.body === null) return []
    return {
      ref: row.ref,
      author: [row.authorLabel, row.organisationName].filter(Boolean).join(', '),
      body: row.body,
      language: row.language,
      createdAt: row.createdAt.toISOString(),
      paragraphId: row.paragraphId,
      words: place ? { quote: place.quote, now: place.now } : null,
      anchors:
        row.anchorStart && row.anchorEnd ? { anchorStart: row.anchorStart, anchorEnd: row.anchorEnd } : null,
      answered: answered.has(row.id),
    }
  })
}

/** The words under comments in the whole text; the newest ones, where there are very many. */
export async function commentMarks(c: Conn, paragraphs: readonly { id: ParagraphId }[]) {
  const rows = await anchored(c).spans(paragraphs.map((p) => p.id))
  return rows.slice(-marksShown).map(({ ref, paragraphId, quote, anchorStart, anchorEnd }) => ({
    ref,
    paragraphId: paragraphId!,
    quote: quote ?? '',
    anchors: anchorStart && anchorEnd ? { anchorStart, anchorEnd } : null,
  }))
}

/** C11: the comments on a paragraph in groups, those with the newest comment first. */
export async function commentGroups(c: Conn, paragraphId: ParagraphId, shown = groupsShown) {
  const rows = await comments(c).visibleOn(paragraphId)
  const groups = groupAlike(rows.map((row) => row.body ?? ''))
  const lastFirst = [...groups].sort((a, b) => b.at(-1)! - a.at(-1)!)
  const first = await commentCards(
    c,
    lastFirst.slice(0, shown).map(([i]) => rows[i!]!),
  )
  return {
    total: rows.length,
    alike: groups.reduce((n, g) => (g.length > 1 ? n + g.length : n), 0),
    languages: new Set(rows.map((row) => row.language)).size,
    groups: first.map((card, i) => ({ card, members: lastFirst[i]!.length })),
    more: Math.max(0, groups.length - shown),
  }
}
export type CommentGroups = Awaited<ReturnType<typeof commentGroups>>

/** All who are in the group of a comment, itself first. */
export async function groupMembers(c: Conn, paragraphId: ParagraphId, ref: string) {
  const rows = await comments(c).visibleOn(paragraphId)
  const groups = groupAlike(rows.map((row) => row.body ?? ''))
  const group = groups.find((g) => rows[g[0]!]!.ref === ref) ?? []
  return commentCards(
    c,
    group.slice(0, membersShown).map((i) => rows[i]!),
  )
}

/** Open amendments to a paragraph, or to any. */
export async function marginAmendments(c: Conn, norm: NormWithForum, paragraphId: ParagraphId | undefined) {
  const of = await amendmentsOf(c, norm)
  return of.rows
    .filter((row) => isOpenAmendment(row.status))
    .filter((row) => !paragraphId || row.paragraphId === paragraphId || row.afterId === paragraphId)
    .map((row) => {
      const { ref, title, status, before, after, lang, sponsors } = shownAmendment(row, of)
      const by = sponsors.filter((s) => s.withdrawnAt === null).map((s) => s.name)
      return { ref, title, status, lang, by, runs: redlineWords(before, after, lang) }
    })
}

/** What was done last to a paragraph, or to the norm. */
export async function marginActs(c: Conn, norm: NormWithForum, paragraphId: ParagraphId | undefined) {
  const history = normHistory(c)
  const acts = paragraphId
    ? await history.ofParagraph(norm.ref, paragraphId, actsShown)
    : await history.page(norm.ref, { before: 2 ** 31 - 1, n: actsShown, comments: true })
  const names = await history.names(acts)
  return acts.map(({ index, body }) => {
    const id = body.by.delegation ?? body.by.person
    return { index, at: body.at, who: id ? (names.get(id) ?? null) : null, ...historyWords(body, norm.ref) }
  })
}
