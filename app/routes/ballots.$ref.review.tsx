import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ReviewVote } from '~/contracts/ballots'
import { votingDelegations } from '~/domain/ballots/may-ballot'
import { factsOf, findBallot, headOf } from '~/pages/ballots.server'
import { requirePerson } from '~/session.server'
import { BallotHead } from '~/ui/ballots/ballot-head'
import { figure } from '~/ui/ballots/figure'
import { SideMark } from '~/ui/ballots/side'
import { Button, LinkButton } from '~/ui/kit/button'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Section } from '~/ui/layout/section'
import { ballots } from '~db/stores/ballots'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Review your vote in ${data?.head.ref ?? 'a ballot'} - Parley` },
]

/** The step between choosing and voting: nothing is recorded by looking at it. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const ballot = await findBallot(context, params.ref)
  const asked = ReviewVote.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success || ballot.status !== 'open') throw redirect(`/ballots/${ballot.ref}#voting`)
  const { read } = context.deps.store
  const { member, choice } = asked.data
  const own = await ballots(read).electorsOf(ballot.id, votingDelegations(who))
  const elector = own.find((each) => each.member === member)
  if (!elector) {
    const words = 'You are not a member of a delegation that votes for this place on the roll.'
    throw new Response(words, { status: 403, statusText: 'Forbidden' })
  }
  const [before] = await ballots(read).votesOf(ballot.id, member)
  const facts = await factsOf(read, ballot)
  return {
    head: await headOf(read, ballot),
    question: facts.question,
    text: facts.text,
    textHash: ballot.textHash ?? '',
    elector: { member, name: elector.name, weights: elector.weights },
    choice,
    before: before ? before.choice : null,
  }
}

export default function Review() {
  const { head, question, text, textHash, elector, choice, before } = useLoaderData<typeof loader>()
  const weights = Object.entries(elector.weights).map(([measure, value]) => `${measure} ${figure(value)}`)
  return (
    <>
      <BallotHead ballot={head} page="Review your vote" />
      <div className="stack-loose">
        <DefinitionList
          facts={[
            { term: 'Your vote', value: <SideMark side={choice} /> },
            { term: 'In place of', value: before && before !== choice && <SideMark side={before} /> },
            { term: 'On behalf of', value: `${elector.name} (${elector.member} on the roll)` },
            { term: 'Weight', value: ['1 member', ...weights].join(', ') },
            { term: 'Question', value: <span dir="auto">{question}</span> },
            {
              term: 'Text',
              value: text && (
                <a href={`/norms/${text.ref}/versions/${text.number}`}>
                  {text.ref}, version {text.number} ({text.symbol})
                </a>
              ),
            },
            { term: 'Hash of the text', value: <CopyableHash value={textHash} full /> },
          ]}
        />
        <Section title="Nothing is recorded yet">
          <form method="post" action={`/ballots/${head.ref}/votes`} className="stack">
            <input type="hidden" name="member" value={elector.member} />
            <input type="hidden" name="choice" value={choice} />
            <input type="hidden" name="textHash" value={textHash} />
            <p>When you confirm, the vote enters the ledger and you get a receipt.</p>
            <p className="cluster">
              <Button>Confirm and vote</Button>
              <LinkButton href={`/ballots/${head.ref}#voting`} kind="quiet">
                Go back
              </LinkButton>
            </p>
          </form>
        </Section>
      </div>
    </>
  )
}
