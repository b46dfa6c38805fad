import { closeBallot } from '~/commands/ballots/close-ballot.server'
import { openBallot } from '~/commands/ballots/open-ballot.server'
import { prepareBallot } from '~/commands/ballots/prepare-ballot.server'
import { countBallot } from '~/contracts/ledger'
import type { Rule } from '~/domain/ballots/rule'
import { utf8Encode } from '~/domain/bytes'
import type { ForumId, PersonId, VersionId } from '~/domain/ids'
import { decodeEntry } from '~/domain/ledger/canonical'
import { type EntryBody, parseBallotEntry } from '~/domain/ledger/entry'
import type { Finding } from '~/domain/ledger/finding'
import { Recount } from '~/domain/ledger/recount'
import { printRoll } from '~/domain/ledger/roll'
import type { Result } from '~/domain/result'
import { ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { ledger, sha256 } from '~db/stores/ledger'
import { rolls } from '~db/stores/rolls'
import { adders, type TestWorld } from '../../world'

/** The value of a step that a test takes for granted. */
export function sure<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

export const by = (personId: PersonId) => ({ personId })

interface Wanted {
  forumId?: ForumId
  rule?: Rule
  closesAt?: Date | null
  versionId?: VersionId | null
  title?: string
}

/** The steps of a ballot in the small world, each by whoever may take it. */
export function floorOf(world: TestWorld) {
  const { deps, people, store } = world
  const read = store.read
  const floor = {
    async prepared({
      forumId = world.forums.harbour,
      rule,
      closesAt = null,
      versionId = null,
      title,
    }: Wanted = {}) {
      const ruleId = rule
        ? await store.tx((c) => adders(c, deps.now()).rule(forumId, rule, false))
        : (await forums(read).currentRules(forumId))[0]!.id
      const words = { title: title ?? 'Safe harbours', question: 'Shall the harbours be kept safe?' }
      const input = {
        forumId,
        ...words,
        versionId,
        ruleId,
        record: 'roll-call',
        closesAt,
        closesZone: 'UTC',
      } as const
      return sure(await prepareBallot(deps, by(people.sylvie), input)).ref
    },
    async opened(wanted: Wanted = {}) {
      const ref = await floor.prepared(wanted)
      return sure(await openBallot(deps, by(people.chiara), { ref }))
    },
    close: (ref: string) => closeBallot(deps, by(people.chiara), { ref }),
    ballot: async (ref: string) => (await ballots(read).byRef(ref))!,
    votes: async (ref: string) => ballots(read).votes((await floor.ballot(ref)).id),
    entries: () => entriesOf(world),
    recount: () => recount(world),
  }
  return floor
}

async function entriesOf({ deps: { store } }: TestWorld): Promise<EntryBody[]> {
  const rows = await ledger(store.read).since(0, 10_000)
  return rows.map(({ body }) => sure(decodeEntry(utf8Encode(body))) as EntryBody)
}

/** What `parley verify` does with the ballots of the ledger. */
async function recount(world: TestWorld) {
  const { read } = world.store
  const bytes = new Map<string, Uint8Array>()
  for (const { rollHash, ballotId } of await rolls(read).hashes()) {
    bytes.set(rollHash, utf8Encode(printRoll(await rolls(read).ofBallot(ballotId))))
  }
  const counter = new Recount({ sha: sha256, count: countBallot, roll: (hash) => bytes.get(hash) ?? null })
  const findings: Finding[] = []
  for (const [index, body] of (await entriesOf(world)).entries()) {
    const entry = sure(parseBallotEntry(body))
    if (entry) findings.push(...counter.add(index, entry))
  }
  return { findings, ballots: counter.ballots }
}
