import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mailProblem } from '~/mail.server'
import { requireRole } from '~/session.server'
import { AdminHead } from '~/ui/admin/admin-head'
import { Card } from '~/ui/kit/card'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Section } from '~/ui/layout/section'
import { Instant } from '~/ui/time'
import { forums } from '~db/stores/forums'
import { ledger } from '~db/stores/ledger'
import { mailbox } from '~db/stores/mail'
import { organisations } from '~db/stores/organisations'
import { people } from '~db/stores/people'

export const meta: MetaFunction = () => [{ title: 'Administration - Parley' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRole(request, context, 'administrator')
  const { read, engine } = context.deps.store
  return {
    organisations: await organisations(read).count(),
    people: await people(read).count(),
    forums: (await forums(read).list()).length,
    entries: await ledger(read).size(),
    world: context.world,
    engine: engine === 'pg' ? 'PostgreSQL' : 'SQLite, embedded',
    mail: mailProblem(context.config),
    waiting: await mailbox(read).waiting(),
  }
}

export default function Admin() {
  const page = useLoaderData<typeof loader>()
  const places = [
    {
      href: '/admin/organisations',
      title: 'Organisations',
      n: page.organisations,
      what: 'entered and accredited here',
    },
    {
      href: '/admin/people',
      title: 'People',
      n: page.people,
      what: 'with an account; roles are granted here',
    },
    {
      href: '/admin/forums',
      title: 'Forums',
      n: page.forums,
      what: 'with charter, seats, weights and rules',
    },
  ]
  return (
    <>
      <AdminHead
        title="Administration"
        lede="Everything changed here is an act with an entry in the ledger, under your name."
      />
      <div className="stack-loose">
        <ul className="cards">
          {places.map(({ href, title, n, what }) => (
            <li key={href}>
              <Card title={title} href={href} level={2}>
                <p>
                  <strong>{n.toLocaleString('en-GB')}</strong> {what}
                </p>
              </Card>
            </li>
          ))}
        </ul>
        <Section title="This platform">
          <DefinitionList
            facts={[
              { term: 'World', value: page.world },
              { term: 'Database', value: page.engine },
              { term: 'Ledger', value: <a href="/ledger">{page.entries.toLocaleString('en-GB')} entries</a> },
              { term: 'Mail', value: page.mail ?? 'configured' },
              { term: 'Mail waiting', value: <Waiting {...page.waiting} /> },
            ]}
          />
        </Section>
      </div>
    </>
  )
}

const Waiting = ({ n, oldest }: { n: number; oldest: Date | null }) =>
  oldest ? (
    <>
      {n}, the oldest since <Instant at={oldest} />
    </>
  ) : (
    <>none</>
  )
