import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import { membershipFor } from '~/domain/ballots/may-ballot'
import { parseReceipt, receiptOf } from '~/domain/ballots/receipt'
import type { VotePart } from '~/domain/ledger/entry'
import { findBallot, headOf } from '~/pages/ballots.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { BallotHead } from '~/ui/ballots/ballot-head'
import { SideMark } from '~/ui/ballots/side'
import { LinkButton } from '~/ui/kit/button'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Notice } from '~/ui/kit/notice'
import { Instant } from '~/ui/time'
import { ballots } from '~db/stores/ballots'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Receipt ${data?.code ?? ''} - Parley` },
]
export const handle: RouteHandle = {
  rooms: ({ head }: Awaited<ReturnType<typeof loader>>) => [`ballot/${head.ref}`],
}

/** Receipts are found by their entries, so one that a later vote replaced is still good. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const ballot = await findBallot(context, params.ref)
  const code = parseReceipt(params.code ?? '')
  const { read } = context.deps.store
  const entries = code ? await ballots(read).voteEntries(ballot.ref) : []
  const entry = entries.find(({ leaf }) => receiptOf(leaf) === code)
  if (!code || !entry) notFound('receipt')
  const { member, parts, revision, at } = JSON.parse(entry.body) as {
    member: string
    parts: VotePart[]
    revision: number
    at: string
  }
  const elector = await ballots(read).elector(ballot.id, member)
  const person = await findPerson(request, context)
  const own =
    person !== null && elector !== null && membershipFor(person.who, elector.delegationId) !== undefined
  const [standing] = await ballots(read).votesOf(ballot.id, member)
  return {
    head: await headOf(read, ballot),
    code,
    index: entry.index,
    name: elector?.name ?? member,
    at,
    revision,
    // how somebody voted is nobody else's business until the ballot has closed
    choice: own || ballot.status === 'closed' ? (parts[0]?.choice ?? null) : null,
    replacedBy: standing && standing.revision > revision ? standing.receipt : null,
    own,
  }
}

export default function Receipt() {
  const { head, code, index, name, at, revision, choice, replacedBy, own } = useLoaderData<typeof loader>()
  const open = head.status === 'open'
  return (
    <>
      <BallotHead ballot={head} page={`Receipt ${code}`} />
      <div className="stack">
        <section id="standing" data-live="The state of this vote has changed">
          {replacedBy ? (
            <Notice kind="warning" title="A later vote stands in place of this one.">
              <p>
                See receipt <a href={`/ballots/${head.ref}/receipts/${replacedBy}`}>{replacedBy}</a>.
              </p>
            </Notice>
          ) : (
            <Notice kind="success" title={open ? 'This vote is recorded.' : 'This vote was counted.'}>
              {open && own && <p>It can be changed until the ballot closes.</p>}
            </Notice>
          )}
        </section>
        <DefinitionList
          facts={[
            { term: 'Code', value: <strong className="numeric">{code}</strong> },
            { term: 'Vote of', value: name },
            { term: 'Vote', value: choice ? <SideMark side={choice} /> : 'Shown after the closing' },
            { term: 'Recorded', value: <Instant at={at} seconds /> },
            { term: 'Revision', value: revision },
            {
              term: 'Ledger',
              value: index === null ? 'Being entered' : <a href={`/ledger/${index}`}>Entry {index}</a>,
            },
          ]}
        />
        <p className="muted small">
          The code is the beginning of the hash of the ledger entry of this vote: whoever has the ledger can
          find it there. Keep this page, or print it.
        </p>
        <p>
          <LinkButton href={`/ballots/${head.ref}`} kind="quiet">
            Back to {head.ref}
          </LinkButton>
        </p>
      </div>
    </>
  )
}
