import { figure } from '~/ui/ballots/figure'
import { SideMark } from '~/ui/ballots/side'
import { VoteChoices } from '~/ui/ballots/vote-choices'
import { Button } from '~/ui/kit/button'
import { Disclosure } from '~/ui/kit/disclosure'
import { Meter } from '~/ui/kit/meter'
import { Notice } from '~/ui/kit/notice'
import { Shape } from '~/ui/kit/shape'
import { Section } from '~/ui/layout/section'
import { Instant } from '~/ui/time'
import type { BallotPage } from './ballot-page.server'
import { MemberList } from './member-list'

interface Shown {
  page: BallotPage
  voting: NonNullable<BallotPage['voting']>
}

/** One form for each place on the roll that the reader may vote for; the next page asks for confirmation. */
export function MyVotes({ page, voting }: Shown) {
  const { closesAt, closesZone } = page.facts
  const { takesVotes, mine } = voting
  return (
    <section className="vote-bar stack" id="voting" aria-labelledby="voting-title">
      <h2 id="voting-title">{takesVotes ? 'Voting is open' : 'Voting has ended'}</h2>
      <p>
        {page.head.kind === 'joint' && 'The forums vote in their own ballots, listed below. '}
        {takesVotes && closesAt && (
          <>
            It ends at <Instant at={closesAt} also={closesZone} />.{' '}
          </>
        )}
        {takesVotes && !closesAt && 'It ends when the chair closes it. '}
        {!takesVotes && page.head.kind === 'single' && 'The result is being counted.'}
        {takesVotes && mine.length > 0 && 'Until then a vote can be changed.'}
      </p>
      {takesVotes && mine.map((own) => <VoteForm key={own.member} refName={page.head.ref} own={own} />)}
      {takesVotes && mine.length === 0 && (
        <p className="muted">Members of a delegation on the roll vote here after they have signed in.</p>
      )}
    </section>
  )
}

function VoteForm({ refName, own }: { refName: string; own: Shown['voting']['mine'][number] }) {
  const { member, name, vote, weights } = own
  const weight = Object.entries(weights).map(([measure, value]) => `${figure(value)} ${measure}`)
  return (
    <form className="stack" method="get" action={`/ballots/${refName}/review`}>
      <input type="hidden" name="member" value={member} />
      <VoteChoices id={`vote-${member}`} legend={`The vote of ${name}`} chosen={vote?.choice} />
      <p className="muted small">
        On the roll as {member}: 1 member{weight.length > 0 && `, ${weight.join(', ')}`}.
      </p>
      {vote && (
        <p>
          Recorded: <SideMark side={vote.choice} />, last change <Instant at={vote.at} seconds />
          {vote.revision > 1 && ` (change ${vote.revision - 1})`}.{' '}
          <a href={`/ballots/${refName}/receipts/${vote.receipt}`}>Receipt {vote.receipt}</a>
        </p>
      )}
      <Button>{vote ? 'Review a change' : 'Review this vote'}</Button>
    </form>
  )
}

/** Who has voted, and not how; kept up to date as it happens. */
export function Presence({ voting }: Pick<Shown, 'voting'>) {
  const { voted, waiting, members, quorum } = voting
  return (
    <div id="presence" data-live="Another member has voted" className="stack-loose">
      <Section
        title="Who has voted"
        aside={<span className="muted">how they voted is shown after the closing</span>}
      >
        <div className="stack">
          <Meter
            label="Votes cast"
            sentence={`${voted.length} of ${members} members`}
            share={members === 0 ? 0 : voted.length / members}
          />
          {quorum && (
            <Notice
              kind={quorum.passed ? 'success' : 'info'}
              title={quorum.passed ? 'Quorum reached' : 'No quorum yet'}
            >
              <p>{quorum.sentence.replace(/: (not )?met$/u, '')}</p>
            </Notice>
          )}
          {voted.length === 0 ? (
            <p>Nobody has voted yet.</p>
          ) : (
            <MemberList
              members={voted}
              note={({ at }) => (
                <span className="roll-note">
                  <Shape name="tick" /> <Instant at={at} dateOnly />
                </span>
              )}
            />
          )}
          {waiting.length > 0 && (
            <Disclosure summary={`Not yet: ${waiting.length}`} id="waiting">
              <MemberList members={waiting} />
            </Disclosure>
          )}
        </div>
      </Section>
    </div>
  )
}
