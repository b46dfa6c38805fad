import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { confirmPlan, plannable } from '~/commands/amendments/confirm-plan.server'
import { ConfirmPlan, planText } from '~/contracts/amendments'
import { parseForm } from '~/contracts/form'
import { mayChair } from '~/domain/amendments/may-amend'
import { shiftStep } from '~/domain/amendments/plan-order'
import { type PlanStep, planProblem } from '~/domain/amendments/voting-order'
import { amendmentsOf } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import { votingPlan } from '~/pages/voting-plan.server'
import { findPerson, requirePerson } from '~/session.server'
import { amendmentRefusalWords } from '~/ui/amendments/amendment-refusal'
import { OrderSteps } from '~/ui/amendments/voting-order'
import { Button } from '~/ui/kit/button'
import { Disclosure } from '~/ui/kit/disclosure'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { TextAreaField } from '~/ui/kit/field'
import { Notice } from '~/ui/kit/notice'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Order of voting on amendments to ${data?.head.ref ?? 'a norm'} - Parley` },
]

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const of = await amendmentsOf(read, norm)
  const plan = await votingPlan(read, of)
  const open = of.newest ? plannable(of.rows, of.newest.row.id) : []
  const steps = askedSteps(new URL(request.url).searchParams, plan.proposed)
  const problem = planProblem(steps, open)
  return {
    head: await headOf(read, norm),
    steps: steps.map((step) => ({
      ...(plan.proposed.find((s) => s.ref === step.ref) ?? {
        title: 'Not tabled',
        removal: null,
        distance: 0,
      }),
      ...step,
    })),
    text: planText(steps),
    problem: problem && amendmentRefusalWords(problem),
    confirmed: plan.confirmed !== null,
    mayPlan: who !== null && open.length > 0 && mayChair(who, 'plan', norm).ok,
  }
}

/** The order in the address with the step that was asked for; without one, or with a wrong one, the proposed order. */
function askedSteps(search: URLSearchParams, proposed: readonly PlanStep[]): readonly PlanStep[] {
  const given = ConfirmPlan.safeParse({ plan: search.get('plan') ?? '' })
  const steps = given.success ? given.data.plan : proposed
  const [, ref, way] = /^(AM-\d{1,9}) (up|down)$/.exec(search.get('move') ?? '') ?? []
  return ref ? shiftStep(steps, ref, way === 'up' ? -1 : 1) : steps
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(ConfirmPlan, form)
  if (!input.ok) return invalid(input.error, form)
  const ref = params.ref!
  const done = await confirmPlan(context.deps, person, { ref, steps: input.value.plan })
  if (!done.ok) return refused(done.error.code, amendmentRefusalWords(done.error), form, '', 'plan')
  return redirect(`/norms/${ref}/amendments#order`)
}

export default function Order() {
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { head, steps, text, problem, confirmed, mayPlan } = data
  const page = `/norms/${head.ref}/amendments/plan`
  const errors = Object.entries(answer?.errors ?? {}).map(([field, message]) => ({ field, message }))
  return (
    <>
      <NormHead norm={head} tab="amendments" page="Order of voting" />
      <div className="stack-loose page-body">
        <ErrorSummary errors={errors} title="The order was not confirmed" />
        {steps.length === 0 ? (
          <EmptyState title="No amendment to the newest version is tabled" />
        ) : (
          <>
            <p>
              Furthest removed from the text first. When one is adopted, those that cannot stand beside it
              fall and are not put to the vote.
            </p>
            {problem && (
              <Notice kind="warning" title="This order cannot be confirmed">
                <p>{problem}</p>
              </Notice>
            )}
            <form method="get" action={page}>
              <input type="hidden" name="plan" value={text} />
              <OrderSteps steps={steps} at={`/norms/${head.ref}`} movable={mayPlan} />
            </form>
            {mayPlan && (
              <Section title={confirmed ? 'Confirm this order in place of the other' : 'Confirm this order'}>
                <ConfirmForm page={page} text={answer?.values.plan ?? text} error={answer?.errors.plan} />
              </Section>
            )}
          </>
        )}
        <p>
          <a href={`/norms/${head.ref}/amendments`}>All amendments to {head.ref}</a>
        </p>
      </div>
    </>
  )
}

function ConfirmForm({ page, text, error }: { page: string; text: string; error: string | undefined }) {
  return (
    <form method="post" action={page} className="form">
      <Disclosure summary="Write the order, or what falls with what" open={error !== undefined}>
        <TextAreaField
          name="plan"
          label="Order of voting"
          hint="One amendment a line. After “>” stand those that fall if it is adopted: AM-3 > AM-5, AM-7"
          value={text}
          error={error}
          rows={Math.min(20, text.split('\n').length + 2)}
        />
      </Disclosure>
      <Button>Confirm the order</Button>
    </form>
  )
}
