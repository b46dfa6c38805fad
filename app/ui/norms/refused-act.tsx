import { LinkButton } from '../kit/button'
import { ErrorSummary } from '../kit/error-summary'
import { PageHead } from '../layout/page-head'
import { Section } from '../layout/section'

interface RefusedActProps {
  /** Absent when somebody only looks at the address of a form. */
  answer: { errors: Readonly<Record<string, string>>; values: Readonly<Record<string, string>> } | undefined
  back: { href: string; label: string }
  /** Where it is not true that nothing was changed. */
  lede?: string
}

/** The answer to an act whose form stands on another page. What was written is shown, so that it can be copied. */
export function RefusedAct({ answer, back, lede = 'Nothing was changed.' }: RefusedActProps) {
  const said = Object.values(answer?.errors ?? {}).map((message) => ({ field: '', message }))
  const texts = Object.entries(answer?.values ?? {}).filter(([, value]) => value.length > 40)
  return (
    <div className="stack">
      <PageHead
        title={answer ? 'Not done' : 'Nothing to read here'}
        lede={answer ? lede : 'This address only takes a form.'}
      />
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
