import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import { ruleInWords } from '~/domain/ballots/words'
import { mayManageForum } from '~/domain/forums/may-manage-forum'
import type { RouteHandle } from '~/root'
import { findPerson } from '~/session.server'
import { forumKindNames } from '~/ui/forums/names'
import { RuleWords } from '~/ui/forums/rule-words'
import { Breadcrumbs } from '~/ui/kit/breadcrumbs'
import { LinkButton } from '~/ui/kit/button'
import { DefinitionList } from '~/ui/kit/definition-list'
import { EmptyState } from '~/ui/kit/empty-state'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { regionName } from '~/ui/members/names'
import { Instant } from '~/ui/time'
import { ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'
import { people } from '~db/stores/people'
import { SeatTables } from './seat-tables'
import { Work } from './work'

export const handle: RouteHandle = { rooms: (data: { slug: string }) => [`forum/${data.slug}`] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? 'No such forum'} - Parley` },
]

const shown = 10

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { read } = context.deps.store
  const forum = await forums(read).bySlug(params.slug ?? '')
  if (!forum) notFound('forum')
  const { id: forumId, parentId, ...said } = forum
  const person = await findPerson(request, context)
  const listed = (status: 'open' | 'prepared' | 'closed') => ballots(read).list({ status, forumId, n: shown })
  return {
    ...said,
    parent: parentId ? await forums(read).byId(parentId) : null,
    seats: await forums(read).seats(forumId),
    rules: (await forums(read).currentRules(forumId)).map(({ id, key, title, version, isDefault, body }) => ({
      id,
      key,
      title,
      version,
      isDefault,
      source: body.source ?? null,
      words: ruleInWords(body),
    })),
    officers: (await people(read).officers(forumId)).map(({ name, role }) => ({ name, role })),
    norms: await norms(read).list({ forumId, n: shown }),
    ballots: [...(await listed('open')), ...(await listed('prepared')), ...(await listed('closed'))],
    mayManage: mayManageForum(person?.who ?? null, forumId),
  }
}

export type ForumPage = ReturnType<typeof useLoaderData<typeof loader>>

export default function Forum() {
  const page = useLoaderData<typeof loader>()
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Forums', href: '/forums' }, { label: page.name }]} />
      <PageHead
        eyebrow={[forumKindNames[page.kind], regionName(page.region)].filter(Boolean).join(' · ')}
        title={<bdi>{page.name}</bdi>}
        actions={
          page.mayManage && (
            <>
              <LinkButton kind="quiet" href={`/admin/forums/${page.slug}/seats`}>
                Seats and weights
              </LinkButton>
              <LinkButton kind="quiet" href={`/admin/forums/${page.slug}/rules`}>
                Rules
              </LinkButton>
            </>
          )
        }
      />
      <div className="stack-loose">
        <div className="split">
          <Section title="Charter" id="charter">
            <p className="charter">{page.charter}</p>
          </Section>
          <About page={page} />
        </div>
        <Work norms={page.norms} ballots={page.ballots} />
        <Rules rules={page.rules} />
        <SeatTables seats={page.seats} />
      </div>
    </>
  )
}

const About = ({ page }: { page: ForumPage }) => (
  <Section title="In short">
    <DefinitionList
      narrow
      facts={[
        { term: 'With a vote', value: String(page.seats.filter((s) => s.votes).length) },
        { term: 'Heard without a vote', value: String(page.seats.filter((s) => !s.votes).length) },
        { term: 'Chair', value: namesOf(page, 'chair') },
        { term: 'Secretariat', value: namesOf(page, 'secretariat') },
        {
          term: 'Parent',
          value: page.parent && <a href={`/forums/${page.parent.slug}`}>{page.parent.name}</a>,
        },
        { term: 'Working languages', value: page.languages.join(', ') },
        { term: 'Chartered', value: <Instant at={page.createdAt} dateOnly /> },
      ]}
    />
  </Section>
)

const namesOf = (page: ForumPage, role: string) =>
  page.officers
    .filter((o) => o.role === role)
    .map((o) => o.name)
    .join(', ')

const Rules = ({ rules }: Pick<ForumPage, 'rules'>) => (
  <Section title="Rules" id="rules">
    <div data-live="The rules were changed" id="rules-list" className="stack">
      {rules.length === 0 ? (
        <EmptyState title="No rule adopted yet." who="The secretariat of the forum." />
      ) : (
        <>
          <p>How this forum decides. A ballot keeps the rule it was prepared under, whatever changes here.</p>
          <div>
            {rules.map((rule) => (
              <RuleWords key={rule.id} rule={rule} open={rule.isDefault} />
            ))}
          </div>
        </>
      )}
    </div>
  </Section>
)
