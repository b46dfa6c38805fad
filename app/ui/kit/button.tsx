import type { ReactNode } from 'react'
import { classes } from './classes'

export type ButtonKind = 'main' | 'quiet' | 'danger'

interface Look {
  kind?: ButtonKind
  small?: boolean
  children: ReactNode
}

interface ButtonProps extends Look {
  /** Sent with the form, so that one form can hold several acts. */
  name?: string
  value?: string
  disabled?: boolean
  form?: string
  formAction?: string
  /** The id of words that say what happens, or why the button is disabled. */
  describedBy?: string
}

const look = ({ kind = 'main', small }: Look) =>
  classes('button', kind !== 'main' && `button-${kind}`, small && 'button-small')

/** Submits its form. There is no other kind of button on a page without scripts. */
export function Button({
  children,
  describedBy,
  disabled,
  form,
  formAction,
  kind,
  name,
  small,
  value,
}: ButtonProps) {
  return (
    <button
      type="submit"
      className={look({ kind, small, children })}
      name={name}
      value={value}
      disabled={disabled}
      form={form}
      formAction={formAction}
      aria-describedby={describedBy}
    >
      {children}
    </button>
  )
}

export function LinkButton({ href, kind, small, rel, children }: Look & { href: string; rel?: string }) {
  return (
    <a className={look({ kind, small, children })} href={href} rel={rel}>
      {children}
    </a>
  )
}
