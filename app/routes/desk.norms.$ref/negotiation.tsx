import type { ParagraphState } from '~/domain/norms/norm'
import { Chip } from '~/ui/kit/chip'
import { paragraphStateWords, plural } from '~/ui/norms/norm-words'

interface NegotiationProps {
  norm: string
  /** Brackets that somebody holds. */
  held: number
  packageDeal: boolean
  /** Paragraphs that are not simply open. */
  states: readonly { id: string; number: string; state: ParagraphState }[]
}

/** Where the text stands between the delegations; who holds what, and every act on it, is a page of its own. */
export function Negotiation({ norm, held, packageDeal, states }: NegotiationProps) {
  return (
    <p className="small cluster draft-standing" id="negotiation">
      <a href={`/norms/${norm}/brackets`}>
        {held === 0 ? 'No bracket is held' : `${plural(held, 'bracket')} held`}
      </a>
      {packageDeal && <Chip>Nothing is agreed until everything is agreed</Chip>}
      {states.map(({ id, number, state }) => (
        <a key={id} href={`/norms/${norm}/brackets#state-${id}`}>
          <Chip tone={state === 'closed' ? 'ok' : 'accent'}>
            {number} {paragraphStateWords[state].toLowerCase()}
          </Chip>
        </a>
      ))}
    </p>
  )
}
