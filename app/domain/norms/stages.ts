import type { ForumId } from '../ids'
import { hasRole, type Role, type Standing } from '../members/standing'
import { ok, type Result, refuse } from '../result'
import type { Stage } from './norm'

/** What a guard may look at; read inside the transaction that changes the stage. */
export interface StageFacts {
  nowMs: number
  /** Paragraphs not removed. */
  paragraphs: number
  /** The newest frozen version; null when none was frozen yet. */
  latest: {
    /** Brackets left in its title, headings and paragraphs. */
    brackets: number
    /** Whether the live text is still the frozen one, word for word. */
    current: boolean
  } | null
  /** Until when the consultation is to run; null: open-ended. */
  closesAtMs: number | null
}

export type GuardRefusal =
  | { code: 'no-paragraphs' }
  | { code: 'closes-in-the-past' }
  | { code: 'nothing-frozen' }
  | { code: 'brackets-left'; brackets: number }
  | { code: 'draft-has-moved-on' }

/** 'ballot': no form leads there; opening or closing a ballot does. */
export type StageMover = Role | 'ballot'

export interface StageMove {
  from: Stage
  to: Stage
  by: readonly StageMover[]
  guard: (facts: StageFacts) => GuardRefusal | null
}

const always = () => null

function mayConsult({ paragraphs, closesAtMs, nowMs }: StageFacts): GuardRefusal | null {
  if (paragraphs === 0) return { code: 'no-paragraphs' }
  return closesAtMs !== null && closesAtMs <= nowMs ? { code: 'closes-in-the-past' } : null
}

function mayFinish({ latest }: StageFacts): GuardRefusal | null {
  if (!latest) return { code: 'nothing-frozen' }
  if (latest.brackets > 0) return { code: 'brackets-left', brackets: latest.brackets }
  return latest.current ? null : { code: 'draft-has-moved-on' }
}

const desk: readonly StageMover[] = ['secretariat', 'chair']

/** The whole way of a norm (N1). A move that is not listed does not exist. */
export const stageMoves: readonly StageMove[] = [
  { from: 'drafting', to: 'consultation', by: desk, guard: mayConsult },
  { from: 'consultation', to: 'drafting', by: desk, guard: always },
  { from: 'consultation', to: 'text-final', by: desk, guard: mayFinish },
  { from: 'text-final', to: 'ballot', by: ['ballot'], guard: always },
  { from: 'ballot', to: 'adopted', by: ['ballot'], guard: always },
  { from: 'ballot', to: 'rejected', by: ['ballot'], guard: always },
]

export type StageRefusal =
  | { code: 'no-such-move'; from: Stage; to: Stage }
  | { code: 'not-allowed'; by: readonly StageMover[] }
  | GuardRefusal

/** Who moves a norm on: a person by role, or the ballot on it. `null` is the platform itself, which may do what a role may. */
export type Mover = Standing | 'ballot' | null

/** N1-N3: whether the norm may go from one stage to another now. */
export function moveStage(
  norm: { stage: Stage; forumId: ForumId },
  to: Stage,
  mover: Mover,
  facts: StageFacts,
): Result<StageMove, StageRefusal> {
  const move = stageMoves.find((m) => m.from === norm.stage && m.to === to)
  if (!move) return refuse({ code: 'no-such-move', from: norm.stage, to })
  if (!mayMove(move, mover, norm.forumId)) return refuse({ code: 'not-allowed', by: move.by })
  const stopped = move.guard(facts)
  return stopped ? refuse(stopped) : ok(move)
}

function mayMove(move: StageMove, mover: Mover, forumId: ForumId): boolean {
  if (mover === 'ballot') return move.by.includes('ballot')
  if (mover === null) return !move.by.includes('ballot')
  return move.by.some((role) => role !== 'ballot' && hasRole(mover, role, forumId))
}

/** The moves a person could ask for, whatever the guards say; what a page offers. */
export const movesFor = (norm: { stage: Stage; forumId: ForumId }, who: Standing | null): StageMove[] =>
  who ? stageMoves.filter((m) => m.from === norm.stage && mayMove(m, who, norm.forumId)) : []
