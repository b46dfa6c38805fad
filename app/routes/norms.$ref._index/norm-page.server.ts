import type { NormId, ParagraphId } from '~/domain/ids'
import { bracketsLeft } from '~/domain/norms/brackets'
import { isOpenText, type ParagraphState } from '~/domain/norms/norm'
import { numbered } from '~/domain/norms/numbering'
import { listTerms } from '~/domain/norms/terms'
import { withoutProposals } from '~/domain/proposals/compilation'
import type { Conn } from '~db/store'
import { ballots } from '~db/stores/ballots'
import type { CommentCounts } from '~db/stores/comments'
import { forums } from '~db/stores/forums'
import { normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'
import { textMarks } from '~db/stores/text-marks'

/** A paragraph of another norm on the other end of "puts into practice". */
export interface Linked {
  ref: string
  title: string
  number: string
}

/** Everything that stands under a paragraph: its place on the thread. */
export interface ThreadFacts {
  comments: number
  brackets: { quote: string; holder: string | null; reason: string }[]
  /** How far the negotiation of the paragraph has come in the draft; null once the text is closed. */
  state: ParagraphState | null
  implements: Linked | null
  implementedBy: Linked[]
  /** How the draft differs from the frozen paragraph shown. */
  since: 'changed' | 'removed' | null
}

/** The text shown: the newest version, or the live draft when asked for or when nothing is frozen. */
export async function textOf(
  c: Conn,
  norm: NormRow,
  { wantsDraft, counts }: { wantsDraft: boolean; counts: CommentCounts },
) {
  const latest = await norms(c).latestVersion(norm.id)
  const live = isOpenText(norm.stage) || !latest ? await normTexts(c).live(norm) : null
  const shown = latest && !(wantsDraft && live) ? await normTexts(c).frozen(latest) : live!
  const version =
    latest && shown !== live
      ? {
          number: latest.number,
          symbol: latest.symbol,
          kind: latest.kind,
          hash: latest.hash,
          frozenAt: latest.frozenAt.toISOString(),
        }
      : null
  const paragraphs = shown.paragraphs.map(({ implementsId: _, ...p }) => p)
  const marks =
    shown === live
      ? await textMarks(c).live(norm.id, paragraphs)
      : await textMarks(c).frozen(latest!.id, paragraphs)
  const thread = await threadOf(c, norm, { shown: shown.paragraphs, counts })
  const drafted = new Map(live?.paragraphs.map((p) => [p.id, p]))
  const base = withoutProposals(shown.paragraphs)
  for (const p of version && live ? base : []) {
    const now = drafted.get(p.id)
    if (!now) thread[p.id]!.since = 'removed'
    else if (now.text !== p.text || now.heading !== p.heading) thread[p.id]!.since = 'changed'
  }
  const draftDiffers = version !== null && live !== null && differs(base, live.paragraphs)
  return {
    version,
    hasVersion: latest !== null,
    hasDraft: live !== null,
    draftDiffers,
    brackets: bracketsLeft(shown),
    draftBrackets: live ? bracketsLeft(live) : 0,
    paragraphs,
    marks,
    terms: listTerms(marks.definitions, paragraphs, norm.language),
    thread,
  }
}

type Words = { id: string; number: string; heading: string; text: string }
const differs = (a: readonly Words[], b: readonly Words[]) =>
  a.length !== b.length ||
  a.some(
    (p, i) =>
      p.id !== b[i]!.id || p.number !== b[i]!.number || p.text !== b[i]!.text || p.heading !== b[i]!.heading,
  )

async function threadOf(
  c: Conn,
  norm: NormRow,
  {
    shown,
    counts,
  }: {
    shown: readonly { id: ParagraphId; implementsId: ParagraphId | null }[]
    counts: CommentCounts
  },
): Promise<Record<string, ThreadFacts>> {
  const brackets = await norms(c).brackets(norm.id)
  const drafted = isOpenText(norm.stage) ? await norms(c).paragraphs(norm.id) : []
  const states = new Map(drafted.map((p) => [p.id, p.state]))
  const above = shown.flatMap((p) => (p.implementsId ? [p.implementsId] : []))
  const targets = await norms(c).homes(above)
  const below = await norms(c).implementing(norm.id)
  const numberOf = await numbersIn(c, [
    ...[...targets.values()].map((t) => t.normId),
    ...below.map((b) => b.normId),
  ])
  const facts = shown.map(({ id, implementsId }): [string, ThreadFacts] => {
    const target = implementsId ? targets.get(implementsId) : undefined
    return [
      id,
      {
        comments: counts.get(id) ?? 0,
        brackets: brackets
          .filter((b) => b.paragraphId === id)
          .map(({ quote, holderName, reason }) => ({ quote, holder: holderName, reason })),
        state: states.get(id) ?? null,
        implements: target
          ? { ref: target.ref, title: target.title, number: numberOf.get(implementsId!) ?? '' }
          : null,
        implementedBy: below
          .filter((b) => b.implementsId === id)
          .map((b) => ({ ref: b.ref, title: b.title, number: numberOf.get(b.id) ?? '' })),
        since: null,
      },
    ]
  })
  return Object.fromEntries(facts)
}

/** The present numbers of all paragraphs of some norms. */
async function numbersIn(c: Conn, normIds: readonly NormId[]): Promise<Map<ParagraphId, string>> {
  const found = new Map<ParagraphId, string>()
  for (const normId of new Set(normIds))
    for (const { id, number } of numbered(await norms(c).paragraphs(normId))) found.set(id, number)
  return found
}

/** The ballots on a norm, newest first, with the counts of the one decided last. */
export async function ballotsOn(c: Conn, norm: NormRow) {
  const rows = (await ballots(c).ofNorm(norm.id)).reverse()
  if (rows.length === 0) return { list: [], result: null }
  const names = new Map((await forums(c).list()).map((f) => [f.id, f.name]))
  // the joint result stands above its parts
  const decided = [...rows]
    .filter((b) => b.status === 'closed')
    .sort((a, b) => Number(a.jointId !== null) - Number(b.jointId !== null))[0]
  const full = decided ? await ballots(c).byId(decided.id) : null
  return {
    list: rows.map(({ ref, title, status, outcome, forumId, kind, closesAt, closesZone, closedAt }) => ({
      ref,
      title,
      status,
      outcome,
      kind,
      forumName: names.get(forumId) ?? '',
      closesAt: closesAt?.toISOString() ?? null,
      closesZone,
      closedAt: closedAt?.toISOString() ?? null,
    })),
    result: full?.result
      ? {
          ref: full.ref,
          title: full.title,
          outcome: full.outcome ?? full.result.outcome,
          counts: headsOf(full.result.counts),
        }
      : null,
  }
}

/** Heads for drawing; a vote in parts is shown by the ballot's own page. */
function headsOf(counts: { yes: string; no: string; abstain: string; absent: string }) {
  const heads = {
    yes: Number(counts.yes),
    no: Number(counts.no),
    abstain: Number(counts.abstain),
    absent: Number(counts.absent),
  }
  return Object.values(heads).every(Number.isSafeInteger) ? heads : null
}
