import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forumKindNames } from '~/ui/forums/names'
import { Card } from '~/ui/kit/card'
import { EmptyState } from '~/ui/kit/empty-state'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { regionName } from '~/ui/members/names'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction = () => [{ title: 'Forums - Parley' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const { read } = context.deps.store
  const counts = await forums(read).seatCounts()
  const all = await forums(read).list()
  return Promise.all(
    all.map(async ({ id, slug, name, kind, region }) => ({
      slug,
      name,
      kind,
      region,
      ...(counts.get(id) ?? { seats: 0, voting: 0 }),
      rule: (await forums(read).currentRules(id)).find((r) => r.isDefault)?.title ?? null,
    })),
  )
}

type ForumOnList = ReturnType<typeof useLoaderData<typeof loader>>[number]

export default function Forums() {
  const all = useLoaderData<typeof loader>()
  const groups = (['global', 'regional', 'working-group'] as const)
    .map((kind) => ({ kind, list: all.filter((f) => f.kind === kind) }))
    .filter(({ list }) => list.length > 0)
  return (
    <>
      <PageHead
        title="Forums"
        lede="Where norms are drafted and voted on. Each forum has its own members, weights and rules, and all three are public."
      />
      <div className="stack-loose">
        {groups.length === 0 && (
          <EmptyState title="No forum yet." who="The platform’s administrator, who charters one." />
        )}
        {groups.map(({ kind, list }) => (
          <Section key={kind} title={`${forumKindNames[kind]}${list.length > 1 ? 's' : ''}`}>
            <ul className="cards">
              {list.map((forum) => (
                <li key={forum.slug}>
                  <ForumCard forum={forum} />
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </>
  )
}

const ForumCard = ({ forum }: { forum: ForumOnList }) => (
  <Card
    title={<bdi>{forum.name}</bdi>}
    href={`/forums/${forum.slug}`}
    eyebrow={<span>{regionName(forum.region) || 'All regions'}</span>}
    foot={forum.rule ? <>Decides by: {forum.rule}</> : 'No rule adopted yet'}
  >
    <p>
      {forum.voting} with a vote
      {forum.seats > forum.voting && `, ${forum.seats - forum.voting} heard without one`}
    </p>
  </Card>
)
