import type { ParagraphState } from '~/domain/norms/norm'
import { PlaceForm } from '~/ui/brackets/place-form'
import { Button } from '~/ui/kit/button'
import { Chip } from '~/ui/kit/chip'
import { Disclosure } from '~/ui/kit/disclosure'
import { TextAreaField, TextField } from '~/ui/kit/field'
import { paragraphStateWords } from '~/ui/norms/norm-words'
import { Instant } from '~/ui/time'
import type { BracketsPage } from './route'

type Row = BracketsPage['paragraphs'][number]

/** Under a paragraph: how far it has come, what delegations have said of it, and what the reader may do to it. */
export function ParagraphFoot({ row, page }: { row: Row; page: BracketsPage }) {
  return (
    <div className="para-state stack-tight" id={`state-${row.id}`}>
      <p className="cluster">
        <State row={row} provisional={page.packageDeal} />
      </p>
      <Said row={row} />
      <Acts row={row} page={page} />
    </div>
  )
}

const tones: Record<ParagraphState, 'plain' | 'accent' | 'ok' | 'warn'> = {
  open: 'plain',
  'agreed-ad-referendum': 'accent',
  closed: 'ok',
  reopened: 'warn',
}

function State({ row, provisional }: { row: Row; provisional: boolean }) {
  const { state, left, since, confirmBy, settled } = row
  if (left > 0)
    return (
      <Chip tone="warn">
        Bracketed: {left} left{state === 'reopened' && ', reopened'}
      </Chip>
    )
  return (
    <>
      <Chip tone={tones[state]}>{paragraphStateWords[state]}</Chip>
      {settled && provisional && <span className="small muted">provisional, as part of the package</span>}
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

function Acts({ row, page: { head, may, open, holders } }: { row: Row; page: BracketsPage }) {
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
      {!settled && (
        <>
          <h4>Place a bracket</h4>
          <PlaceForm id={id} action={`${at}/brackets`} hasHeading={row.heading !== ''} holders={holders} />
        </>
      )}
    </Disclosure>
  )
}
