import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { DelegationId } from '~/domain/ids'
import { openOverTime } from '~/domain/norms/bracket-views'
import { isOpenText } from '~/domain/norms/norm'
import {
  bracketItems,
  bracketsOf,
  holdersOf,
  leftIn,
  leftInTitle,
  perDelegation,
  statesOf,
  unheld,
  viewed,
} from '~/pages/brackets.server'
import { findNorm, headOf } from '~/pages/norms.server'
import { undoOffered } from '~/pages/undo.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { NormHead } from '~/ui/norms/norm-head'
import { UndoForm } from '~/ui/norms/undo-form'
import { forums } from '~db/stores/forums'
import { paragraphStates } from '~db/stores/paragraph-states'
import { Counts } from './counts'
import { OverTime } from './over-time'
import { Package } from './package'
import { Standing } from './standing'
import { ViewedText } from './viewed-text'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Brackets of ${data.head.ref} - Parley` : 'Not found - Parley' },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const person = await findPerson(request, context)
  const who = person?.who ?? null
  const found = await bracketsOf(read, norm)
  const states = await statesOf(read, norm, who)
  const seats = (await forums(read).seats(norm.forumId)).filter((s) => s.votes)
  const delegations = seats.map((s) => ({ id: s.delegationId, name: s.delegationName, member: s.member }))
  const query = new URL(request.url).searchParams
  const as = delegations.find((d) => d.member === query.get('as'))
  const view = as ? { as: as.id as DelegationId } : query.get('view') === 'clean' ? 'clean' : 'all'
  const texts = viewed(found, view)
  const said = await paragraphStates(read).confirmations(norm.id)
  const rows = new Map(states.rows.map((p) => [p.id, p]))
  return {
    head: await headOf(read, norm),
    done: person && (await undoOffered(read, { request, ref: norm.ref, personId: person.personId })),
    open: isOpenText(norm.stage),
    packageDeal: norm.packageDeal,
    view: as
      ? { is: 'as' as const, ...as }
      : { is: view === 'clean' ? ('clean' as const) : ('all' as const) },
    title: texts.get('title')!,
    items: bracketItems(found, norm, who, states.settled),
    unheld: unheld(found),
    left: leftIn(found),
    titleLeft: leftInTitle(found),
    holders: await holdersOf(read, norm, states),
    perDelegation: perDelegation(found),
    delegations,
    overTime: openOverTime(
      found.all.map(({ placedAt, liftedAt, removedAt }) => ({ placedAt, liftedAt: liftedAt ?? removedAt })),
    ),
    may: {
      agree: states.mayAgree,
      reopen: states.mayReopen,
      place: states.mayPlace,
      delegation: states.delegation,
    },
    paragraphs: found.live.paragraphs.map(({ id, number, kind }) => ({
      id,
      number,
      kind,
      heading: texts.get(`heading ${id}`)!,
      text: texts.get(`text ${id}`)!,
      left: leftIn(found, id),
      settled: states.settled.has(id),
      state: rows.get(id)!.state,
      since: rows.get(id)!.stateSince?.toISOString() ?? null,
      confirmBy: rows.get(id)!.confirmBy?.toISOString() ?? null,
      said: said
        .filter((s) => s.paragraphId === id)
        .map(({ name, confirmed, delegationId }) => ({ name, confirmed, delegationId })),
    })),
  }
}
export type BracketsPage = ReturnType<typeof useLoaderData<typeof loader>>

export default function Brackets() {
  const page = useLoaderData<typeof loader>()
  return (
    <>
      <NormHead norm={page.head} tab="brackets" page="Brackets" />
      <div className="stack-loose page-body" id="brackets" data-live="The brackets were updated">
        {page.done && <UndoForm norm={page.head.ref} {...page.done} />}
        <Package page={page} />
        <Standing page={page} />
        <Counts page={page} />
        <OverTime page={page} />
        <ViewedText page={page} />
      </div>
    </>
  )
}
