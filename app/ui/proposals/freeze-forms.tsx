import { normLimits } from '~/domain/norms/norm'
import { Button } from '../kit/button'
import { Disclosure } from '../kit/disclosure'
import { TextField } from '../kit/field'
import { plural } from '../norms/norm-words'

interface FreezeFormsProps {
  normRef: string
  /** Open proposals. */
  open: number
  mayCompile: boolean
  mayChair: boolean
}

/** For the secretariat: the compilation. For the chair: the chair's text. */
export function FreezeForms({ normRef, open, mayCompile, mayChair }: FreezeFormsProps) {
  const at = `/norms/${normRef}/proposals`
  return (
    <>
      {mayCompile && open > 0 && (
        <Disclosure summary={`Freeze a compilation of ${plural(open, 'open proposal')}`} id="compile">
          <p className="small">
            Every paragraph as it stands, followed by the proposals on it with their proponents. Nothing is
            merged; the draft stays as it is.
          </p>
          <FreezeForm
            action={`${at}/compilation`}
            normRef={normRef}
            button="Freeze the compilation"
            space="c"
          />
        </Disclosure>
      )}
      {mayChair && (
        <Disclosure summary="Freeze the chair’s text" id="chair">
          <p className="small">
            The draft as it stands becomes a version. Its note says what became of every proposal that you
            settled since the last chair’s text, and why.
          </p>
          <FreezeForm
            action={`${at}/chair-text`}
            normRef={normRef}
            button="Freeze the chair’s text"
            space="t"
          />
        </Disclosure>
      )}
    </>
  )
}

interface FormProps {
  action: string
  normRef: string
  button: string
  /** Keeps the ids of the two forms apart. */
  space: string
}

const FreezeForm = ({ action, normRef, button, space }: FormProps) => (
  <form method="post" action={action} className="form">
    <TextField
      name="symbol"
      id={`${space}-symbol`}
      label="Symbol"
      hint="As it will be cited. Used once in this norm."
      short
      maxLength={normLimits.symbol}
    />
    <TextField
      name="confirm"
      id={`${space}-confirm`}
      label={`Type ${normRef} to confirm`}
      hint="A frozen version can never be changed or removed."
      short
      autoComplete="off"
    />
    <Button>{button}</Button>
  </form>
)
