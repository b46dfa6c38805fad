import { z } from 'zod'
import { line, optional } from './form'

/** An address of mail: one @, a name and a domain with a dot; kept in lower case, since people type both. */
export const email = (label: string) =>
  line(label, { max: 254 })
    .transform((s) => s.toLowerCase())
    .refine(
      (s) => s === '' || /^[^\s@<>,;:"()[\]\\]+@[^\s@.<>,;:"()[\]\\]+(?:\.[^\s@.<>,;:"()[\]\\]+)+$/.test(s),
      {
        message: `${label} must look like name@example.org.`,
      },
    )

/** Where to go afterwards; what is no path of this site is dropped later, so that a link never fails on it. */
const to = optional(z.string().max(2_000, 'The address to return to is too long.'))

export const AskForLink = z.strictObject({ email: email('The e-mail address'), to })
export const UseLink = z.strictObject({ to })
export const EnterAs = z.strictObject({ person: z.string().max(100, 'This is nobody.'), to })

/** 32 random bytes, base64url. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)
