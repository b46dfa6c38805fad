import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { classes } from './classes'
import { Shape } from './shape'
import { VisuallyHidden } from './visually-hidden'

/** The id that ErrorSummary links to. */
export const fieldId = (name: string): string => `field-${name.replace(/[^\w-]/g, '-')}`

interface Common {
  name: string
  label: ReactNode
  hint?: ReactNode
  /** The message of what is wrong and what to do; ties itself to the control. */
  error?: string | undefined
  /** Required unless said otherwise: optional fields are the exception and are marked. */
  optional?: boolean
  /** For searches and filters, where nothing is required and saying so would be noise. */
  filter?: boolean
  /** Needed only when one page has two fields of one name. */
  id?: string
}

interface Tied {
  id: string
  describedBy: string | undefined
  invalid: true | undefined
}

const tie = ({ id, name, hint, error }: Common): Tied => {
  const own = id ?? fieldId(name)
  const describedBy = [hint && `${own}-hint`, error && `${own}-error`].filter(Boolean).join(' ')
  return { id: own, describedBy: describedBy || undefined, invalid: error ? true : undefined }
}

function HintAndError({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  return (
    <>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Shape name="warning" />
          <span>
            <VisuallyHidden>Error: </VisuallyHidden>
            {error}
          </span>
        </p>
      )}
    </>
  )
}

const isRequired = ({ optional, filter }: Pick<Common, 'optional' | 'filter'>) => !optional && !filter

const Optional = ({ optional, filter }: Pick<Common, 'optional' | 'filter'>) =>
  optional && !filter ? <span className="field-optional"> (optional)</span> : null

/** A label, its hint and its error around one control of the caller's own. */
export function Field({ children, ...common }: Common & { children: (tied: Tied) => ReactNode }) {
  const tied = tie(common)
  return (
    <div className={classes('field', common.error && 'field-invalid')}>
      <label className="field-label" htmlFor={tied.id}>
        {common.label}
        <Optional {...common} />
      </label>
      <HintAndError id={tied.id} hint={common.hint} error={common.error} />
      {children(tied)}
    </div>
  )
}

interface TextFieldProps extends Common {
  value?: string | undefined
  type?: 'text' | 'email' | 'search' | 'url' | 'tel' | 'date' | 'datetime-local' | 'number' | 'password'
  short?: boolean
  maxLength?: number
  autoComplete?: HTMLInputAutoCompleteAttribute
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'search'
  placeholder?: string
  spellCheck?: boolean
  min?: string | number
  max?: string | number
}

export function TextField(props: TextFieldProps) {
  const { value, short, type = 'text', name, autoComplete, inputMode, maxLength } = props
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <input
          className={classes('control', short && 'control-short')}
          id={id}
          name={name}
          type={type}
          defaultValue={value}
          dir={type === 'text' || type === 'search' ? 'auto' : undefined}
          required={isRequired(props)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          autoComplete={autoComplete}
          inputMode={inputMode}
          maxLength={maxLength}
          placeholder={props.placeholder}
          spellCheck={props.spellCheck}
          min={props.min}
          max={props.max}
        />
      )}
    </Field>
  )
}

interface TextAreaProps extends Common {
  value?: string | undefined
  rows?: number
  maxLength?: number
  lang?: string
}

export function TextAreaField(props: TextAreaProps) {
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <textarea
          className="control"
          id={id}
          name={props.name}
          defaultValue={props.value}
          rows={props.rows ?? 6}
          maxLength={props.maxLength}
          lang={props.lang}
          dir="auto"
          required={isRequired(props)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
      )}
    </Field>
  )
}

export interface Option {
  value: string
  label: string
  hint?: ReactNode
  disabled?: boolean
  /** Options of one group stand together (select only). */
  group?: string
}

interface SelectProps extends Common {
  options: readonly Option[]
  value?: string | undefined
  /** The first, empty option; without it the first option is chosen. */
  prompt?: string
  short?: boolean
}

export function SelectField(props: SelectProps) {
  const groups = [...new Set(props.options.map((o) => o.group ?? ''))]
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <select
          className={classes('control', props.short && 'control-short')}
          id={id}
          name={props.name}
          defaultValue={props.value}
          required={isRequired(props)}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        >
          {props.prompt !== undefined && <option value="">{props.prompt}</option>}
          {groups.map((group) => {
            const own = props.options
              .filter((o) => (o.group ?? '') === group)
              .map((o) => (
                <option key={o.value} value={o.value} disabled={o.disabled}>
                  {o.label}
                </option>
              ))
            return group ? (
              <optgroup key={group} label={group}>
                {own}
              </optgroup>
            ) : (
              own
            )
          })}
        </select>
      )}
    </Field>
  )
}

interface ChoiceGroupProps extends Common {
  options: readonly Option[]
  /** Side by side where there is room; for a vote or any two to four short choices. */
  row?: boolean
}

function ChoiceGroup(props: ChoiceGroupProps & { type: 'radio' | 'checkbox'; chosen: readonly string[] }) {
  const { id, describedBy } = tie(props)
  return (
    <fieldset className={classes('field', props.error && 'field-invalid')} aria-describedby={describedBy}>
      <legend>
        {props.label}
        <Optional {...props} />
      </legend>
      <HintAndError id={id} hint={props.hint} error={props.error} />
      <div className={classes('choices', props.row && 'choices-row')}>
        {props.options.map((option, i) => (
          <Choice
            key={option.value}
            {...option}
            // The error summary links to the group's name, which is its first control.
            id={i === 0 ? id : `${id}-${i}`}
            name={props.name}
            type={props.type}
            checked={props.chosen.includes(option.value)}
            required={props.type === 'radio' && isRequired(props)}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface ChoiceProps {
  id: string
  name: string
  type: 'radio' | 'checkbox'
  value: string
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  required: boolean
  disabled?: boolean
}

function Choice({ id, name, type, value, label, hint, checked, required, disabled }: ChoiceProps) {
  return (
    <label className="choice" htmlFor={id}>
      <input
        id={id}
        name={name}
        type={type}
        value={value}
        defaultChecked={checked}
        required={required}
        disabled={disabled}
        aria-describedby={hint ? `${id}-about` : undefined}
      />
      <span className="choice-words">
        <span className="choice-label">{label}</span>
        {hint && (
          <span className="choice-hint" id={`${id}-about`}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}

export function RadioField({ value, ...rest }: ChoiceGroupProps & { value?: string | undefined }) {
  return <ChoiceGroup {...rest} type="radio" chosen={value === undefined ? [] : [value]} />
}

export function CheckboxField({ values = [], ...rest }: ChoiceGroupProps & { values?: readonly string[] }) {
  return <ChoiceGroup {...rest} type="checkbox" chosen={values} />
}

interface CheckProps {
  name: string
  label: ReactNode
  hint?: ReactNode
  checked?: boolean
  /** What is sent when ticked. */
  value?: string
  required?: boolean
  id?: string
}

/** One box to tick, such as an agreement. */
export function Check({
  name,
  label,
  hint,
  checked = false,
  value = 'on',
  required = false,
  id,
}: CheckProps) {
  return (
    <div className="field choices-plain">
      <Choice
        id={id ?? fieldId(name)}
        name={name}
        type="checkbox"
        value={value}
        label={label}
        hint={hint}
        checked={checked}
        required={required}
      />
    </div>
  )
}
