import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '~/answer.server'
import { requirePerson } from '~/session.server'
import { BallotChip } from '~/ui/ballots/ballot-head'
import { ForumChoice } from '~/ui/ballots/forum-choice'
import { QuestionFields } from '~/ui/ballots/question-fields'
import { Breadcrumbs } from '~/ui/kit/breadcrumbs'
import { Button } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextField } from '~/ui/kit/field'
import { Table } from '~/ui/kit/table'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { ballots } from '~db/stores/ballots'
import { choicesFor, joinFrom } from './ballots._index/ballot-forms.server'

export const meta = () => [{ title: 'Join ballots - Parley' }]

const here = '/desk/ballots/joint'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const choices = await choicesFor(context, who, new URL(request.url).searchParams.get('forum'))
  const { read } = context.deps.store
  const current = [
    ...(await ballots(read).list({ status: 'prepared', n: 50 })),
    ...(await ballots(read).list({ status: 'open', n: 50 })),
  ]
  return {
    ...choices,
    current: current
      .filter(({ kind }) => kind === 'single')
      .map(({ ref, title, forumName, status, outcome }) => ({ ref, title, forumName, status, outcome })),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const done = await joinFrom({ context, person, form: await readForm(request) })
  return done.ref === undefined ? done.answer : redirect(`/ballots/${done.ref}`)
}

export default function JointBallot() {
  const { forums, forum, rules, current } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const values = answer?.values ?? {}
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Ballots', href: '/ballots' }, { label: 'Join ballots' }]} />
      <PageHead
        title="Join ballots"
        lede="One result of several forums, counted under a rule that weighs them, when the last of them closes."
      />
      <div className="stack-loose">
        <ErrorSummary errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        {forums.length === 0 && (
          <EmptyState
            title="You may not join ballots in any forum."
            who="The secretariat or the chair of the forum"
          />
        )}
        {forums.length > 1 && <ForumChoice action={here} forums={forums} chosen={forum?.slug} />}
        {forum && (
          <Section title={`Under a rule of ${forum.name}`}>
            <form method="post" action={`${here}?forum=${forum.slug}`} className="form">
              <QuestionFields errors={errors} values={values} forum={forum} rules={rules} />
              <TextField
                name="ballots"
                label="Ballots"
                hint="References of the ballots to join, such as B-0003, B-0004: one of each forum, all on the same text."
                maxLength={400}
                value={values.ballots}
                error={errors.ballots}
              />
              <Button>Join these ballots</Button>
            </form>
          </Section>
        )}
        <Table
          caption="Ballots that are prepared or open"
          rows={current}
          rowKey={({ ref }) => ref}
          columns={[
            { header: 'Ballot', names: false, cell: ({ ref }) => <a href={`/ballots/${ref}`}>{ref}</a> },
            { header: 'Title', names: true, cell: ({ title }) => <bdi>{title}</bdi> },
            { header: 'Forum', cell: ({ forumName }) => forumName },
            { header: 'State', cell: (each) => <BallotChip {...each} /> },
          ]}
        />
      </div>
    </>
  )
}
