import { overrules } from '~/domain/amendments/ruling'
import { Chip } from '../kit/chip'
import { Section } from '../layout/section'
import { plural } from '../norms/norm-words'
import { redlineWords } from '../norms/redline-words'
import { Runs } from '../norms/runs'
import { Instant } from '../time'

export interface ShownRuling {
  nth: number
  admissible: boolean
  reason: string
  ruledAt: string
  appeal: { by: string; reason: string; at: string } | null
  decision: { votesFor: number; votesAgainst: number; abstentions: number; at: string } | null
}

/** The chair's rulings, oldest first, each with its appeal and what the members made of it. */
export function Rulings({ rulings }: { rulings: readonly ShownRuling[] }) {
  if (rulings.length === 0) return null
  return (
    <Section title="Rulings">
      <ol className="entry-list">
        {rulings.map((ruling) => (
          <li key={ruling.nth} className="stack-tight">
            <p className="cluster">
              <Chip tone={ruling.admissible ? 'ok' : 'bad'}>
                {ruling.admissible ? 'Ruled admissible' : 'Ruled inadmissible'}
              </Chip>
              <span className="small muted">
                By the chair, <Instant at={ruling.ruledAt} />
              </span>
            </p>
            <p className="plain-text" dir="auto">
              {ruling.reason}
            </p>
            <Appeal ruling={ruling} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Appeal({ ruling: { appeal, decision } }: { ruling: ShownRuling }) {
  if (!appeal) return null
  return (
    <div className="stack-tight amendment-appeal">
      <p>
        <bdi>{appeal.by}</bdi> appealed{' '}
        <span className="small muted">
          (<Instant at={appeal.at} />)
        </span>
      </p>
      <p className="plain-text" dir="auto">
        {appeal.reason}
      </p>
      {decision ? (
        <p>
          {overrules(decision) ? 'The ruling was overruled' : 'The ruling stands'}: {decision.votesFor} for
          the appeal, {decision.votesAgainst} against, {plural(decision.abstentions, 'abstention')}{' '}
          <span className="small muted">
            (<Instant at={decision.at} />)
          </span>
        </p>
      ) : (
        <p>The members present decide; until then the ruling stands.</p>
      )}
    </div>
  )
}

export interface ShownRevision {
  nth: number
  by: string
  at: string
  reason: string
  before: string
  after: string
  headingBefore: string
  headingAfter: string
  /** Of a move: the numbers of the paragraphs that it was to follow before and after; null is the beginning. */
  moved: { from: string | null; to: string | null } | null
}

/** What the sponsors changed in their own amendment, newest first. */
export function Revisions({ revisions, lang }: { revisions: readonly ShownRevision[]; lang: string }) {
  if (revisions.length === 0) return null
  return (
    <Section title="Revised by its sponsors">
      <ol className="entry-list" reversed>
        {revisions.map((r) => (
          <li key={r.nth} className="stack-tight">
            <p>
              Revision {r.nth}, <bdi>{r.by}</bdi>{' '}
              <span className="small muted">
                (<Instant at={r.at} />)
              </span>
            </p>
            <p className="plain-text" dir="auto">
              {r.reason}
            </p>
            {r.moved ? (
              <p>
                From {placeWords(r.moved.from)} to {placeWords(r.moved.to)}.
              </p>
            ) : (
              <div className="norm-text redline amendment-words" lang={lang} dir="auto">
                {r.headingBefore !== r.headingAfter && (
                  <p>
                    <strong>
                      <Runs runs={redlineWords(r.headingBefore, r.headingAfter, lang)} />
                    </strong>
                  </p>
                )}
                <p>
                  <Runs runs={redlineWords(r.before, r.after, lang)} />
                </p>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

const placeWords = (number: string | null) => (number === null ? 'the beginning' : `after ${number}`)
