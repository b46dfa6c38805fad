import type { ReactNode } from 'react'
import { Button } from '~/ui/kit/button'
import { Disclosure } from '~/ui/kit/disclosure'
import { Check, SelectField, TextField } from '~/ui/kit/field'
import type { Item } from './bracket-card'
import type { BracketsPage } from './route'

/** What the reader may do to one bracket, as plain forms. */
export function BracketForms({ item, page }: { item: Item; page: BracketsPage }) {
  const { acts, id, gone, alternatives, silenceEndsAt } = item
  if (acts.length === 0) return null
  const at = `/norms/${page.head.ref}/brackets/${id}`
  const may = (act: Item['acts'][number]) => acts.includes(act)
  const plain = alternatives.length < 2
  return (
    <Disclosure summary="Act on this bracket">
      {may('object') && silenceEndsAt && (
        <Form action={`${at}/objection`}>
          <Button>Object: the bracket stays</Button>
        </Form>
      )}
      {may('lift') && plain && (
        <Form action={`${at}/lifting`}>
          <Button>Lift the bracket</Button>
        </Form>
      )}
      {may('narrow') && !gone && alternatives.length === 0 && (
        <Form action={`${at}/narrowing`}>
          <TextField name="words" id={`narrow-${id}`} label="Words that stay in the bracket" />
          <Button kind="quiet">Narrow the bracket</Button>
        </Form>
      )}
      {may('stand') && <Position item={item} at={at} />}
      {may('offer') && !gone && (
        <Form action={`${at}/alternatives`}>
          <TextField name="text" id={`offer-${id}`} label="Other words in its place" optional />
          <Check name="noText" id={`no-text-${id}`} label="No text in its place" />
          <Button kind="quiet">Offer as an alternative</Button>
        </Form>
      )}
      {may('propose-lift') && plain && !silenceEndsAt && (
        <Form action={`${at}/silence`}>
          <TextField
            name="until"
            id={`until-${id}`}
            type="datetime-local"
            label="Lift it unless a delegation objects by, UTC"
          />
          <Button kind="quiet">Begin the silence</Button>
        </Form>
      )}
    </Disclosure>
  )
}

const Form = ({ action, children }: { action: string; children: ReactNode }) => (
  <form method="post" action={action} className="form">
    {children}
  </form>
)

function Position({ item: { id, mine }, at }: { item: Item; at: string }) {
  const options = [
    { value: 'co-holder', label: 'We hold it too' },
    { value: 'supporter', label: 'We support it' },
    { value: 'opponent', label: 'We oppose it' },
    { value: 'none', label: 'We have no position' },
  ]
  return (
    <Form action={`${at}/position`}>
      <SelectField
        name="position"
        id={`position-${id}`}
        label="Where your delegation stands"
        value={mine ?? 'none'}
        options={options}
      />
      <Button kind="quiet">Say so</Button>
    </Form>
  )
}
