import { z } from 'zod'
import { isSlug } from '~/domain/forums/forum'
import { organisationKinds } from '~/domain/members/standing'
import { checkbox, line, oneOf } from './form'

export const slug = line('The short name', { max: 60 }).refine((s) => s === '' || isSlug(s), {
  message: 'The short name may have lower-case letters a to z, digits, and single hyphens between them.',
})

const said = {
  name: line('The name', { max: 160 }),
  kind: oneOf('The kind', organisationKinds),
  country: line('The country code', { min: 0, max: 20 }),
  region: line('The region', { min: 0, max: 60 }),
  accredited: checkbox,
}

export const AddOrganisation = z.strictObject({ intent: z.literal('add'), slug, ...said })
export const ChangeOrganisation = z.strictObject({ intent: z.literal('change'), ...said })
