import type { MemberRole } from '~/domain/members/standing'
import { type Answered, answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { Disclosure } from '~/ui/kit/disclosure'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { Check, SelectField, TextField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import { memberRoleNames, optionsOf } from '~/ui/members/names'

interface Member {
  personId: string
  name: string
  role: MemberRole
  administrator: boolean
}

interface MemberFormsProps {
  slug: string
  members: readonly Member[]
  /** What the last post was answered. */
  answer: unknown
}

/** Only drawn for whoever runs the delegation; the commands ask again. */
export function MemberForms({ slug, members, answer }: MemberFormsProps) {
  const forms = [
    answered(answer),
    answered(answer, 'invite'),
    ...members.map((m) => answered(answer, m.personId)),
  ]
  return (
    <Section title="Run the delegation" id="run">
      <div className="stack">
        <ErrorSummary errors={forms.flatMap((f) => f.errors)} />
        <div>
          <Disclosure summary="Invite a person" open={answered(answer, 'invite').errors.length > 0}>
            <InviteForm slug={slug} form={answered(answer, 'invite')} />
          </Disclosure>
          {members.map((member) => (
            <Disclosure
              key={member.personId}
              summary={<bdi>{member.name}</bdi>}
              open={answered(answer, member.personId).errors.length > 0}
            >
              <MemberForm slug={slug} member={member} form={answered(answer, member.personId)} />
            </Disclosure>
          ))}
        </div>
      </div>
    </Section>
  )
}

const InviteForm = ({ slug, form }: { slug: string; form: Answered }) => (
  <form className="form" method="post" action={`/delegations/${slug}`}>
    <input type="hidden" name="intent" value="invite" />
    <TextField
      name="name"
      label="Name"
      value={form.value('name')}
      error={form.error('name')}
      maxLength={120}
    />
    <TextField
      name="email"
      type="email"
      label="E-mail address"
      hint="The person signs in with it. It is not shown to anybody else."
      value={form.value('email')}
      error={form.error('email')}
      maxLength={254}
    />
    <SelectField
      name="role"
      label="Role"
      short
      options={optionsOf(memberRoleNames)}
      value={form.value('role', 'adviser')}
      error={form.error('role')}
    />
    <Check
      name="administrator"
      label="May run the delegation"
      hint="Invite, change and remove its people."
      checked={form.ticked('administrator')}
    />
    <Button>Invite</Button>
  </form>
)

function MemberForm({ slug, member, form }: { slug: string; member: Member; form: Answered }) {
  const { personId } = member
  return (
    <>
      <form className="form" method="post" action={`/delegations/${slug}`}>
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="person" value={personId} />
        <SelectField
          id={`role-${personId}`}
          name="role"
          label="Role"
          short
          options={optionsOf(memberRoleNames)}
          value={form.value('role', member.role)}
          error={form.error('role')}
        />
        <Check
          id={`administrator-${personId}`}
          name="administrator"
          label="May run the delegation"
          checked={form.ticked('administrator', member.administrator)}
        />
        <Button kind="quiet">Save</Button>
      </form>
      <form method="post" action={`/delegations/${slug}`}>
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="person" value={personId} />
        <Button kind="danger">Remove from the delegation</Button>
      </form>
    </>
  )
}
