import { Fragment, type ReactNode } from 'react'
import { classes } from './classes'

export interface Fact {
  term: string
  /** A fact without a value is left out. */
  value: ReactNode
}

export function DefinitionList({ facts, narrow }: { facts: readonly Fact[]; narrow?: boolean }) {
  const known = facts.filter(
    ({ value }) => value !== null && value !== undefined && value !== false && value !== '',
  )
  return (
    <dl className={classes('facts', narrow && 'facts-narrow')}>
      {known.map(({ term, value }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
