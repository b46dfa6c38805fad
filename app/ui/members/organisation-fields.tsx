import type { OrganisationKind } from '~/domain/members/standing'
import type { Answered } from '../kit/answered'
import { Check, SelectField, TextField } from '../kit/field'
import { optionsOf, organisationKindNames } from './names'

interface OrganisationFieldsProps {
  form: Answered
  organisation?: {
    name: string
    kind: OrganisationKind
    country: string
    region: string
    accredited: boolean
  }
}

/** What is said of an organisation, when it is added and when it is changed. */
export const OrganisationFields = ({ form, organisation }: OrganisationFieldsProps) => (
  <>
    <TextField
      name="name"
      label="Name"
      value={form.value('name', organisation?.name)}
      error={form.error('name')}
      maxLength={160}
    />
    <SelectField
      name="kind"
      label="Kind"
      short
      options={optionsOf(organisationKindNames)}
      value={form.value('kind', organisation?.kind)}
      error={form.error('kind')}
    />
    <TextField
      name="country"
      label="Country code"
      hint="Empty for an intergovernmental body."
      short
      optional
      value={form.value('country', organisation?.country)}
      error={form.error('country')}
      maxLength={20}
    />
    <TextField
      name="region"
      label="Region"
      short
      optional
      value={form.value('region', organisation?.region)}
      error={form.error('region')}
      maxLength={60}
    />
    <Check
      name="accredited"
      label="Accredited"
      hint="Only an accredited organisation can be given a seat, and only its delegations may act in one."
      checked={form.ticked('accredited', organisation?.accredited)}
    />
  </>
)
