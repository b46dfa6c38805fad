import { SideMark } from './side'

const choices = ['yes', 'no', 'abstain'] as const

/** For, against, abstain as native radios, large, each with its shape. `id` begins the ids of one form. */
export function VoteChoices({
  id,
  legend,
  chosen,
}: {
  id: string
  legend: string
  chosen?: string | undefined
}) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <div className="choices choices-row">
        {choices.map((choice) => (
          <label key={choice} className="choice choice-vote" htmlFor={`${id}-${choice}`}>
            <input
              id={`${id}-${choice}`}
              type="radio"
              name="choice"
              value={choice}
              defaultChecked={choice === chosen}
              required
            />
            <SideMark side={choice} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
