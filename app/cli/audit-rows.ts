import { eq } from 'drizzle-orm'
import { commentHash } from '~/domain/comments/comment-hash'
import { canonicalize, type Json } from '~/domain/ledger/canonical'
import { type Finding, wrong } from '~/domain/ledger/finding'
import { versionHash } from '~/domain/norms/version-content'
import type { Store } from '~db/store'
import { ledger } from '~db/stores/ledger'
import { norms } from '~db/stores/norms'
import { sha256 } from './node-crypto'

const entriesPerRead = 5_000

/** What the ledger says of the rows that pages show. */
interface Said {
  versions: Map<string, string>
  comments: Map<string, string>
  /** Hashes of the words that comments are about. */
  quotes: Map<string, string>
  votes: Map<string, string>
  outcomes: Map<string, string>
  rules: Map<string, string>
}

/** L15: the rows that pages show are the ones the ledger speaks of; each that is not is named. */
export async function auditRows(store: Store): Promise<Finding[]> {
  const said = await readLedger(store)
  return [
    ...(await versionFindings(store, said)),
    ...(await commentFindings(store, said)),
    ...(await ballotFindings(store, said)),
    ...(await voteFindings(store, said)),
  ]
}

async function readLedger(store: Store): Promise<Said> {
  const said: Said = {
    versions: new Map(),
    comments: new Map(),
    quotes: new Map(),
    votes: new Map(),
    outcomes: new Map(),
    rules: new Map(),
  }
  for (let at = 0; ; ) {
    const rows = await ledger(store.read).since(at, entriesPerRead)
    for (const { type, subject, body } of rows) note(said, type.replace('parley-v1/', ''), subject, body)
    if (rows.length < entriesPerRead) return said
    at = rows[rows.length - 1]!.index! + 1
  }
}

function note(said: Said, type: string, subject: string, body: string) {
  if (
    !/^(version\.frozen|comment\.(submitted|imported)|ballot\.(opened|vote|closed|recorded|joined))$/.test(
      type,
    )
  )
    return
  const facts = readFacts(body)
  if (!facts) return // the audit of the entries has named it
  if (type === 'version.frozen') said.versions.set(`${subject}/${facts.version}`, String(facts.hash))
  if (type.startsWith('comment.')) {
    said.comments.set(String(facts.comment), String(facts.hash))
    if (facts.quoteHash !== undefined) said.quotes.set(String(facts.comment), String(facts.quoteHash))
  }
  if (type === 'ballot.vote') said.votes.set(`${facts.ballot} ${facts.member}`, canonicalize(facts.parts))
  if (type === 'ballot.closed' || type === 'ballot.recorded')
    said.outcomes.set(String(facts.ballot), String(facts.outcome))
  if (facts.rule !== undefined) said.rules.set(String(facts.ballot), canonicalize(facts.rule))
}

function readFacts(body: string): Record<string, Json> | null {
  try {
    return JSON.parse(body) as Record<string, Json>
  } catch {
    return null
  }
}

const differs = (where: string, what: string, expected: string | undefined, found: string): Finding[] =>
  expected === found
    ? []
    : [
        wrong(where, `${what} in the database is not what the ledger says`, {
          expected: expected ?? 'no such entry',
          found,
        }),
      ]

async function versionFindings({ read }: Store, said: Said): Promise<Finding[]> {
  const { version, norm } = read.t
  const rows = await read.q
    .select({
      id: version.id,
      number: version.number,
      title: version.title,
      language: version.language,
      ref: norm.ref,
    })
    .from(version)
    .innerJoin(norm, eq(norm.id, version.normId))
    .orderBy(norm.number, version.number)
  const findings: Finding[] = []
  for (const { id, number, title, language, ref } of rows) {
    const paragraphs = (await norms(read).versionParagraphs(id)).map(({ paragraphId, ...p }) => ({
      ...p,
      id: paragraphId,
    }))
    const hash = versionHash({ title, language, paragraphs }, sha256)
    findings.push(
      ...differs(`version ${number} of ${ref}`, 'the text', said.versions.get(`norm/${ref}/${number}`), hash),
    )
  }
  return findings
}

async function commentFindings({ read }: Store, said: Said): Promise<Finding[]> {
  const { comment } = read.t
  const rows = await read.q
    .select({ ref: comment.ref, salt: comment.salt, body: comment.body, quote: comment.quote })
    .from(comment)
    .orderBy(comment.number)
  return rows.flatMap(({ ref, salt, body, quote }) => {
    if (body === null) return []
    const where = `comment ${ref}`
    const text = differs(where, 'the text', said.comments.get(ref), commentHash(salt, body, sha256))
    const about = said.quotes.get(ref)
    if (quote === null && about === undefined) return text
    const found = quote === null ? 'none' : commentHash(salt, quote, sha256)
    return [...text, ...differs(where, 'the words it is about', about, found)]
  })
}

async function ballotFindings({ read }: Store, said: Said): Promise<Finding[]> {
  const { ballot } = read.t
  const rows = await read.q
    .select({ ref: ballot.ref, status: ballot.status, outcome: ballot.outcome, rule: ballot.rule })
    .from(ballot)
    .orderBy(ballot.number)
  return rows.flatMap(({ ref, status, outcome, rule }) => [
    ...(status === 'closed'
      ? differs(`ballot ${ref}`, 'the outcome', said.outcomes.get(ref), outcome ?? '')
      : []),
    ...(status === 'prepared'
      ? []
      : differs(`ballot ${ref}`, 'the rule', said.rules.get(ref), canonicalize(rule))),
  ])
}

/** Votes cast here; an imported roll call's are in its one entry, which the recount holds against the result. */
async function voteFindings({ read }: Store, said: Said): Promise<Finding[]> {
  const { vote, ballot } = read.t
  const rows = await read.q
    .select({
      ref: ballot.ref,
      source: ballot.source,
      member: vote.member,
      choice: vote.choice,
      part: vote.part,
    })
    .from(vote)
    .innerJoin(ballot, eq(ballot.id, vote.ballotId))
    .orderBy(ballot.number, vote.member)
  const cast = new Map<string, { choice: string; part: string }[]>()
  for (const { ref, source, member, choice, part } of rows) {
    if (source !== null) continue
    const key = `${ref} ${member}`
    cast.set(key, [...(cast.get(key) ?? []), { choice, part }])
  }
  const changed = [...cast].flatMap(([key, parts]) =>
    differs(`ballot ${key.replace(' ', ', vote of ')}`, 'the vote', said.votes.get(key), canonicalize(parts)),
  )
  const lost = [...said.votes.keys()].filter((key) => !cast.has(key))
  return [
    ...changed,
    ...lost.map((key) =>
      wrong(`ballot ${key.replace(' ', ', vote of ')}`, 'the vote is in the ledger and not in the database'),
    ),
  ]
}
