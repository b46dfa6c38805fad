import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '~/answer.server'
import { requirePerson } from '~/session.server'
import { ForumChoice } from '~/ui/ballots/forum-choice'
import { QuestionFields } from '~/ui/ballots/question-fields'
import { Breadcrumbs } from '~/ui/kit/breadcrumbs'
import { Button } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { SelectField, TextField } from '~/ui/kit/field'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { choicesFor, prepareFrom } from './ballots._index/ballot-forms.server'

export const meta = () => [{ title: 'Prepare a ballot - Parley' }]

const here = '/desk/ballots/new'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const search = new URL(request.url).searchParams
  return { ...(await choicesFor(context, who, search.get('forum'))), norm: search.get('norm') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const done = await prepareFrom({ context, person, form: await readForm(request) })
  return done.ref === undefined ? done.answer : redirect(`/ballots/${done.ref}`)
}

export default function NewBallot() {
  const { forums, forum, rules, versions, norm } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const values = answer?.values ?? {}
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Ballots', href: '/ballots' }, { label: 'Prepare a ballot' }]} />
      <PageHead
        title="Prepare a ballot"
        lede="Nothing is frozen yet: the chair opens the ballot, and then roll, rule and text stand."
      />
      <div className="stack-loose">
        <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        {forums.length === 0 && (
          <EmptyState
            title="You may not prepare ballots in any forum."
            who="The secretariat or the chair of the forum"
          />
        )}
        {forums.length > 1 && <ForumChoice action={here} forums={forums} chosen={forum?.slug} />}
        {forum && rules.length === 0 && (
          <EmptyState title={`${forum.name} has not adopted a rule yet.`} who="Its chair adopts one first" />
        )}
        {forum && rules.length > 0 && (
          <Section title={forum.name}>
            <form method="post" action={`${here}?forum=${forum.slug}`} className="form">
              <QuestionFields errors={errors} values={values} forum={forum} rules={rules} />
              <SelectField
                name="version"
                label="Text"
                hint="Norms whose text is final. Leave it empty for a question without a text."
                optional
                prompt="No text"
                value={values.version ?? versions.find(({ ref }) => ref === norm)?.id}
                error={errors.version}
                options={versions.map(({ id, label }) => ({ value: id, label }))}
              />
              <TextField
                name="closesAt"
                type="datetime-local"
                label="Closing time"
                hint="The platform closes the ballot then. Without one, the chair closes it."
                optional
                short
                value={values.closesAt}
                error={errors.closesAt}
              />
              <TextField
                name="closesZone"
                label="Time zone of the closing time"
                hint="As in Europe/Lisbon, or UTC."
                short
                maxLength={64}
                value={values.closesZone ?? 'UTC'}
                error={errors.closesZone}
              />
              <Button>Prepare this ballot</Button>
            </form>
          </Section>
        )}
        <p>
          <a href="/desk/ballots/joint">Join the ballots of several forums into one result</a>
        </p>
      </div>
    </>
  )
}
