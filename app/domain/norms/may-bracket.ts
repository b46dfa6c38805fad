import type { DelegationId, ForumId } from '../ids'
import type { Standing } from '../members/standing'
import { ok, type Result, refuse } from '../result'
import { mayHoldBracket, mayNorm, type NormCapacity, type NormRefusal } from './may-norm'
import type { Stage } from './norm'

/**
 * 'offer': an alternative in place of the bracketed words. 'drop' and 'choose': among the alternatives.
 * 'stand': take or leave a position on somebody else's bracket. 'object': stop a lift that the chair has proposed.
 * 'place': by its own placer, who takes that back or does it again.
 */
export type BracketAct =
  | 'place'
  | 'narrow'
  | 'lift'
  | 'propose-lift'
  | 'object'
  | 'stand'
  | 'offer'
  | 'drop'
  | 'choose'

export type BracketRefusal =
  | NormRefusal
  | { code: 'not-yours-to-hold' }
  | { code: 'chair-only' }
  | { code: 'delegations-only' }
  | { code: 'own-bracket' }

export interface BracketFacts {
  forumId: ForumId
  stage: Stage
  holderId: DelegationId | null
  /** Of the alternative that is dropped. */
  proponentId?: DelegationId | null
}

/** N13-N16: whether somebody may do this to a bracket, and in which capacity. `null` is the platform itself. */
export function mayBracket(
  who: Standing | null,
  act: BracketAct,
  { forumId, stage, holderId, proponentId }: BracketFacts,
): Result<NormCapacity, BracketRefusal> {
  const may = mayNorm(who, 'edit', { forumId, stage })
  if (!may.ok || who === null || act === 'offer') return may
  const { as, delegation } = may.value
  const chair = as === 'chair'
  switch (act) {
    case 'place':
      return mayHoldBracket(may.value, holderId) ? may : refuse({ code: 'not-yours-to-hold' })
    case 'narrow':
    case 'lift':
      return holds(may.value, holderId) ? may : refuse({ code: 'not-yours-to-hold' })
    case 'propose-lift':
    case 'choose':
      return chair ? may : refuse({ code: 'chair-only' })
    case 'drop':
      return chair || holds(may.value, proponentId ?? null) ? may : refuse({ code: 'not-yours-to-hold' })
    case 'object':
    case 'stand':
      if (!delegation) return refuse({ code: 'delegations-only' })
      return act === 'stand' && delegation === holderId ? refuse({ code: 'own-bracket' }) : ok(may.value)
  }
}

/** N13: what a delegation holds is its own; what nobody holds is the secretariat's and the chair's. */
const holds = (by: NormCapacity, holder: DelegationId | null): boolean =>
  holder === null ? by.as !== 'delegate' : by.as === 'delegate' && mayHoldBracket(by, holder)
