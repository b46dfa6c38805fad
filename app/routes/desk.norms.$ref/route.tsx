import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useFetcher, useLoaderData, useLocation, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { FormAnswer } from '~/contracts/form'
import type { ParagraphId } from '~/domain/ids'
import { mayNorm } from '~/domain/norms/may-norm'
import { findNorm } from '~/pages/norms.server'
import type { RouteHandle } from '~/root'
import { requirePerson } from '~/session.server'
import { Button, LinkButton } from '~/ui/kit/button'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { StageChip } from '~/ui/norms/stage-line'
import { comments } from '~db/stores/comments'
import { ledger } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import styles from './desk.css?url'
import { DeskState, Margin, Outline } from './panes'
import { Paragraph } from './paragraph'
import { useLiveDesk } from './use-live-desk'

export const handle: RouteHandle = { hydrate: true }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Draft of ${data.ref} - Parley` : 'Not allowed - Parley' },
]

const commentsShown = 50

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { who } = await requirePerson(request, context)
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  if (!mayNorm(who, 'edit', { forumId: norm.forumId }).ok)
    throw new Response(
      'The draft is for the secretariat, the chair and delegations with a vote in the forum of this norm.',
      { status: 403, statusText: 'Forbidden' },
    )
  // read before the text: what happens between the two is told again, never missed
  const ledgerSize = await ledger(read).size()
  const { paragraphs } = await normTexts(read).live(norm)
  const counts = await comments(read).counts(norm.id)
  const newest = await comments(read).page({ normId: norm.id, n: commentsShown })
  const numbers = new Map(paragraphs.map((p) => [p.id, p.number]))
  return {
    ref: norm.ref,
    title: norm.title,
    stage: norm.stage,
    language: norm.language,
    forum: { name: norm.forumName, slug: norm.forumSlug },
    ledgerSize,
    mayEdit: mayNorm(who, 'edit', norm).ok,
    mayFreeze: mayNorm(who, 'freeze', norm).ok,
    paragraphs: paragraphs.map((p) => ({ ...p, comments: counts.get(p.id) ?? 0 })),
    comments: newest.flatMap(({ ref, body, language, paragraphId, createdAt, ...c }) =>
      body === null
        ? []
        : [
            {
              ref,
              body,
              language,
              paragraphId,
              number: paragraphId && numbers.get(paragraphId),
              author: [c.authorLabel, c.organisationName].filter(Boolean).join(', '),
              createdAt: createdAt.toISOString(),
            },
          ],
    ),
  }
}

type DeskData = ReturnType<typeof useLoaderData<typeof loader>>
export type DraftParagraph = DeskData['paragraphs'][number]
export type DraftComment = DeskData['comments'][number]

export default function DraftingDesk() {
  const desk = useLoaderData<typeof loader>()
  const { ref, title, stage, language, forum, paragraphs, mayEdit } = desk
  const live = useLiveDesk(ref, desk.ledgerSize)
  const [editing, setEditing] = useEditing(paragraphs)
  const { add, refusal } = useNewParagraph(ref, paragraphs, setEditing)
  return (
    <>
      <PageHead
        eyebrow={
          <>
            <a href={`/norms/${ref}`}>{ref}</a> · <a href={`/forums/${forum.slug}`}>{forum.name}</a>{' '}
            <StageChip stage={stage} />
          </>
        }
        title={<bdi lang={language}>{title}</bdi>}
        actions={
          <>
            <DeskState live={live} />
            {desk.mayFreeze && (
              <LinkButton href={`/norms/${ref}/versions#freeze`} kind="quiet">
                Freeze a version …
              </LinkButton>
            )}
          </>
        }
      />
      {!mayEdit && <Notice title="The text is closed: its wording can no longer be changed." />}
      {refusal && <Notice kind="refusal" title={refusal} live />}
      <div className="draft-panes">
        <Outline paragraphs={paragraphs} />
        <div className="draft-text">
          <div className="norm-text">
            {paragraphs.map((p) => (
              <Paragraph
                key={p.id}
                paragraph={p}
                language={language}
                live={live}
                mayEdit={mayEdit}
                editing={mayEdit && editing === p.id}
                onEdit={setEditing}
                onEnter={add}
              />
            ))}
          </div>
          {mayEdit && <AddParagraph norm={ref} kind={paragraphs.at(-1)?.kind ?? 'operative'} />}
        </div>
        <Margin norm={ref} paragraph={paragraphs.find((p) => p.id === editing)} comments={desk.comments} />
      </div>
    </>
  )
}

function AddParagraph({ norm, kind }: { norm: string; kind: string }) {
  return (
    <form method="post" action={`/norms/${norm}/paragraphs`}>
      <input type="hidden" name="kind" value={kind} />
      <Button kind="quiet" small>
        Add a paragraph at the end
      </Button>
    </form>
  )
}

/** A new paragraph after another one, without leaving the page; then it is the one being written. */
function useNewParagraph(
  ref: string,
  paragraphs: readonly DraftParagraph[],
  edit: (id: ParagraphId) => void,
) {
  const fetcher = useFetcher<FormAnswer>()
  const { revalidate } = useRevalidator()
  const [wanted, setWanted] = useState<{ after: ParagraphId; known: Set<ParagraphId> } | null>(null)
  const next = wanted && paragraphs[paragraphs.findIndex((p) => p.id === wanted.after) + 1]
  const made = next && !wanted.known.has(next.id) ? next.id : null
  useEffect(() => {
    if (!made) return
    setWanted(null)
    edit(made)
  }, [made, edit])
  const answered = wanted !== null && fetcher.state === 'idle'
  useEffect(() => {
    // the answer leads to a fragment of this very page, which by itself reads nothing anew
    if (answered) revalidate()
  }, [answered, revalidate])
  return {
    refusal: fetcher.data?.errors[''],
    add(after: DraftParagraph) {
      setWanted({ after: after.id, known: new Set(paragraphs.map((p) => p.id)) })
      fetcher.submit(
        { kind: after.kind, after: after.id },
        { method: 'post', action: `/norms/${ref}/paragraphs` },
      )
    },
  }
}

/** Which paragraph is being written; one that was just added is named by the address. */
function useEditing(paragraphs: readonly DraftParagraph[]) {
  const [editing, setEditing] = useState<ParagraphId | null>(null)
  const { hash, key } = useLocation()
  const named = paragraphs.find((p) => `#${p.id}` === hash)?.id
  useEffect(() => {
    // each visit to the address counts once
    if (named && key) setEditing(named)
  }, [named, key])
  return [editing, setEditing] as const
}
