import { Chip } from '../kit/chip'
import { Disclosure } from '../kit/disclosure'

export interface RuleInWords {
  title: string
  key: string
  version: number
  isDefault: boolean
  source: string | null
  words: readonly string[]
}

/** A rule as sentences, folded unless it is the one that decides. */
export function RuleWords({ rule, open }: { rule: RuleInWords; open?: boolean }) {
  return (
    <Disclosure
      open={open ?? false}
      summary={
        <>
          {rule.title} {rule.isDefault && <Chip tone="accent">default</Chip>}
        </>
      }
    >
      <ol className="rule-words">
        {rule.words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <p className="muted small">
        <code>{rule.key}</code>
        {`, version ${rule.version}`}
        {rule.source && `. ${rule.source}`}
      </p>
    </Disclosure>
  )
}
