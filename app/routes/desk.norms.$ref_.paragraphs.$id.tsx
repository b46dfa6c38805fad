import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import { mayNorm } from '~/domain/norms/may-norm'
import { findNorm } from '~/pages/norms.server'
import { requirePerson } from '~/session.server'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { Bracketed } from '~/ui/norms/bracketed'
import { linkedText } from '~/ui/norms/linked-text'
import { MarkForms } from '~/ui/norms/mark-forms'
import { ParagraphForms } from '~/ui/norms/paragraph-forms'
import { referenceWords } from '~/ui/norms/text-links'
import { normTexts } from '~db/stores/norm-texts'
import { textMarks } from '~db/stores/text-marks'

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
  const { read } = context.deps.store
  const { paragraphs } = await normTexts(read).live(norm)
  const marks = await textMarks(read).live(norm.id, paragraphs)
  const index = paragraphs.findIndex((p) => p.id === params.id)
  const paragraph = paragraphs[index] ?? notFound('paragraph')
  return {
    ref: norm.ref,
    language: norm.language,
    paragraph,
    isFirst: index === 0,
    isLast: index === paragraphs.length - 1,
    others: paragraphs.map(({ id, number, heading, text }) => ({
      id,
      number,
      opening: (heading || text).slice(0, 60),
    })),
    references: (marks.references[paragraph.id] ?? []).map((r) => ({
      id: r.id,
      words: paragraph.text.slice(r.start, r.end),
      says: referenceWords(r),
    })),
    terms: marks.definitions
      .filter((d) => d.paragraphId === paragraph.id)
      .map(({ id, term }) => ({ id, term })),
    links: linkedText(
      { paragraphs, ...marks, lang: norm.language },
      (id) => `/desk/norms/${norm.ref}#${id}`,
    )(paragraph),
    mayEdit: mayNorm(who, 'edit', norm).ok,
    mayArrange: mayNorm(who, 'arrange', norm).ok,
  }
}

/** All acts on one paragraph, for whoever has no scripts or wants no menu. */
export default function DraftParagraph() {
  const { ref, language, paragraph, mayEdit, others, references, terms, links, ...may } =
    useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        eyebrow={<a href={`/desk/norms/${ref}#${paragraph.id}`}>Draft of {ref}</a>}
        title={`Paragraph ${paragraph.number}`}
      />
      <p className="para-words" dir="auto" lang={language}>
        {paragraph.text ? (
          <Bracketed text={paragraph.text} links={links} />
        ) : (
          <span className="muted">No words yet.</span>
        )}
      </p>
      {mayEdit ? (
        <>
          <ParagraphForms norm={ref} paragraph={paragraph} {...may} />
          <MarkForms norm={ref} id={paragraph.id} others={others} references={references} terms={terms} />
        </>
      ) : (
        <Notice title="The text is closed: its wording can no longer be changed." />
      )}
    </>
  )
}
