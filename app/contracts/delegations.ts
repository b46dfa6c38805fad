import { z } from 'zod'
import { memberRoles } from '~/domain/members/standing'
import { checkbox, line, oneOf } from './form'
import { slug } from './organisations'
import { personId, personName } from './people'
import { email } from './sign-in'

const place = { role: oneOf('The role', memberRoles), administrator: checkbox }

export const AddDelegation = z.strictObject({
  intent: z.literal('add-delegation'),
  slug,
  name: line('The name', { max: 160 }),
})
export const InviteMember = z.strictObject({
  intent: z.literal('invite'),
  name: personName,
  email: email('The e-mail address'),
  ...place,
})
export const ChangeMember = z.strictObject({ intent: z.literal('change'), person: personId, ...place })
export const RemoveMember = z.strictObject({ intent: z.literal('remove'), person: personId })
