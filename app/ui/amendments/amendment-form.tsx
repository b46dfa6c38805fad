import { amendmentLimits } from '~/domain/amendments/amendment'
import { normLimits, type ParagraphKind, paragraphKinds } from '~/domain/norms/norm'
import { Button } from '../kit/button'
import { RadioField, SelectField, TextAreaField, TextField } from '../kit/field'
import { paragraphKindWords } from '../norms/norm-words'

/** What is to be amended. */
export type AmendmentAsked =
  | { kind: 'paragraph'; id: string; number: string; heading: string; text: string }
  | { kind: 'new'; afterId: string; after: string | null; paragraphKind: ParagraphKind }
  | { kind: 'words'; ref: string; text: string }

interface AmendmentFormProps {
  normRef: string
  version: { number: number; symbol: string; language: string }
  asked: AmendmentAsked
  paragraphs: readonly { id: string; number: string }[]
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
  disabled: boolean
}

/** One amendment to one place: the wording as it stands is there to be changed, and the difference is the amendment. */
export function AmendmentForm(props: AmendmentFormProps) {
  const { normRef, version, asked, errors, values, disabled } = props
  return (
    <form method="post" action={actionOf(normRef, asked)} className="form">
      <input type="hidden" name="version" value={version.number} />
      {asked.kind === 'paragraph' ? <ParagraphFields {...props} asked={asked} /> : <WordFields {...props} />}
      <TextAreaField
        name="reason"
        label="Reason"
        rows={4}
        maxLength={amendmentLimits.reason}
        value={values.reason}
        error={errors.reason}
      />
      <Button disabled={disabled}>Table the amendment</Button>
    </form>
  )
}

/** The form answers on its own page, so that what was typed is shown again beside the same words. */
function actionOf(normRef: string, asked: AmendmentAsked): string {
  const page = `/norms/${normRef}/amendments/new`
  if (asked.kind === 'paragraph') return `${page}?paragraph=${encodeURIComponent(asked.number)}`
  if (asked.kind === 'new') return `${page}?after=${encodeURIComponent(asked.after ?? '')}`
  return `${page}?amends=${asked.ref}`
}

type ParagraphProps = AmendmentFormProps & { asked: Extract<AmendmentAsked, { kind: 'paragraph' }> }

function ParagraphFields({ asked, version, paragraphs, errors, values }: ParagraphProps) {
  const { id, number, heading, text } = asked
  return (
    <>
      <input type="hidden" name="paragraphId" value={id} />
      <RadioField
        name="op"
        label={`What should become of paragraph ${number}?`}
        value={values.op ?? 'replace'}
        error={errors.op}
        options={[
          { value: 'replace', label: 'Change its words', hint: 'As you write them below.' },
          {
            value: 'delete',
            label: 'Delete it',
            hint: 'The words below do not matter then. Sub-paragraphs under it stay in the text.',
          },
          {
            value: 'move',
            label: 'Move it',
            hint: 'To the place chosen below, with its sub-paragraphs; its words stay.',
          },
        ]}
      />
      <TextField
        name="heading"
        label="Heading"
        optional
        maxLength={normLimits.heading}
        value={values.heading ?? heading}
        error={errors.heading}
      />
      <TextAreaField
        name="text"
        label="Wording"
        hint={`As in version ${version.number}. Change it in as many places as you need; only what differs becomes your amendment.`}
        rows={8}
        lang={version.language}
        maxLength={normLimits.text}
        value={values.text ?? text}
        error={errors.text}
        optional
      />
      <SelectField
        name="afterId"
        label="Only for moving: stands after"
        optional
        prompt="Nothing: at the beginning"
        value={values.afterId}
        error={errors.afterId}
        options={paragraphs
          .filter((p) => p.id !== id)
          .map((p) => ({ value: p.id, label: `Paragraph ${p.number}` }))}
      />
    </>
  )
}

function WordFields({ asked, version, errors, values }: AmendmentFormProps) {
  const isNew = asked.kind === 'new'
  const hint = isNew
    ? `A new paragraph ${asked.after === null ? 'at the beginning' : `after ${asked.after}`}.`
    : 'The words that the amendment proposes. Only what you change becomes yours.'
  return (
    <>
      <input type="hidden" name="op" value={isNew ? 'add' : 'replace'} />
      {asked.kind === 'new' && <input type="hidden" name="afterId" value={asked.afterId} />}
      {asked.kind === 'words' && <input type="hidden" name="parent" value={asked.ref} />}
      {asked.kind === 'new' && (
        <SelectField
          name="kind"
          label="Kind"
          short
          value={values.kind ?? asked.paragraphKind}
          error={errors.kind}
          options={paragraphKinds.map((kind) => ({ value: kind, label: paragraphKindWords[kind] }))}
        />
      )}
      {isNew && (
        <TextField
          name="heading"
          label="Heading"
          optional
          maxLength={normLimits.heading}
          value={values.heading}
          error={errors.heading}
        />
      )}
      <TextAreaField
        name="text"
        label={asked.kind === 'words' ? `New words in place of those of ${asked.ref}` : 'Wording'}
        hint={hint}
        rows={6}
        lang={version.language}
        maxLength={normLimits.text}
        value={values.text ?? (asked.kind === 'words' ? asked.text : undefined)}
        error={errors.text}
      />
    </>
  )
}
