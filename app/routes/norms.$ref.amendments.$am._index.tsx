import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { isOpenAmendment } from '~/domain/amendments/amendment'
import { hasWords } from '~/domain/amendments/change'
import { collisions } from '~/domain/amendments/collisions'
import { maySponsor } from '~/domain/amendments/may-amend'
import { storedChange } from '~/domain/amendments/stored-change'
import { actsFor } from '~/pages/amendment-acts.server'
import { revisionsOf, rulingsOf } from '~/pages/amendment-past.server'
import { findAmendment, namedOf, shownAmendment } from '~/pages/amendments.server'
import { findNorm, headOf } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { AmendmentActs } from '~/ui/amendments/amendment-acts'
import { AmendmentChips, AmendmentRedline, SponsorList } from '~/ui/amendments/amendment-item'
import { Revisions, Rulings } from '~/ui/amendments/amendment-past'
import { amendmentAct, collisionWords } from '~/ui/amendments/amendment-words'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { Instant } from '~/ui/time'
import { amendments } from '~db/stores/amendments'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.amendment.ref} to ${data.head.ref} - Parley` : 'Not found - Parley' },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { of, row } = await findAmendment(context, norm, params.am)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const others = of.rows.filter((a) => a.versionId === row.versionId && isOpenAmendment(a.status))
  const pairs = isOpenAmendment(row.status) ? collisions(others.map((a) => namedOf(a, of))) : []
  const isNewest = row.versionId === of.newest?.row.id
  const amendable = isNewest && !row.parentId && isOpenAmendment(row.status) && hasWords(storedChange(row))
  return {
    head: await headOf(read, norm),
    amendment: shownAmendment(row, of),
    parent: row.parentId ? of.byId.get(row.parentId)!.ref : null,
    collisions: pairs
      .filter(({ a, b }) => a === row.ref || b === row.ref)
      .map(({ a, b, kind }) => ({ ref: a === row.ref ? b : a, kind })),
    acts: await actsFor(read, who, { norm, row, of, now: context.deps.now() }),
    coSponsors: of.sponsors
      .get(row.id)!
      .filter((s) => s.kind === 'co' && s.withdrawnAt === null)
      .map((s) => ({ id: s.delegationId, name: s.name })),
    needed: row.status === 'draft' ? of.terms.sponsorsNeeded : null,
    sponsorUntil: of.terms.sponsorUntil?.toISOString() ?? null,
    rulings: rulingsOf(row, of),
    revisions: await revisionsOf(read, row, of),
    mayAmend: amendable && maySponsor(who, 'table', norm).ok,
    history: (await amendments(read).acts(norm.ref, row.ref)).map(({ index, body }) => ({
      index,
      at: body.at,
      text: amendmentAct(body) ?? body.t,
    })),
  }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function AmendmentPage() {
  const data = useLoaderData<typeof loader>()
  const { head, amendment, acts, mayAmend, coSponsors } = data
  const at = `/norms/${head.ref}`
  const own = `${at}/amendments/${amendment.ref}`
  return (
    <>
      <NormHead norm={head} tab="amendments" page={`${amendment.ref}: ${amendment.title}`} />
      <div className="split norm-split">
        <div className="stack-loose" id="amendment" data-live="The amendment was updated">
          <Section title="The change">
            <AmendmentFacts data={data} at={at} />
          </Section>
          <Section title="Reason">
            <p className="plain-text" dir="auto">
              {amendment.reason}
            </p>
          </Section>
          <Section title="Sponsors">
            <Sponsors data={data} />
          </Section>
          <Rulings rulings={data.rulings} />
          <Revisions revisions={data.revisions} lang={amendment.lang} />
          <Section title="What happened">
            <ol className="entry-list small">
              {data.history.map(({ index, at: when, text }) => (
                <li key={index}>
                  {text}
                  <br />
                  <span className="muted">
                    <Instant at={when} /> · <a href={`/ledger/${index}`}>entry {index}</a>
                  </span>
                </li>
              ))}
            </ol>
          </Section>
        </div>
        <aside className="stack-loose" aria-label="Acts">
          <AmendmentActs own={own} acts={acts} coSponsors={coSponsors} />
          <ul className="link-list">
            {mayAmend && (
              <li>
                <a href={`${at}/amendments/new?amends=${amendment.ref}`}>Amend this amendment</a>
              </li>
            )}
            <li>
              <a href={`${at}/amendments`}>All amendments to {head.ref}</a>
            </li>
          </ul>
        </aside>
      </div>
    </>
  )
}

function Sponsors({ data }: { data: Data }) {
  const { amendment, needed, sponsorUntil } = data
  const active = amendment.sponsors.filter((s) => s.withdrawnAt === null).length
  return (
    <>
      {needed !== null && (
        <p>
          {active} of {needed} members stand behind it. It is before the forum once there are {needed}
          {sponsorUntil && (
            <>
              ; sponsors can join until <Instant at={sponsorUntil} />
            </>
          )}
          .
        </p>
      )}
      <SponsorList sponsors={amendment.sponsors} />
    </>
  )
}

function AmendmentFacts({ data, at }: { data: Data; at: string }) {
  const { amendment, parent, collisions: pairs } = data
  const { note, version, amendedBy } = amendment
  return (
    <div className="stack">
      <p className="cluster">
        <AmendmentChips amendment={amendment} />
        <span>
          To <a href={`${at}/versions/${version}`}>version {version}</a>
          {parent && (
            <>
              {', an amendment to '}
              <a href={`${at}/amendments/${parent}`}>{parent}</a>
            </>
          )}
        </span>
      </p>
      {note && (
        <p className="amendment-note" dir="auto">
          {note}
        </p>
      )}
      <AmendmentRedline amendment={amendment} />
      <Others
        words="Collides with"
        list={pairs.map((p) => ({ ref: p.ref, about: collisionWords[p.kind] }))}
        at={at}
      />
      <Others words="Amended by" list={amendedBy.map((ref) => ({ ref, about: '' }))} at={at} />
    </div>
  )
}

interface OthersProps {
  words: string
  list: readonly { ref: string; about: string }[]
  at: string
}

function Others({ words, list, at }: OthersProps) {
  if (list.length === 0) return null
  return (
    <div>
      <p>{words}:</p>
      <ul>
        {list.map(({ ref, about }) => (
          <li key={ref}>
            <a href={`${at}/amendments/${ref}`}>{ref}</a>
            {about && ` (${about})`}
          </li>
        ))}
      </ul>
    </div>
  )
}
