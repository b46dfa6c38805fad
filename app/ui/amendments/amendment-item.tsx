import type { ReactNode } from 'react'
import type { AmendmentStatus, SponsorKind } from '~/domain/amendments/amendment'
import type { RulingState } from '~/domain/amendments/ruling'
import { Chip } from '../kit/chip'
import { redlineWords } from '../norms/redline-words'
import { Runs } from '../norms/runs'
import { Instant } from '../time'
import { statusTones, statusWords } from './amendment-words'

export interface ShownSponsor {
  name: string
  slug: string
  kind: SponsorKind
  since: string
  withdrawnAt: string | null
}

export interface ShownAmendment {
  ref: string
  title: string
  status: AmendmentStatus
  /** The number of the version it is to. */
  version: number
  /** The words before and after; equal for a move. */
  before: string
  after: string
  headingBefore: string
  headingAfter: string
  lang: string
  reason: string
  note: string
  /** Where the last ruling stands, as far as it keeps the amendment out. */
  appeal: RulingState
  /** Its sponsors have revised it. */
  revised: boolean
  sponsors: ShownSponsor[]
  /** References of the amendments to it. */
  amendedBy: string[]
}

/** An amendment in a list: what it does, the redline, who stands behind it. */
export function AmendmentItem({
  amendment,
  at,
  children,
}: {
  amendment: ShownAmendment
  at: string
  children?: ReactNode
}) {
  const { ref, title, sponsors } = amendment
  return (
    <article className="amendment card" id={ref}>
      <div className="card-eyebrow">
        <strong>{ref}</strong>
        <span className="cluster">
          <AmendmentChips amendment={amendment} />
        </span>
      </div>
      <h3>
        <a href={`${at}/amendments/${ref}`}>{title}</a>
      </h3>
      <AmendmentRedline amendment={amendment} />
      <p className="small muted">
        <SponsorNames sponsors={sponsors} />
      </p>
      {children}
    </article>
  )
}

export function AmendmentChips({ amendment }: { amendment: ShownAmendment }) {
  const { status, appeal, revised } = amendment
  return (
    <>
      <Chip tone={statusTones[status]}>{statusWords[status]}</Chip>
      {appeal === 'appealed' && <Chip tone="warn">Appeal waits for a vote</Chip>}
      {appeal === 'upheld' && <Chip>Ruling upheld on appeal</Chip>}
      {revised && <Chip>Revised</Chip>}
    </>
  )
}

/** Old words struck, new words underlined; of a move, the words that move. */
export function AmendmentRedline({ amendment }: { amendment: ShownAmendment }) {
  const { before, after, headingBefore, headingAfter, lang } = amendment
  return (
    <div className="norm-text redline amendment-words" lang={lang} dir="auto">
      {headingBefore !== headingAfter && (
        <p>
          <strong>
            <Runs runs={redlineWords(headingBefore, headingAfter, lang)} />
          </strong>
        </p>
      )}
      <p>
        <Runs runs={redlineWords(before, after, lang)} />
      </p>
    </div>
  )
}

export function SponsorNames({ sponsors }: { sponsors: readonly ShownSponsor[] }) {
  const active = sponsors.filter((s) => s.withdrawnAt === null)
  const names = (kind: SponsorKind) => active.filter((s) => s.kind === kind).map((s) => s.name)
  const [mains, others] = [names('main'), names('co')]
  if (mains.length === 0) return <>No main sponsor; any member may take it over.</>
  return (
    <>
      By <bdi>{mains.join(', ')}</bdi>
      {others.length > 0 && (
        <>
          {', with '}
          <bdi>{others.join(', ')}</bdi>
        </>
      )}
    </>
  )
}

export function SponsorList({ sponsors }: { sponsors: readonly ShownSponsor[] }) {
  return (
    <ul>
      {sponsors.map((s) => (
        <li key={s.slug}>
          <bdi>{s.name}</bdi>
          {s.kind === 'main' ? ', main sponsor,' : ''} since <Instant at={s.since} />
          {s.withdrawnAt && (
            <>
              {'; left '}
              <Instant at={s.withdrawnAt} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
