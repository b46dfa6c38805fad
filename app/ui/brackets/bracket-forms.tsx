import type { ReactNode } from 'react'
import type { BracketAct } from '~/domain/norms/may-bracket'
import type { BracketPosition } from '~/domain/norms/norm'
import { Button } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { Check, TextField } from '../kit/field'
import type { BracketView } from './bracket-view'

/** Whether the reader may do anything to a bracket beside what its alternatives offer. */
export const hasActs = ({ acts }: Pick<BracketView, 'acts'>): boolean => acts.length > 0

/** What the reader may do to one bracket, as plain forms. */
export function BracketForms({ bracket, norm }: { bracket: BracketView; norm: string }) {
  const { acts, id, gone, alternatives, silenceEndsAt } = bracket
  const at = `/norms/${norm}/brackets/${id}`
  const may = (act: BracketAct) => acts.includes(act)
  const plain = alternatives.length < 2
  return (
    <div className="stack-tight">
      <div className="cluster">
        {may('object') && silenceEndsAt && (
          <form method="post" action={`${at}/objection`}>
            <Button small>Object: the bracket stays</Button>
          </form>
        )}
        {may('lift') && plain && (
          <form method="post" action={`${at}/lifting`}>
            <Button small>Lift the bracket</Button>
          </form>
        )}
      </div>
      {may('stand') && <Position bracket={bracket} at={at} />}
      {may('narrow') && !gone && alternatives.length === 0 && (
        <Act summary="Narrow it" action={`${at}/narrowing`}>
          <TextField
            name="words"
            id={`narrow-${id}`}
            label="Words that stay in the bracket"
            hint="Shorten them at either end. The rest stands agreed to."
            value={bracket.quote.slice(1, -1)}
          />
          <Which id={id} />
          <Button kind="quiet">Narrow the bracket</Button>
        </Act>
      )}
      {may('offer') && !gone && (
        <Act summary="Offer other words, or none" action={`${at}/alternatives`}>
          <TextField name="text" id={`offer-${id}`} label="Other words in its place" optional />
          <Check name="noText" id={`no-text-${id}`} label="No text in its place" />
          <Button kind="quiet">Offer as an alternative</Button>
        </Act>
      )}
      {may('propose-lift') && plain && !silenceEndsAt && (
        <Act summary="Propose to lift it by silence" action={`${at}/silence`}>
          <TextField
            name="until"
            id={`until-${id}`}
            type="datetime-local"
            label="Lift it unless a delegation objects by, UTC"
          />
          <Button kind="quiet">Begin the silence</Button>
        </Act>
      )}
    </div>
  )
}

function Act({ summary, action, children }: { summary: string; action: string; children: ReactNode }) {
  return (
    <Disclosure summary={summary}>
      <form method="post" action={action} className="form">
        {children}
      </form>
    </Disclosure>
  )
}

/** For words that stand in the text more than once. */
export function Which({ id }: { id: string }) {
  return (
    <TextField
      name="nth"
      id={`nth-${id}`}
      type="number"
      min={1}
      short
      label="Which of them, where they stand there more than once"
      hint="1 is the first."
      optional
    />
  )
}

const positionWords: Record<BracketPosition, { now: string; act: string }> = {
  'co-holder': { now: 'Your delegation holds it too.', act: 'Hold it too' },
  supporter: { now: 'Your delegation supports it.', act: 'Support it' },
  opponent: { now: 'Your delegation opposes it.', act: 'Oppose it' },
}
const positionList = Object.keys(positionWords) as BracketPosition[]

function Position({ bracket: { mine }, at }: { bracket: BracketView; at: string }) {
  return (
    <form method="post" action={`${at}/position`} className="cluster">
      {mine && <span className="small">{positionWords[mine].now}</span>}
      {positionList
        .filter((position) => position !== mine)
        .map((position) => (
          <Button key={position} kind="quiet" small name="position" value={position}>
            {positionWords[position].act}
          </Button>
        ))}
      {mine && (
        <Button kind="quiet" small name="position" value="none">
          Take no position
        </Button>
      )}
    </form>
  )
}
