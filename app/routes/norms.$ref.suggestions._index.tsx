import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { openSuggestion } from '~/commands/suggestions/open-suggestion.server'
import { parseForm } from '~/contracts/form'
import { SuggestChange } from '~/contracts/suggestions'
import { mayDocument } from '~/domain/documents/may-document'
import { changesAnything } from '~/domain/documents/redline'
import { suggestionLimits } from '~/domain/documents/suggestion'
import type { ParagraphId } from '~/domain/ids'
import { normLimits } from '~/domain/norms/norm'
import { findNorm, headOf } from '~/pages/norms.server'
import { suggestionsOf } from '~/pages/suggestions.server'
import type { RouteHandle } from '~/root'
import { findPerson, requirePerson } from '~/session.server'
import { Button } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { SelectField, TextAreaField, TextField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import { NormHead } from '~/ui/norms/norm-head'
import { AcceptSeveral } from '~/ui/suggestions/accept-several'
import { Pieces } from '~/ui/suggestions/pieces'
import { SuggestionCard } from '~/ui/suggestions/suggestion-card'
import { statusWords, suggestionRefusalWords } from '~/ui/suggestions/suggestion-words'
import { Instant } from '~/ui/time'
import { normTexts } from '~db/stores/norm-texts'
import { wordings } from '~db/stores/wordings'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Suggestions on ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const who = (await findPerson(request, context))?.who ?? null
  const { paragraphs } = await normTexts(read).live(norm)
  const places = await wordings(read).places(paragraphs.map((p) => p.id))
  const asked = new URL(request.url).searchParams.get('paragraph')
  const open = paragraphs.filter((p) => mayDocument(who, 'suggest', places.get(p.id) ?? null).ok)
  return {
    head: await headOf(read, norm),
    ...(await suggestionsOf(read, norm, who)),
    paragraphs: open.map(({ id, number }) => ({ id, number })),
    chosen: open.find((p) => p.number === asked || p.id === asked) ?? null,
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(SuggestChange, form)
  if (!input.ok) return invalid(input.error, form)
  const norm = await findNorm(context, params.ref)
  const done = await openSuggestion(context.deps, person, { ref: norm.ref, ...input.value })
  if (!done.ok) return refused(done.error.code, suggestionRefusalWords(done.error.code), form)
  return redirect(`/norms/${norm.ref}/suggestions#${done.value.ref}`)
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Suggestions() {
  const data = useLoaderData<typeof loader>()
  const { head, resolved, paragraphs } = data
  // what was typed and taken back is its delegation's own affair
  const open = data.open.filter((s) => changesAnything(s.runs) || s.mayWithdraw)
  return (
    <>
      <NormHead norm={head} tab="suggestions" page="Suggestions" />
      <div className="stack-loose page-body">
        <div id="suggestions" data-live="The suggestions were updated" className="stack">
          {open.length === 0 && (
            <EmptyState
              title="No open suggestion"
              who="Delegations suggest changes of the text; the secretariat and the chair make them"
            />
          )}
          {open.map((suggestion) => (
            <SuggestionCard
              key={suggestion.ref}
              suggestion={suggestion}
              norm={head.ref}
              language={head.language}
            >
              {suggestion.mayResolve && suggestion.changes.length > 1 && (
                <Pieces norm={head.ref} suggestion={suggestion} />
              )}
            </SuggestionCard>
          ))}
          <Several data={data} />
          <Resolved norm={head.ref} rows={resolved} />
        </div>
        {paragraphs.length > 0 && <Suggest data={data} />}
      </div>
    </>
  )
}

function Several({ data: { head, open } }: { data: Data }) {
  const ready = open.filter((s) => s.mayResolve && changesAnything(s.runs))
  if (ready.length < 2) return null
  return (
    <Section title="Accept several">
      <AcceptSeveral norm={head.ref} suggestions={ready} />
    </Section>
  )
}

function Resolved({ norm, rows }: { norm: string; rows: Data['resolved'] }) {
  if (rows.length === 0) return null
  return (
    <Section title="What became of others">
      <ul className="entry-list">
        {rows.map(({ ref, number, delegation, author, status, resolvedBy, resolvedAt, resolution }) => (
          <li key={ref} id={ref} className="small">
            <strong>{statusWords[status]}</strong>: {ref}
            {number && ` on ${number}`}, <bdi>{delegation || author}</bdi>
            {resolvedBy && (
              <>
                {' '}
                by <bdi>{resolvedBy}</bdi>
              </>
            )}
            , <Instant at={resolvedAt} />
            {status === 'part' ? (
              <>
                ; the rest is <a href={`/norms/${norm}/suggestions#${resolution}`}>{resolution}</a>
              </>
            ) : (
              resolution && (
                <>
                  : <bdi>{resolution}</bdi>
                </>
              )
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Suggest({ data: { head, paragraphs, chosen } }: { data: Data }) {
  const answer = useActionData<typeof action>()
  const page = `/norms/${head.ref}/suggestions`
  return (
    <Section title="Suggest a change" id="suggest">
      <form method="get" action={`${page}#suggest`} className="inline-form">
        <SelectField
          name="paragraph"
          label="Paragraph"
          filter
          options={paragraphs.map(({ number }) => ({ value: number, label: `Paragraph ${number}` }))}
          value={chosen?.number}
        />
        <Button kind="quiet">Show its words</Button>
      </form>
      {chosen && (
        <form
          method="post"
          action={`${page}?paragraph=${encodeURIComponent(chosen.number)}`}
          className="stack"
        >
          <ErrorSummary
            errors={Object.entries(answer?.errors ?? {}).map(([field, message]) => ({ field, message }))}
          />
          <input type="hidden" name="paragraphId" value={chosen.id satisfies ParagraphId} />
          <TextAreaField
            name="text"
            label={`What paragraph ${chosen.number} should say`}
            hint="Change the words as you want them; what differs becomes the suggestion."
            value={answer?.values.text ?? chosen.text}
            error={answer?.errors.text}
            lang={head.language}
            maxLength={normLimits.text}
          />
          <TextField
            name="reason"
            label="Reason"
            optional
            value={answer?.values.reason}
            error={answer?.errors.reason}
            maxLength={suggestionLimits.reason}
          />
          <p>
            <Button>Suggest this change</Button>
          </p>
        </form>
      )}
    </Section>
  )
}
