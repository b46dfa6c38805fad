import type { ParagraphState } from '~/domain/norms/norm'
import { Button } from '~/ui/kit/button'
import { Chip } from '~/ui/kit/chip'
import { Disclosure } from '~/ui/kit/disclosure'
import { TextAreaField, TextField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import { paragraphStateWords } from '~/ui/norms/norm-words'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import { Instant } from '~/ui/time'
import { PlaceForm } from './place-form'
import type { BracketsPage } from './route'

type Row = BracketsPage['paragraphs'][number]

/** How far each paragraph has come, and what the reader may do to it. */
export function ParagraphStates({ page }: { page: BracketsPage }) {
  return (
    <Section title="Paragraph by paragraph">
      <ul className="entry-list">
        {page.paragraphs.map((p) => (
          <li key={p.id} id={`state-${p.id}`} className="stack-tight">
            <p className="cluster">
              <a href={`#${paragraphAnchor(p.number)}`}>{p.number}</a>
              <State row={p} />
            </p>
            <Said row={p} />
            <Acts row={p} page={page} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const tones: Record<ParagraphState, 'plain' | 'accent' | 'ok' | 'warn'> = {
  open: 'plain',
  'agreed-ad-referendum': 'accent',
  closed: 'ok',
  reopened: 'warn',
}

function State({ row: { state, left, since, confirmBy } }: { row: Row }) {
  if (left > 0)
    return (
      <Chip tone="warn">
        Bracketed: {left} left{state === 'reopened' && ', reopened'}
      </Chip>
    )
  return (
    <>
      <Chip tone={tones[state]}>{paragraphStateWords[state]}</Chip>
      {since && (
        <span className="small muted">
          since <Instant at={since} dateOnly />
        </span>
      )}
      {confirmBy && state === 'agreed-ad-referendum' && (
        <span className="small">
          closes at <Instant at={confirmBy} /> unless a delegation objects
        </span>
      )}
    </>
  )
}

function Said({ row: { said, state } }: { row: Row }) {
  const confirmed = said.filter((s) => s.confirmed).map((s) => s.name)
  const objected = said.filter((s) => !s.confirmed).map((s) => s.name)
  if (said.length === 0 || state === 'reopened') return null
  return (
    <p className="small">
      {confirmed.length > 0 && (
        <>
          Confirmed by <bdi>{confirmed.join(', ')}</bdi>.{' '}
        </>
      )}
      {objected.length > 0 && (
        <>
          Objected to by <bdi>{objected.join(', ')}</bdi>.
        </>
      )}
    </p>
  )
}

function Acts({ row, page: { head, may, open } }: { row: Row; page: BracketsPage }) {
  const { id, state, settled, left } = row
  if (!open || !may.place) return null
  const at = `/norms/${head.ref}/paragraphs/${id}`
  const agreeing = may.agree && !settled && left === 0
  const answering = may.delegation !== null && state === 'agreed-ad-referendum'
  if (settled && !answering && !may.reopen) return null
  return (
    <Disclosure summary={`Act on ${row.number}`}>
      {answering && (
        <form method="post" action={`${at}/state/confirmation`} className="cluster">
          <Button name="answer" value="confirm">
            Confirm
          </Button>
          <Button kind="danger" name="answer" value="object">
            Object
          </Button>
        </form>
      )}
      {agreeing && (
        <form method="post" action={`${at}/state/agreement`} className="form">
          <TextField
            name="confirmBy"
            id={`confirm-by-${id}`}
            type="datetime-local"
            label="Delegations confirm or object until, UTC"
          />
          <Button kind="quiet">Declare it agreed ad referendum</Button>
        </form>
      )}
      {settled && may.reopen && (
        <form method="post" action={`${at}/state/reopening`} className="form">
          <TextAreaField name="reason" id={`reopen-${id}`} label="Reason, kept in the ledger" rows={2} />
          <Button kind="quiet">Reopen the paragraph</Button>
        </form>
      )}
      {!settled && <PlaceForm id={id} action={`${at}/brackets`} hasHeading={row.heading !== ''} />}
    </Disclosure>
  )
}
