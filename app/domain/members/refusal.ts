import { unreachable } from '../assert'
import { type LinkRefusal, linkMinutes } from './sign-in'

/** What keeps a change to people, organisations and delegations from being made. */
export type MemberRefusal =
  | { code: 'not-allowed' }
  | { code: 'not-found'; what: 'person' | 'organisation' | 'delegation' | 'member' | 'forum' }
  | { code: 'slug-taken'; slug: string }
  | { code: 'email-taken' }
  | { code: 'already-member' }
  | { code: 'last-administrator' }
  | { code: 'role-held' }
  | { code: 'role-not-held' }
  | { code: 'role-is-everywhere' }
  | { code: 'unchanged' }

export type SignInRefusal =
  | LinkRefusal
  | { code: 'link-for-nobody' }
  | { code: 'too-many'; until: Date }
  | { code: 'not-fictional' }
  | { code: 'not-found'; what: 'session' | 'person' }

export interface Said {
  /** The form field it is about; '' for the whole. */
  field: string
  message: string
}

const whole = (message: string): Said => ({ field: '', message })

export function sayMemberRefusal(refusal: MemberRefusal): Said {
  switch (refusal.code) {
    case 'not-allowed':
      return whole('You are not allowed to change this.')
    case 'not-found':
      return whole(`There is no such ${refusal.what}. It may have been removed meanwhile.`)
    case 'slug-taken':
      return { field: 'slug', message: `The short name ${refusal.slug} is taken. Choose another.` }
    case 'email-taken':
      return { field: 'email', message: 'Another person already has this e-mail address.' }
    case 'already-member':
      return { field: 'email', message: 'This person is in the delegation already.' }
    case 'last-administrator':
      return whole('The last administrator cannot be removed. Make somebody else administrator first.')
    case 'role-held':
      return { field: 'role', message: 'This person holds this role already.' }
    case 'role-not-held':
      return { field: 'role', message: 'This person does not hold this role.' }
    case 'role-is-everywhere':
      return {
        field: 'forum',
        message: 'An administrator is administrator everywhere. Leave the forum empty.',
      }
    case 'unchanged':
      return whole('Nothing was changed, because nothing differs from what is there.')
    default:
      return unreachable(refusal)
  }
}

export function saySignInRefusal(refusal: SignInRefusal): string {
  switch (refusal.code) {
    case 'link-unknown':
      return 'This sign-in link is not known here. It may have been cut off when it was copied.'
    case 'link-for-nobody':
      return 'This sign-in link was asked for an address that nobody here uses.'
    case 'link-used':
      return 'This sign-in link has been used. Each link works once.'
    case 'link-expired':
      return `This sign-in link has expired. A link works for ${linkMinutes} minutes.`
    case 'too-many':
      return 'Too many sign-in links were asked for in the last hour.'
    case 'not-fictional':
      return 'Nobody can be entered as outside the demonstration world.'
    case 'not-found':
      return `There is no such ${refusal.what}.`
    default:
      return unreachable(refusal)
  }
}
