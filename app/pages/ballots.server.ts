import type { AppLoadContext } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { isBallotRef } from '~/contracts/ballots'
import { joinVotes } from '~/domain/ballots/joint'
import type { Votes } from '~/domain/ballots/roll'
import { ruleInWords } from '~/domain/ballots/words'
import type { BallotHeadFacts } from '~/ui/ballots/ballot-head'
import type { Conn } from '~db/store'
import { asCast, type BallotRow, ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'

/** The ballot of a page's address; answers 404 when there is none. */
export async function findBallot(context: AppLoadContext, ref: string | undefined): Promise<BallotRow> {
  return (isBallotRef(ref) && (await ballots(context.deps.store.read).byRef(ref))) || notFound('ballot')
}

/** What the head that all pages of a ballot share shows. */
export async function headOf(c: Conn, ballot: BallotRow): Promise<BallotHeadFacts> {
  const forum = await forums(c).byId(ballot.forumId)
  const { ref, title, kind, status, outcome } = ballot
  return { ref, title, kind, status, outcome, forumName: forum?.name ?? '', forumSlug: forum?.slug ?? '' }
}

/** Question, text, rule and times: what stands on the page in whatever state the ballot is. */
export async function factsOf(c: Conn, ballot: BallotRow) {
  const norm = ballot.normId ? await norms(c).byId(ballot.normId) : null
  const version = ballot.versionId ? await norms(c).versionById(ballot.versionId) : null
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return {
    question: ballot.question,
    record: ballot.record,
    source: ballot.source,
    text: norm &&
      version && { ref: norm.ref, title: norm.title, number: version.number, symbol: version.symbol },
    textHash: ballot.textHash ?? version?.hash ?? null,
    rollHash: ballot.rollHash,
    rule: {
      id: ballot.rule.id,
      title: ballot.rule.title,
      source: ballot.rule.source ?? null,
      words: ruleInWords(ballot.rule),
    },
    preparedAt: ballot.preparedAt.toISOString(),
    openedAt: instant(ballot.openedAt),
    closesAt: instant(ballot.closesAt),
    closesZone: ballot.closesZone,
    closedAt: instant(ballot.closedAt),
    joint: await jointOf(c, ballot),
    parts: ballot.kind === 'joint' ? await partsOf(c, ballot) : [],
  }
}

async function jointOf(c: Conn, ballot: BallotRow) {
  const joint = ballot.jointId ? await ballots(c).byId(ballot.jointId) : null
  return joint && headOf(c, joint)
}

async function partsOf(c: Conn, joint: BallotRow): Promise<BallotHeadFacts[]> {
  const parts = await ballots(c).parts(joint.id)
  return Promise.all(parts.map((part) => headOf(c, part)))
}

/** The votes of a ballot; of a joint one, those of its parts under their prefixes. */
export async function castIn(c: Conn, ballot: BallotRow): Promise<Votes> {
  if (ballot.kind === 'single') return asCast(await ballots(c).votes(ballot.id))
  const cast: { prefix: string; votes: Votes }[] = []
  for (const part of await ballots(c).parts(ballot.id)) {
    const forum = await forums(c).byId(part.forumId)
    cast.push({ prefix: forum?.slug ?? '', votes: asCast(await ballots(c).votes(part.id)) })
  }
  return joinVotes(cast)
}
