import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from '../kit/breadcrumbs'
import { Notice } from '../kit/notice'
import { Tabs } from '../kit/tabs'
import { PageHead } from '../layout/page-head'

interface AdminHeadProps {
  title: ReactNode
  lede?: ReactNode
  /** Below /admin, ending with this page. */
  crumbs?: readonly Crumb[]
  at?: 'organisations' | 'people' | 'forums'
  actions?: ReactNode
}

export function AdminHead({ title, lede, crumbs = [], at, actions }: AdminHeadProps) {
  const tab = (key: NonNullable<AdminHeadProps['at']>, label: string) => ({
    href: `/admin/${key}`,
    label,
    current: at === key,
  })
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Administration', href: '/admin' }, ...crumbs]} />
      <PageHead title={title} lede={lede} actions={actions} />
      {at && (
        <div className="under-head">
          <Tabs
            label="Administration"
            tabs={[tab('organisations', 'Organisations'), tab('people', 'People'), tab('forums', 'Forums')]}
          />
        </div>
      )}
    </>
  )
}

/** The answer to a post that went well; the redirect carries `done`. */
export const Done = ({ done }: { done: boolean }) =>
  done ? <Notice kind="success" live title="Done. It is in the ledger." /> : null
