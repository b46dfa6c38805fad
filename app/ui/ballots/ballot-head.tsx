import type { BallotKind, BallotStatus } from '~/domain/ballots/ballot'
import { Breadcrumbs } from '../kit/breadcrumbs'
import { Chip } from '../kit/chip'
import { PageHead } from '../layout/page-head'
import { outcomeInWords } from './test-list'

export interface BallotHeadFacts {
  ref: string
  title: string
  kind: BallotKind
  status: BallotStatus
  outcome: string | null
  forumName: string
  forumSlug: string
}

/** What every page of a ballot begins with. `page`: its own name below the ballot; absent on the first page. */
export function BallotHead({ ballot, page }: { ballot: BallotHeadFacts; page?: string }) {
  const { ref, title, kind, forumName, forumSlug } = ballot
  const home = { label: ref, href: `/ballots/${ref}` }
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Ballots', href: '/ballots' },
          ...(page ? [home, { label: page }] : [{ label: ref }]),
        ]}
      />
      <PageHead
        eyebrow={
          <>
            <strong>{ref}</strong> · <a href={`/forums/${forumSlug}`}>{forumName}</a>
            {kind === 'joint' && ' · joint result of several forums'} <BallotChip {...ballot} />
          </>
        }
        title={page ?? <bdi>{title}</bdi>}
        lede={page && <bdi>{title}</bdi>}
      />
    </>
  )
}

/** Where a ballot stands, in a word and a shape. */
export function BallotChip({ status, outcome }: { status: BallotStatus; outcome: string | null }) {
  if (status === 'prepared') return <Chip shape="next">Prepared</Chip>
  if (status === 'open') {
    return (
      <Chip tone="accent" shape="current">
        Open
      </Chip>
    )
  }
  const adopted = outcome === 'adopted'
  return (
    <Chip tone={adopted ? 'ok' : outcome === 'rejected' ? 'bad' : 'plain'} shape={adopted ? 'tick' : 'cross'}>
      {outcomeInWords(outcome ?? 'closed')}
    </Chip>
  )
}
