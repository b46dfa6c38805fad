import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { reviseAmendment } from '~/commands/amendments/revise-amendment.server'
import { ReviseAmendment } from '~/contracts/amendments'
import { amendmentLimits } from '~/domain/amendments/amendment'
import { normLimits } from '~/domain/norms/norm'
import { actsFor, postAct } from '~/pages/amendment-acts.server'
import { findAmendment, shownAmendment } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import { findPerson } from '~/session.server'
import { AmendmentRedline } from '~/ui/amendments/amendment-item'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { SelectField, TextAreaField, TextField } from '~/ui/kit/field'
import { Notice } from '~/ui/kit/notice'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Revise ${data.amendment.ref} to ${data.head.ref} - Parley` : 'Not found - Parley' },
]

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { of, row } = await findAmendment(context, norm, params.am)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const acts = await actsFor(read, who, { norm, row, of, now: context.deps.now() })
  const newest = of.newest!
  const ownWords = row.parentId !== null || (row.paragraphId === null && row.op === 'add')
  return {
    head: await headOf(read, norm),
    may: acts.includes('revise'),
    version: newest.row.number,
    amendment: shownAmendment(row, of),
    moves: row.op === 'move',
    hasHeading: row.parentId === null && row.op !== 'move',
    afterId: row.afterId ?? '',
    /** As the newest version has the paragraph, where that is no longer what the amendment is to. */
    now:
      ownWords || row.versionId === newest.row.id ? null : (newest.byId.get(row.paragraphId!)?.text ?? null),
    paragraphs: newest.paragraphs
      .filter((p) => p.id !== row.paragraphId)
      .map(({ id, number }) => ({ value: id, label: `Paragraph ${number}` })),
  }
}

export const action = (args: ActionFunctionArgs) => postAct(args, ReviseAmendment, reviseAmendment)

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Revision() {
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { head, amendment, may } = data
  const errors = Object.entries(answer?.errors ?? {}).map(([field, message]) => ({ field, message }))
  return (
    <>
      <NormHead norm={head} tab="amendments" page={`Revise ${amendment.ref}`} />
      <div className="stack-loose page-body">
        <ErrorSummary errors={errors} title="The amendment was not revised" />
        {!may && (
          <Notice title="You can read this form, not send it">
            <p>The main sponsors revise an amendment, while it is open and no amendment to it was adopted.</p>
          </Notice>
        )}
        <Section title="As it stands">
          <AmendmentRedline amendment={amendment} />
        </Section>
        {data.now !== null && (
          <Section title={`The paragraph in version ${data.version}`}>
            <p className="norm-text" lang={amendment.lang} dir="auto">
              {data.now}
            </p>
          </Section>
        )}
        <Form data={data} errors={answer?.errors ?? {}} values={answer?.values ?? {}} />
      </div>
    </>
  )
}

interface FormProps {
  data: Data
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

function Form({ data, errors, values }: FormProps) {
  const { head, amendment, version, moves, hasHeading, afterId, paragraphs, may } = data
  return (
    <form method="post" action={`/norms/${head.ref}/amendments/${amendment.ref}/revision`} className="form">
      <input type="hidden" name="version" value={version} />
      {hasHeading && (
        <TextField
          name="heading"
          label="Heading"
          optional
          maxLength={normLimits.heading}
          value={values.heading ?? amendment.headingAfter}
          error={errors.heading}
        />
      )}
      {moves ? (
        <SelectField
          name="afterId"
          label="Stands after"
          optional
          prompt="Nothing: at the beginning"
          value={values.afterId ?? afterId}
          error={errors.afterId}
          options={paragraphs}
        />
      ) : (
        <TextAreaField
          name="text"
          label="Wording"
          hint={`Measured against version ${version}. What the amendment said until now is kept and shown.`}
          rows={8}
          lang={amendment.lang}
          maxLength={normLimits.text}
          value={values.text ?? (amendment.after || amendment.before)}
          error={errors.text}
        />
      )}
      <TextAreaField
        name="reason"
        label="Why it is revised"
        rows={3}
        maxLength={amendmentLimits.note}
        value={values.reason}
        error={errors.reason}
      />
      <Button disabled={!may}>Revise the amendment</Button>
    </form>
  )
}
