import type { ReactNode } from 'react'
import type { NormKind, Stage } from '~/domain/norms/norm'
import { Breadcrumbs } from '../kit/breadcrumbs'
import { Tabs } from '../kit/tabs'
import { PageHead } from '../layout/page-head'
import { normKindWords } from './norm-words'
import { StageChip } from './stage-line'

export type NormTab =
  | 'text'
  | 'brackets'
  | 'suggestions'
  | 'amendments'
  | 'comments'
  | 'proposals'
  | 'versions'
  | 'history'

export interface NormHeadFacts {
  ref: string
  title: string
  kind: NormKind
  stage: Stage
  language: string
  forumName: string
  forumSlug: string
  comments: number
  versions: number
  /** Absent where nobody counted. */
  amendments?: number
  proposals?: number
}

interface NormHeadProps {
  norm: NormHeadFacts
  tab: NormTab
  /** The page's own name below the norm; absent on the norm's first page. */
  page?: string
  /** One main act. */
  action?: ReactNode
  children?: ReactNode
}

/** What every page of a norm begins with: where it belongs, what it is called, where it stands. */
export function NormHead({ norm, tab, page, action, children }: NormHeadProps) {
  const { ref, title, kind, stage, forumName, forumSlug } = norm
  const home = { label: ref, href: `/norms/${ref}` }
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: 'Norms', href: '/norms' }, ...(page ? [home, { label: page }] : [{ label: ref }])]}
      />
      <PageHead
        eyebrow={
          <>
            <strong>{ref}</strong> · {normKindWords[kind]} · <a href={`/forums/${forumSlug}`}>{forumName}</a>{' '}
            <StageChip stage={stage} />
          </>
        }
        title={<bdi lang={norm.language}>{title}</bdi>}
        lede={page}
        actions={action}
      />
      {children}
      <NormTabs norm={norm} tab={tab} />
    </>
  )
}

function NormTabs({ norm, tab }: Pick<NormHeadProps, 'norm' | 'tab'>) {
  const at = `/norms/${norm.ref}`
  return (
    <Tabs
      label={`Pages of ${norm.ref}`}
      tabs={[
        { href: at, label: 'Text', current: tab === 'text' },
        { href: `${at}/brackets`, label: 'Brackets', current: tab === 'brackets' },
        { href: `${at}/comments`, label: 'Comments', count: norm.comments, current: tab === 'comments' },
        { href: `${at}/suggestions`, label: 'Suggestions', current: tab === 'suggestions' },
        {
          href: `${at}/proposals`,
          label: 'Proposals',
          ...(norm.proposals !== undefined && { count: norm.proposals }),
          current: tab === 'proposals',
        },
        {
          href: `${at}/amendments`,
          label: 'Amendments',
          ...(norm.amendments !== undefined && { count: norm.amendments }),
          current: tab === 'amendments',
        },
        { href: `${at}/versions`, label: 'Versions', count: norm.versions, current: tab === 'versions' },
        { href: `${at}/history`, label: 'History', current: tab === 'history' },
      ]}
    />
  )
}
