import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { proposeNorm } from '~/commands/norms/propose-norm.server'
import { parseForm } from '~/contracts/form'
import { ProposeNorm } from '~/contracts/norms'
import { languageNames } from '~/domain/languages'
import { mayNorm } from '~/domain/norms/may-norm'
import { normKinds, normLimits } from '~/domain/norms/norm'
import { requirePerson } from '~/session.server'
import { Breadcrumbs } from '~/ui/kit/breadcrumbs'
import { Button } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { SelectField, TextAreaField, TextField } from '~/ui/kit/field'
import { PageHead } from '~/ui/layout/page-head'
import { normRefusalWords } from '~/ui/norms/norm-refusal'
import { normKindWords } from '~/ui/norms/norm-words'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction = () => [{ title: 'Propose a norm - Parley' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const all = await forums(context.deps.store.read).list()
  return {
    forums: all
      .filter((f) => mayNorm(who, 'propose', { forumId: f.id }).ok)
      .map(({ id, name }) => ({ value: id as string, label: name })),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(ProposeNorm, form)
  if (!input.ok) return invalid(input.error, form)
  const done = await proposeNorm(context.deps, person, input.value)
  if (!done.ok) return refused(done.error.code, normRefusalWords(done.error), form)
  return redirect(`/desk/norms/${done.value.ref}`)
}

export default function Propose() {
  const { forums } = useLoaderData<typeof loader>()
  const { errors = {}, values = {} } = useActionData<typeof action>() ?? {}
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Desk', href: '/desk' }, { label: 'Propose a norm' }]} />
      <PageHead
        title="Propose a norm"
        lede="It gets a reference and begins in drafting, in public. Its paragraphs are written on the drafting desk."
      />
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
        title="The norm was not proposed"
      />
      {forums.length === 0 ? (
        <EmptyState
          title="You cannot propose a norm yet"
          who="The secretariat, the chair, and delegates of members with a voting seat in a forum"
        />
      ) : (
        <form method="post" className="form">
          <TextField
            name="title"
            label="Title"
            maxLength={normLimits.title}
            value={values.title}
            error={errors.title}
          />
          <SelectField
            name="forumId"
            label="Forum"
            hint="Its members draft the text and vote on it."
            options={forums}
            value={values.forumId}
            error={errors.forumId}
          />
          <SelectField
            name="kind"
            label="Kind"
            short
            options={normKinds.map((k) => ({ value: k, label: normKindWords[k] }))}
            value={values.kind ?? 'norm'}
            error={errors.kind}
          />
          <SelectField
            name="language"
            label="Language of the text"
            short
            options={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
            value={values.language ?? 'en'}
            error={errors.language}
          />
          <TextAreaField
            name="summary"
            label="In plain words"
            hint="What it is for, a sentence a line, for readers who are no lawyers."
            optional
            rows={5}
            maxLength={normLimits.summary}
            value={values.summary}
            error={errors.summary}
          />
          <Button>Propose the norm</Button>
        </form>
      )}
    </>
  )
}
