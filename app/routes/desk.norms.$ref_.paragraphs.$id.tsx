import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import { mayNorm } from '~/domain/norms/may-norm'
import { findNorm } from '~/pages/norms.server'
import { requirePerson } from '~/session.server'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { Bracketed } from '~/ui/norms/bracketed'
import { ParagraphForms } from '~/ui/norms/paragraph-forms'
import { normTexts } from '~db/stores/norm-texts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Paragraph ${data.paragraph.number} of ${data.ref} - Parley` : 'Not found - Parley' },
]

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const norm = await findNorm(context, params.ref)
  if (!mayNorm(who, 'edit', { forumId: norm.forumId }).ok)
    throw new Response(
      'The draft is for the secretariat, the chair and delegations with a vote in the forum of this norm.',
      { status: 403, statusText: 'Forbidden' },
    )
  const { paragraphs } = await normTexts(context.deps.store.read).live(norm)
  const index = paragraphs.findIndex((p) => p.id === params.id)
  const paragraph = paragraphs[index] ?? notFound('paragraph')
  return {
    ref: norm.ref,
    language: norm.language,
    paragraph,
    isFirst: index === 0,
    isLast: index === paragraphs.length - 1,
    mayEdit: mayNorm(who, 'edit', norm).ok,
    mayArrange: mayNorm(who, 'arrange', norm).ok,
  }
}

/** All acts on one paragraph, for whoever has no scripts or wants no menu. */
export default function DraftParagraph() {
  const { ref, language, paragraph, mayEdit, ...may } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        eyebrow={<a href={`/desk/norms/${ref}#${paragraph.id}`}>Draft of {ref}</a>}
        title={`Paragraph ${paragraph.number}`}
      />
      <p className="para-words" dir="auto" lang={language}>
        {paragraph.text ? <Bracketed text={paragraph.text} /> : <span className="muted">No words yet.</span>}
      </p>
      {mayEdit ? (
        <ParagraphForms norm={ref} paragraph={paragraph} {...may} />
      ) : (
        <Notice title="The text is closed: its wording can no longer be changed." />
      )}
    </>
  )
}
