import { Chip } from '~/ui/kit/chip'
import { EmptyState } from '~/ui/kit/empty-state'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { StageChip } from '~/ui/norms/stage-line'
import { Instant } from '~/ui/time'
import type { ForumPage } from './route'

/** What the forum works on: its newest norms, and its ballots with the open ones first. */
export const Work = ({ norms, ballots }: Pick<ForumPage, 'norms' | 'ballots'>) => (
  <div className="split split-even">
    <Section title="Norms" id="norms">
      {norms.length === 0 ? (
        <EmptyState title="No norm of this forum yet." who="Its secretariat, its chair, or a member." />
      ) : (
        <Table
          caption="Newest first"
          rows={norms}
          rowKey={(n) => n.ref}
          columns={[
            { header: 'Reference', cell: (n) => <a href={`/norms/${n.ref}`}>{n.ref}</a> },
            { header: 'Title', cell: (n) => <bdi>{n.title}</bdi> },
            { header: 'Stage', cell: (n) => <StageChip stage={n.stage} /> },
          ]}
        />
      )}
    </Section>
    <Section title="Ballots" id="ballots">
      {ballots.length === 0 ? (
        <EmptyState title="No ballot in this forum yet." who="Its secretariat, once a text is final." />
      ) : (
        <Table
          caption="Open ones first"
          rows={ballots}
          rowKey={(b) => b.ref}
          columns={[
            { header: 'Reference', cell: (b) => <a href={`/ballots/${b.ref}`}>{b.ref}</a> },
            { header: 'Title', cell: (b) => <bdi>{b.title}</bdi> },
            { header: 'State', cell: (b) => <BallotState ballot={b} /> },
          ]}
        />
      )}
    </Section>
  </div>
)

function BallotState({ ballot }: { ballot: ForumPage['ballots'][number] }) {
  if (ballot.status === 'open')
    return (
      <>
        <Chip tone="accent" shape="current">
          open
        </Chip>{' '}
        {ballot.closesAt && (
          <span className="small">
            until <Instant at={ballot.closesAt} zone={ballot.closesZone} />
          </span>
        )}
      </>
    )
  if (ballot.status === 'prepared') return <Chip shape="next">prepared</Chip>
  return ballot.outcome === 'adopted' ? (
    <Chip tone="ok" shape="tick">
      adopted
    </Chip>
  ) : (
    <Chip shape="cross">{ballot.outcome ?? 'closed'}</Chip>
  )
}
