import { classes } from './classes'

/** Shown short, but the whole value is the text: one click selects all of it, and paper shows all of it. */
export function CopyableHash({ value, full }: { value: string; full?: boolean }) {
  return (
    <code
      className={classes('hash', full && 'hash-full')}
      title={full ? undefined : value}
      translate="no"
      dir="ltr"
    >
      {value}
    </code>
  )
}
