import { assert } from '~/domain/assert'
import type {
  DelegationId,
  ForumId,
  OrganisationId,
  ParagraphId,
  PersonId,
  RuleId,
  VersionId,
} from '~/domain/ids'
import type { Result } from '~/domain/result'
import type { Conn, Store } from '~db/store'
import type { Actor, Deps } from '../deps.server'

/** Something that happens in a world, at its own instant. */
export interface Act {
  atMs: number
  run(loading: Loading): Promise<void>
}

/** A ballot as the loader knows it, once it is prepared. */
export interface KnownBallot {
  ref: string
  /** What voters are shown; '' before it opens. */
  textHash: string
}

/** What is loaded already, by the names that the world's data uses. */
export interface Loading {
  /** Its clock stands at the running act. */
  deps: Deps
  organisations: Directory<OrganisationId>
  people: Directory<PersonId>
  delegations: Directory<DelegationId>
  forums: Directory<ForumId>
  /** '<forum> <rule id>' */
  rules: Directory<RuleId>
  /** References: N-014. */
  norms: Directory<string>
  /** '<norm> <key>' */
  paragraphs: Directory<ParagraphId>
  /** '<norm> <symbol>' */
  versions: Directory<VersionId>
  comments: Directory<string>
  amendments: Directory<string>
  /** '<norm> <paragraph> <quote>' */
  brackets: Directory<string>
  /** References: P-0007. */
  proposals: Directory<string>
  ballots: Directory<KnownBallot>
}

export interface Directory<T> {
  set(name: string, value: T): void
  has(name: string): boolean
  get(name: string): T
}

function directory<T>(what: string): Directory<T> {
  const known = new Map<string, T>()
  return {
    set: (name, value) => void known.set(name, value),
    has: (name) => known.has(name),
    get(name) {
      const found = known.get(name)
      assert(found !== undefined, `the world names no ${what} ${name} before it is used`)
      return found
    },
  }
}

export const openLoading = (deps: Deps): Loading => ({
  deps,
  organisations: directory('organisation'),
  people: directory('person'),
  delegations: directory('delegation'),
  forums: directory('forum'),
  rules: directory('rule'),
  norms: directory('norm'),
  paragraphs: directory('paragraph'),
  versions: directory('version'),
  comments: directory('comment'),
  amendments: directory('amendment'),
  brackets: directory('bracket'),
  proposals: directory('proposal'),
  ballots: directory('ballot'),
})

/** The store as the commands see it while all of them run in one transaction: theirs are part of it. */
export const storeWithin = (c: Conn): Store => ({
  engine: c.engine,
  read: c,
  tx: (fn) => fn(c),
  stamp: () => Promise.reject(new Error('no page is made while a world is loaded')),
  close: () => Promise.reject(new Error('the transaction ends by itself')),
})

const actsPerLine = 2_000

/** Run all acts in the order of their instants; those of one instant in the order given. */
export async function replayActs(
  { loading, clock }: { loading: Loading; clock: { atMs: number } },
  acts: readonly Act[],
  say: (line: string) => void,
): Promise<void> {
  const inOrder = [...acts].sort((a, b) => a.atMs - b.atMs)
  for (const [i, act] of inOrder.entries()) {
    clock.atMs = act.atMs
    await act.run(loading)
    if ((i + 1) % actsPerLine === 0) say(`  ${i + 1} of ${acts.length} acts`)
  }
}

/** A command's answer. Data that a command refuses is a fault of the data. */
export function accepted<T, R>(result: Result<T, R>, what: string): T {
  if (!result.ok) throw new Error(`${what} was refused: ${JSON.stringify(result.error)}`)
  return result.value
}

export const actorOf = ({ people }: Loading, slug: string): NonNullable<Actor> => ({
  personId: people.get(slug),
})
