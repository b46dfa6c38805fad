import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { languageName } from '~/domain/languages'
import { withoutProposals } from '~/domain/proposals/compilation'
import { findNorm, headOf } from '~/pages/norms.server'
import { Button } from '~/ui/kit/button'
import { EmptyState } from '~/ui/kit/empty-state'
import { SelectField } from '~/ui/kit/field'
import { Notice } from '~/ui/kit/notice'
import { NormHead } from '~/ui/norms/norm-head'
import { Redline } from '~/ui/norms/redline'
import { SideBySide } from '~/ui/norms/side-by-side'
import type { Conn } from '~db/store'
import { type NormText, normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Compare versions of ${data?.head.ref ?? 'a norm'} - Parley` },
]

/** A version's number, or the live text. */
const sideForm = /^(?:draft|[1-9]\d{0,5})$/

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const versions = await norms(read).versions(norm.id)
  const { searchParams } = new URL(request.url)
  const newest = String(versions[0]?.number ?? 'draft')
  const asked = (name: string, otherwise: string) => {
    const side = searchParams.get(name) ?? ''
    return sideForm.test(side) ? side : otherwise
  }
  const b = asked('b', newest)
  const a = asked('a', String(Math.max(1, (Number(b) || (versions[0]?.number ?? 1) + 1) - 1)))
  const compiled = (side: string) => versions.find((v) => String(v.number) === side)?.kind === 'compilation'
  // only two compilations can be compared proposal by proposal; beside any other text they are no part of it
  const whole = compiled(a) && compiled(b)
  return {
    head: await headOf(read, norm),
    a,
    b,
    beside: searchParams.get('view') === 'side',
    onlyChanges: searchParams.get('show') === 'changes',
    before: shown(await sideOf(read, norm, a), whole),
    after: shown(await sideOf(read, norm, b), whole),
    sides: [
      ...versions.map((v) => ({ value: String(v.number), label: `Version ${v.number}, ${v.symbol}` })),
      { value: 'draft', label: 'The live draft' },
    ],
  }
}

async function sideOf(c: Conn, norm: NormRow, side: string): Promise<NormText | null> {
  if (side === 'draft') return normTexts(c).live(norm)
  const version = await norms(c).version(norm.id, Number(side))
  return version && normTexts(c).frozen(version)
}

const shown = (text: NormText | null, whole: boolean) =>
  text && {
    language: text.language,
    paragraphs: (whole ? text.paragraphs : withoutProposals(text.paragraphs)).map(
      ({ implementsId: _, ...p }) => ({ ...p, lang: text.language }),
    ),
  }

export default function Compare() {
  const { head, a, b, before, after, sides, onlyChanges, beside } = useLoaderData<typeof loader>()
  return (
    <>
      <NormHead norm={head} tab="versions" page="Compare" />
      <div className="stack page-body">
        <form method="get" action={`/norms/${head.ref}/compare`} className="inline-form">
          <SelectField name="a" label="From" filter options={sides} value={a} />
          <SelectField name="b" label="To" filter options={sides} value={b} />
          <SelectField
            name="show"
            label="Show"
            filter
            value={onlyChanges ? 'changes' : 'all'}
            options={[
              { value: 'all', label: 'The whole text' },
              { value: 'changes', label: 'Only what changed' },
            ]}
          />
          <SelectField
            name="view"
            label="As"
            filter
            value={beside ? 'side' : 'redline'}
            options={[
              { value: 'redline', label: 'One redlined text' },
              { value: 'side', label: 'Two texts side by side' },
            ]}
          />
          <Button kind="quiet">Compare</Button>
        </form>
        {before && after && before.language !== after.language && (
          <Notice kind="warning" title="Two languages">
            <p>
              {languageName(before.language)} and {languageName(after.language)}: paragraphs are paired, words
              are not comparable.
            </p>
          </Notice>
        )}
        {before && after && beside ? (
          <SideBySide
            before={before.paragraphs}
            after={after.paragraphs}
            beforeName={nameOf(a)}
            afterName={nameOf(b)}
            changesOnly={onlyChanges}
          />
        ) : before && after ? (
          <Redline
            before={before.paragraphs}
            after={after.paragraphs}
            beforeName={nameOf(a)}
            afterName={nameOf(b)}
            changesOnly={onlyChanges}
            lang={after.language}
          />
        ) : (
          <EmptyState title={`There is no ${nameOf(before ? b : a)} of ${head.ref}`}>
            <p>Choose two of the versions above.</p>
          </EmptyState>
        )}
      </div>
    </>
  )
}

const nameOf = (side: string) => (side === 'draft' ? 'the live draft' : `version ${side}`)
