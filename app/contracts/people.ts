import { z } from 'zod'
import type { ForumId, PersonId } from '~/domain/ids'
import { roles } from '~/domain/members/standing'
import { id, line, oneOf, optional } from './form'
import { email } from './sign-in'

export const personName = line('The name', { max: 120 })

export const AddPerson = z.strictObject({
  intent: z.literal('add'),
  name: personName,
  email: email('The e-mail address'),
})
export const ChangePerson = z.strictObject({
  intent: z.literal('change'),
  name: personName,
  email: email('The e-mail address'),
})

const held = {
  role: oneOf('The role', roles),
  /** Absent: everywhere. */
  forum: optional(id<ForumId>('The forum')),
}
export const GrantRole = z.strictObject({ intent: z.literal('grant'), ...held })
export const RevokeRole = z.strictObject({ intent: z.literal('revoke'), ...held })
/** Typed to confirm, because it cannot be undone. */
export const RemovePerson = z.strictObject({
  intent: z.literal('remove'),
  confirmation: z.literal('remove', { error: 'Type the word remove to confirm.' }),
})

export const personId = id<PersonId>('The person')
