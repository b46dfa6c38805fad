import { LinkButton } from '../kit/button'
import { ErrorSummary } from '../kit/error-summary'
import { PageHead } from '../layout/page-head'
import { Section } from '../layout/section'

interface RefusedActProps {
  errors: Readonly<Record<string, string>>
  /** What was typed: shown, so that it can be copied and nothing is lost. */
  values: Readonly<Record<string, string>>
  back: { href: string; label: string }
}

/** The answer to an act whose form stands on another page. */
export function RefusedAct({ errors, values, back }: RefusedActProps) {
  const said = Object.values(errors).map((message) => ({ field: '', message }))
  const texts = Object.entries(values).filter(([, value]) => value.length > 40)
  return (
    <div className="stack">
      <PageHead title="Not done" lede="Nothing was changed." />
      <ErrorSummary errors={said} title="Why it was refused" />
      {texts.length > 0 && (
        <Section title="What you wrote">
          {texts.map(([name, value]) => (
            <p key={name} className="plain-text" dir="auto">
              {value}
            </p>
          ))}
        </Section>
      )}
      <p>
        <LinkButton href={back.href} kind="quiet">
          {back.label}
        </LinkButton>
      </p>
    </div>
  )
}
