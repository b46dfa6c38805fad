import { unreachable } from '../assert'
import { maxRuleCharacters } from '../ballots/ballot'
import type { Said } from '../members/refusal'
import type { SeatListRefusal } from './seat'

/** What keeps a change to forums, seats and rules from being made. */
export type ForumRefusal =
  | { code: 'not-allowed' }
  | { code: 'not-found'; what: 'forum' | 'seat' | 'rule' | 'delegation' }
  | { code: 'slug-taken'; slug: string }
  | { code: 'parent-impossible' }
  | SeatListRefusal
  | { code: 'not-accredited' }
  | { code: 'seat-ended' }
  | { code: 'rule-unchanged'; key: string; version: number }
  | { code: 'rule-outdated' }
  | { code: 'rule-too-long' }
  | { code: 'unchanged' }

const whole = (message: string): Said => ({ field: '', message })

export function sayForumRefusal(refusal: ForumRefusal): Said {
  switch (refusal.code) {
    case 'not-allowed':
      return whole('You are not allowed to change this forum.')
    case 'not-found':
      return whole(`There is no such ${refusal.what}. It may have been removed meanwhile.`)
    case 'slug-taken':
      return { field: 'slug', message: `The short name ${refusal.slug} is taken. Choose another.` }
    case 'parent-impossible':
      return { field: 'parent', message: 'This forum cannot be the parent: it does not exist or is below.' }
    case 'member-taken':
      return {
        field: 'member',
        message: `The code ${refusal.member} is or was another seat's, and rolls keep it. Choose another.`,
      }
    case 'already-seated':
      return {
        field: 'delegation',
        message: `This delegation sits in the forum already, as ${refusal.member}.`,
      }
    case 'not-accredited':
      return { field: 'delegation', message: 'Its organisation is not accredited. Accredit it first.' }
    case 'seat-ended':
      return whole('This seat has ended. Add the delegation again to give it back.')
    case 'rule-unchanged':
      return whole(`This is what ${refusal.key}, version ${refusal.version}, says already.`)
    case 'rule-too-long':
      return {
        field: 'rule',
        message: `The rule is too long: at most ${maxRuleCharacters} characters fit into the record of a ballot.`,
      }
    case 'rule-outdated':
      return whole('Only the newest version of a rule can be the default.')
    case 'unchanged':
      return whole('Nothing was changed, because nothing differs from what is there.')
    default:
      return unreachable(refusal)
  }
}
