import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refused } from '~/answer.server'
import { freezeVersion } from '~/commands/norms/freeze-version.server'
import { parseForm } from '~/contracts/form'
import { FreezeVersion } from '~/contracts/norms'
import { languageName } from '~/domain/languages'
import { mayNorm } from '~/domain/norms/may-norm'
import { normLimits, versionKinds } from '~/domain/norms/norm'
import { findNorm, headOf } from '~/pages/norms.server'
import { flaggedIn, sinceLook } from '~/pages/versions.server'
import type { RouteHandle } from '~/root'
import { findPerson, requirePerson } from '~/session.server'
import { Button } from '~/ui/kit/button'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { SelectField, TextAreaField, TextField } from '~/ui/kit/field'
import { Table } from '~/ui/kit/table'
import { Section } from '~/ui/layout/section'
import { FlaggedReferences } from '~/ui/norms/flagged-references'
import { NormHead } from '~/ui/norms/norm-head'
import { normRefusalWords } from '~/ui/norms/norm-refusal'
import { versionKindWords } from '~/ui/norms/norm-words'
import { SinceLook } from '~/ui/norms/since-look'
import { Instant } from '~/ui/time'
import { norms } from '~db/stores/norms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Versions of ${data?.head.ref ?? 'a norm'} - Parley` },
]
export const handle: RouteHandle = { rooms: ({ head }: { head: { ref: string } }) => [`norm/${head.ref}`] }

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const person = await findPerson(request, context)
  const who = person?.who ?? null
  const mayFreeze = who !== null && mayNorm(who, 'freeze', norm).ok
  const versions = await norms(read).versions(norm.id)
  return {
    head: await headOf(read, norm),
    mayFreeze,
    since: await sinceLook(read, norm, person?.personId),
    flagged: mayFreeze ? await flaggedIn(read, norm) : [],
    versions: versions.map(({ number, symbol, kind, language, note, hash, frozenAt }, i) => ({
      number,
      language,
      supersedes: versions[i + 1]?.number ?? null,
      symbol,
      kind,
      note,
      hash,
      frozenAt: frozenAt.toISOString(),
    })),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(FreezeVersion, form)
  if (!input.ok) return invalid(input.error, form)
  const { confirm, ...version } = input.value
  const ref = params.ref!
  if (confirm !== ref) return invalid({ confirm: `Type ${ref} to confirm.` }, form)
  const frozen = await freezeVersion(context.deps, person, { ref, ...version })
  if (!frozen.ok) return refused(frozen.error.code, normRefusalWords(frozen.error), form)
  return redirect(`/norms/${ref}/versions/${frozen.value.number}`)
}

type Version = ReturnType<typeof useLoaderData<typeof loader>>['versions'][number]

export default function Versions() {
  const { head, versions, mayFreeze, since, flagged } = useLoaderData<typeof loader>()
  const at = `/norms/${head.ref}`
  return (
    <>
      <NormHead norm={head} tab="versions" page="Versions" />
      <div className="stack-loose page-body">
        {since && <SinceLook since={since} />}
        <div id="versions" data-live="There is a new version">
          {versions.length === 0 ? (
            <EmptyState
              title="Frozen versions will stand here"
              who="The secretariat and the chair of the forum"
            >
              <p>A version keeps the text as it stood at one moment, with a hash that names it for ever.</p>
            </EmptyState>
          ) : (
            <Table<Version>
              caption="Newest first"
              rows={versions}
              rowKey={(v) => String(v.number)}
              columns={[
                {
                  header: 'Version',
                  names: true,
                  cell: (v) => (
                    <a href={`${at}/versions/${v.number}`}>
                      {v.number}, <bdi>{v.symbol}</bdi>
                    </a>
                  ),
                },
                { header: 'Kind', cell: (v) => versionKindWords[v.kind] },
                { header: 'Language', cell: (v) => languageName(v.language) },
                {
                  header: 'Supersedes',
                  cell: (v) =>
                    v.supersedes ? (
                      <a href={`${at}/compare?a=${v.supersedes}&b=${v.number}`}>
                        Version {v.supersedes}, see changes
                      </a>
                    ) : (
                      'None'
                    ),
                },
                { header: 'Frozen', cell: (v) => <Instant at={v.frozenAt} /> },
                {
                  header: 'Note',
                  cell: (v) => (
                    <span className="plain-text clamp version-note" dir="auto">
                      {v.note}
                    </span>
                  ),
                },
                { header: 'Hash', cell: (v) => <CopyableHash value={v.hash} /> },
              ]}
            />
          )}
        </div>
        {versions.length > 1 && <Compare versions={versions} at={at} />}
        {mayFreeze && (
          <FlaggedReferences
            flagged={flagged}
            hrefOf={({ paragraphId }) => `/desk/norms/${head.ref}#${paragraphId}`}
          />
        )}
        {mayFreeze && <Freeze norm={head.ref} next={(versions[0]?.number ?? 0) + 1} />}
      </div>
    </>
  )
}

function Compare({ versions, at }: { versions: readonly Version[]; at: string }) {
  const options = versions.map((v) => ({
    value: String(v.number),
    label: `Version ${v.number}, ${v.symbol}`,
  }))
  return (
    <Section title="Compare two versions">
      <form method="get" action={`${at}/compare`} className="inline-form">
        <SelectField name="a" label="From" filter options={options} value={String(versions[1]?.number)} />
        <SelectField name="b" label="To" filter options={options} value={String(versions[0]?.number)} />
        <SelectField
          name="view"
          label="As"
          filter
          options={[
            { value: 'redline', label: 'One redlined text' },
            { value: 'side', label: 'Two texts side by side' },
          ]}
        />
        <Button kind="quiet">Compare</Button>
      </form>
    </Section>
  )
}

function Freeze({ norm, next }: { norm: string; next: number }) {
  const answer = useActionData<typeof action>()
  const { errors = {}, values = {} } = answer ?? {}
  return (
    <Section title={`Freeze version ${next}`} id="freeze">
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
        title="The version was not frozen"
      />
      <form method="post" action={`/norms/${norm}/versions`} className="form">
        <TextField
          name="symbol"
          label="Symbol"
          hint="As it will be cited, such as AFR/ERT/4. Used once in this norm."
          short
          maxLength={normLimits.symbol}
          value={values.symbol}
          error={errors.symbol}
        />
        <SelectField
          name="kind"
          label="Kind"
          hint="A compilation and a chair’s text with its change log are made from the proposals."
          short
          options={versionKinds
            .filter((k) => k !== 'compilation')
            .map((k) => ({ value: k, label: versionKindWords[k] }))}
          value={values.kind ?? 'rolling'}
          error={errors.kind}
        />
        <TextAreaField
          name="note"
          label="Note"
          hint="What this version is for, in a sentence."
          optional
          rows={3}
          maxLength={normLimits.note}
          value={values.note}
          error={errors.note}
        />
        <TextField
          name="confirm"
          label={`Type ${norm} to confirm`}
          hint="A frozen version can never be changed or removed."
          short
          autoComplete="off"
          error={errors.confirm}
        />
        <Button>Freeze version {next}</Button>
      </form>
    </Section>
  )
}
