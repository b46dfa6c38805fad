import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { plannable } from '~/commands/amendments/confirm-plan.server'
import { planText } from '~/contracts/amendments'
import { isOpenAmendment } from '~/domain/amendments/amendment'
import { collisions } from '~/domain/amendments/collisions'
import { mayChair, maySponsor } from '~/domain/amendments/may-amend'
import { namedChange } from '~/domain/amendments/stored-change'
import { proposeOrder } from '~/domain/amendments/voting-order'
import { type AmendmentsOf, amendmentsOf, shownAmendment } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { AmendmentItem } from '~/ui/amendments/amendment-item'
import { collisionWords } from '~/ui/amendments/amendment-words'
import { VotingOrder } from '~/ui/amendments/voting-order'
import { LinkButton } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { type AmendmentRow, amendments } from '~db/stores/amendments'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Amendments to ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const of = await amendmentsOf(read, norm)
  const { newest } = of
  const current = newest ? of.rows.filter((a) => a.versionId === newest.row.id) : []
  const tabled = current.filter((a) => a.status === 'tabled')
  const plan = newest && (await amendments(read).plan(newest.row.id))
  const lang = newest?.row.language ?? norm.language
  const proposed = newest ? proposeOrder(tabled.map(namedChange), newest.paragraphs, lang) : []
  return {
    head: await headOf(read, norm),
    version: newest && { number: newest.row.number, symbol: newest.row.symbol },
    groups: groupsOf(current, of),
    earlier: of.rows.filter((a) => !current.includes(a)).map((a) => shownAmendment(a, of)),
    collisions: collisions(current.filter((a) => isOpenAmendment(a.status)).map(namedChange)),
    proposed,
    proposedText: planText(proposed),
    plan: plan?.confirmedAt ? { steps: plan.steps, confirmedAt: plan.confirmedAt.toISOString() } : null,
    planIsStale: !!plan && newest !== null && isStale(plan.steps, of, newest.row.id),
    adopted: current.some((a) => a.status === 'adopted' || a.status === 'merged'),
    mayTable: newest !== null && maySponsor(who, 'table', norm).ok,
    mayPlan: who !== null && tabled.length > 0 && mayChair(who, 'plan', norm).ok,
  }
}

const isStale = (steps: readonly { ref: string }[], of: AmendmentsOf, versionId: string) =>
  plannable(of.rows, versionId).some((a) => !steps.some((s) => s.ref === a.ref))

/** In the order of the text; an amendment to an amendment stands with it. */
function groupsOf(current: readonly AmendmentRow[], of: AmendmentsOf) {
  const places = [null, ...(of.newest?.paragraphs.map((p) => p.id) ?? [])]
  return places.flatMap((id) => {
    const own = current.filter(
      (a) => (a.op === 'add' && !a.paragraphId && !a.parentId ? a.afterId : a.paragraphId) === id,
    )
    const rows = own
      .filter((a) => !a.parentId)
      .flatMap((a) => [a, ...of.rows.filter((b) => b.parentId === a.id)])
    // amendments to a new paragraph have no paragraph of their own and stand with their parent
    if (rows.length === 0) return []
    const number = id === null ? null : of.newest!.byId.get(id)!.number
    return [{ number, amendments: rows.map((a) => shownAmendment(a, of)) }]
  })
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Amendments() {
  const data = useLoaderData<typeof loader>()
  const { head, version, groups, earlier, mayTable } = data
  const at = `/norms/${head.ref}`
  return (
    <>
      <NormHead
        norm={head}
        tab="amendments"
        page={version ? `Amendments to version ${version.number}, ${version.symbol}` : 'Amendments'}
        action={mayTable && <LinkButton href={`${at}/amendments/new`}>Table an amendment</LinkButton>}
      />
      <div className="stack-loose page-body">
        {data.adopted && (
          <p>
            <a href={`${at}/amendments/preview`}>The text with the adopted amendments</a>
          </p>
        )}
        <div id="amendments" data-live="The amendments were updated" className="stack-loose">
          {groups.length === 0 && (
            <EmptyState
              title={version ? 'Amendments will stand here' : 'Amendments are to a frozen version'}
              who="Delegates of members with a voting seat, once a version is frozen and while the text is open"
            />
          )}
          {groups.map(({ number, amendments: list }) => (
            <Section key={number ?? ''} title={number === null ? 'At the beginning' : `Paragraph ${number}`}>
              <div className="stack">
                {list.map((a) => (
                  <AmendmentItem key={a.ref} amendment={a} at={at} />
                ))}
              </div>
            </Section>
          ))}
          <Collisions data={data} />
          <VotingOrder {...data} at={at} />
        </div>
        {earlier.length > 0 && (
          <Section title="To earlier versions">
            <div className="stack">
              {earlier.map((a) => (
                <AmendmentItem key={a.ref} amendment={a} at={at}>
                  <p className="small">To version {a.version}.</p>
                </AmendmentItem>
              ))}
            </div>
          </Section>
        )}
      </div>
    </>
  )
}

function Collisions({ data: { collisions: pairs } }: { data: Data }) {
  if (pairs.length === 0) return null
  return (
    <Section title="Amendments that collide">
      <ul>
        {pairs.map(({ a, b, kind }) => (
          <li key={`${a} ${b}`}>
            <a href={`#${a}`}>{a}</a> and <a href={`#${b}`}>{b}</a>: {collisionWords[kind]}
          </li>
        ))}
      </ul>
    </Section>
  )
}
