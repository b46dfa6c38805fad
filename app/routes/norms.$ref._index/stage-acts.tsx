import type { Stage } from '~/domain/norms/norm'
import { Button } from '~/ui/kit/button'
import { Disclosure } from '~/ui/kit/disclosure'
import { TextField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import type { NormHeadFacts } from '~/ui/norms/norm-head'

const words: Record<Stage, { act: string; about: string }> = {
  consultation: {
    act: 'Open the consultation',
    about: 'The text is put out for comment. Delegations may still change it.',
  },
  drafting: { act: 'Return to drafting', about: 'The consultation ends here and can be opened again later.' },
  'text-final': {
    act: 'Make the text final',
    about:
      'Nobody can change the text afterwards. The last frozen version must be free of brackets and equal to the draft.',
  },
  ballot: { act: 'Put to the ballot', about: 'Opening a ballot does this.' },
  adopted: { act: 'Adopt', about: 'Closing the ballot does this.' },
  rejected: { act: 'Reject', about: 'Closing the ballot does this.' },
}

/** For the secretariat and the chair: the moves their norm could make now. */
export function StageActs({ norm, moves }: { norm: NormHeadFacts; moves: readonly Stage[] }) {
  return (
    <Section title="Move it on">
      {moves.map((to) => (
        <Disclosure key={to} summary={words[to].act}>
          <p className="small">{words[to].about}</p>
          <form method="post" action={`/norms/${norm.ref}/stage`} className="form">
            <input type="hidden" name="to" value={to} />
            {to === 'consultation' && (
              <TextField
                name="closesAt"
                type="datetime-local"
                label="Closes at, UTC"
                hint="Without an end it stays open until you end it."
                optional
              />
            )}
            {to === 'text-final' && (
              <TextField name="confirm" label={`Type ${norm.ref} to confirm`} short autoComplete="off" />
            )}
            <Button kind={to === 'text-final' ? 'danger' : 'main'}>{words[to].act}</Button>
          </form>
        </Disclosure>
      ))}
    </Section>
  )
}
