import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { isOpenAmendment } from '~/domain/amendments/amendment'
import { collisions } from '~/domain/amendments/collisions'
import { mayChair, maySponsor } from '~/domain/amendments/may-amend'
import { cutOffRefusal } from '~/domain/amendments/terms'
import { type AmendmentsOf, amendmentsOf, namedOf, shownAmendment } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import { votingPlan } from '~/pages/voting-plan.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { AmendmentItem } from '~/ui/amendments/amendment-item'
import { collisionWords } from '~/ui/amendments/amendment-words'
import { VotingOrder } from '~/ui/amendments/voting-order'
import { Button, LinkButton } from '~/ui/kit/button'
import { Disclosure } from '~/ui/kit/disclosure'
import { EmptyState } from '~/ui/kit/empty-state'
import { TextField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { plural } from '~/ui/norms/norm-words'
import { Instant } from '~/ui/time'
import type { AmendmentRow } from '~db/stores/amendments'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Amendments to ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const of = await amendmentsOf(read, norm)
  const { newest, terms } = of
  const current = newest ? of.rows.filter((a) => a.versionId === newest.row.id) : []
  const plan = await votingPlan(read, of)
  const late = cutOffRefusal('table', terms, context.deps.now())
  return {
    head: await headOf(read, norm),
    version: newest && { number: newest.row.number, symbol: newest.row.symbol },
    groups: groupsOf(current, of),
    earlier: of.rows.filter((a) => !current.includes(a)).map((a) => shownAmendment(a, of)),
    collisions: collisions(current.filter((a) => isOpenAmendment(a.status)).map((a) => namedOf(a, of))),
    plan,
    terms: {
      sponsorsNeeded: terms.sponsorsNeeded,
      tableUntil: terms.tableUntil?.toISOString() ?? null,
      sponsorUntil: terms.sponsorUntil?.toISOString() ?? null,
    },
    adopted: current.some((a) => a.status === 'adopted' || a.status === 'merged'),
    mayTable: newest !== null && !late && maySponsor(who, 'table', norm).ok,
    mayPlan: who !== null && plan.proposed.length > 0 && mayChair(who, 'plan', norm).ok,
    maySetTerms: who !== null && mayChair(who, 'set-terms', norm).ok,
  }
}

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
  const { head, version, groups, earlier, mayTable, plan, mayPlan } = data
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
        <Terms terms={data.terms} maySet={data.maySetTerms} at={at} />
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
          <VotingOrder {...plan} mayPlan={mayPlan} at={at} />
          {groups.map(({ number, amendments: list }) => (
            <Section key={number ?? ''} title={number === null ? 'At the beginning' : `Paragraph ${number}`}>
              <div className="stack">
                {list.map((a) => (
                  <AmendmentItem key={a.ref} amendment={a} at={at}>
                    <CollidesWith am={a.ref} pairs={data.collisions} at={at} />
                  </AmendmentItem>
                ))}
              </div>
            </Section>
          ))}
        </div>
        {earlier.length > 0 && (
          <Section title="To earlier versions">
            <div className="stack">
              {earlier.map((a) => (
                <AmendmentItem key={a.ref} amendment={a} at={at}>
                  <p className="small">
                    To version {a.version}.{a.note && ` ${a.note}`}
                  </p>
                </AmendmentItem>
              ))}
            </div>
          </Section>
        )}
      </div>
    </>
  )
}

interface TermsProps {
  terms: Data['terms']
  maySet: boolean
  at: string
}

function Terms({ terms, maySet, at }: TermsProps) {
  const { sponsorsNeeded, tableUntil, sponsorUntil } = terms
  return (
    <div id="terms" className="stack-tight">
      <p className="small muted">
        {plural(sponsorsNeeded, 'member')} must stand behind an amendment.{' '}
        {tableUntil && (
          <>
            Amendments are tabled until <Instant at={tableUntil} />.{' '}
          </>
        )}
        {sponsorUntil && (
          <>
            Sponsors join until <Instant at={sponsorUntil} />.
          </>
        )}
      </p>
      {maySet && (
        <Disclosure summary="Set how many sponsors, and until when">
          <form method="post" action={`${at}/amendments/terms`} className="form">
            <TextField
              name="sponsorsNeeded"
              label="Members behind an amendment"
              short
              type="number"
              min={1}
              max={99}
              value={String(sponsorsNeeded)}
            />
            <TextField
              name="tableUntil"
              label="Tabled until (UTC)"
              hint="A later time waives a deadline that has passed."
              optional
              short
              type="datetime-local"
              value={tableUntil?.slice(0, 16)}
            />
            <TextField
              name="sponsorUntil"
              label="Co-sponsored until (UTC)"
              optional
              short
              type="datetime-local"
              value={sponsorUntil?.slice(0, 16)}
            />
            <Button>Set the terms</Button>
          </form>
        </Disclosure>
      )}
    </div>
  )
}

interface CollidesProps {
  am: string
  pairs: Data['collisions']
  at: string
}

/** Said on both amendments of a pair. */
function CollidesWith({ am, pairs, at }: CollidesProps) {
  const own = pairs.filter(({ a, b }) => a === am || b === am)
  if (own.length === 0) return null
  return (
    <p className="small amendment-collides">
      Collides with{' '}
      {own.map(({ a, b, kind }, i) => {
        const other = a === am ? b : a
        return (
          <span key={other}>
            {i > 0 && '; '}
            <a href={`${at}/amendments#${other}`}>{other}</a>: {collisionWords[kind]}
          </span>
        )
      })}
      .
    </p>
  )
}
