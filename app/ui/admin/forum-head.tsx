import { Breadcrumbs } from '../kit/breadcrumbs'
import { Tabs } from '../kit/tabs'
import { PageHead } from '../layout/page-head'

interface ForumHeadProps {
  forum: { slug: string; name: string }
  at: 'charter' | 'seats' | 'rules'
  /** The charter is an administrator's; the secretariat comes from the forum's public page. */
  administrator: boolean
}

const titles = { charter: 'Charter', seats: 'Seats and weights', rules: 'Rules' } as const

export function ForumHead({ forum, at, administrator }: ForumHeadProps) {
  const above = administrator
    ? { label: 'Administration', href: '/admin/forums' }
    : { label: 'Forums', href: '/forums' }
  const tab = (key: ForumHeadProps['at'], href: string) => ({ href, label: titles[key], current: at === key })
  const here = `/admin/forums/${forum.slug}`
  return (
    <>
      <Breadcrumbs
        crumbs={[above, { label: forum.name, href: `/forums/${forum.slug}` }, { label: titles[at] }]}
      />
      <PageHead title={titles[at]} eyebrow={<bdi>{forum.name}</bdi>} />
      <div className="under-head">
        <Tabs
          label="Parts of this forum"
          tabs={[
            ...(administrator ? [tab('charter', here)] : []),
            tab('seats', `${here}/seats`),
            tab('rules', `${here}/rules`),
          ]}
        />
      </div>
    </>
  )
}
