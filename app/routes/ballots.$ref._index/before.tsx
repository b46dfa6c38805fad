import { Notice } from '~/ui/kit/notice'
import { Section } from '~/ui/layout/section'
import { Instant } from '~/ui/time'
import type { BallotPage } from './ballot-page.server'
import { MemberList } from './member-list'

/** Nothing is frozen yet: who would vote if it opened now. */
export function Before({ page, before }: { page: BallotPage; before: NonNullable<BallotPage['before']> }) {
  const { closesAt, closesZone } = page.facts
  const { members } = before
  return (
    <>
      <section id="state" data-live="The ballot has changed">
        <Notice title="This ballot is not open yet.">
          <p>
            The chair opens it.
            {closesAt && (
              <>
                {' '}
                Voting is to end at <Instant at={closesAt} also={closesZone} />.
              </>
            )}
          </p>
        </Notice>
      </section>
      <Section title={`Who will vote: ${members.length}`} id="electorate">
        <div className="stack">
          <p className="muted">
            The voting seats of the forum as they stand now. They are frozen with their weights when the
            ballot opens.
          </p>
          <MemberList members={members} />
        </div>
      </Section>
    </>
  )
}
