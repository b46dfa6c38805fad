import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ParagraphId } from '~/domain/ids'
import { mayNorm } from '~/domain/norms/may-norm'
import { findNorm } from '~/pages/norms.server'
import { modesOf, suggestionsOf } from '~/pages/suggestions.server'
import type { RouteHandle } from '~/root'
import { requirePerson } from '~/session.server'
import { Button, LinkButton } from '~/ui/kit/button'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { StageChip } from '~/ui/norms/stage-line'
import { comments } from '~db/stores/comments'
import { ledger } from '~db/stores/ledger'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { type Acts, useActs } from './acts'
import { BlockMenu } from './block-menu'
import styles from './desk.css?url'
import { KeptNotice } from './kept-notice'
import { Negotiation } from './negotiation'
import { DeskState, Margin, Outline } from './panes'
import { Paragraph } from './paragraph'
import { Shortcuts } from './shortcuts'
import { useStructure } from './structure'
import { DeskMode, SuggestionMargin } from './suggestion-margin'
import { type Live, useLiveDesk, useRefresh } from './use-live-desk'

export const handle: RouteHandle = { hydrate: true }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Draft of ${data.ref} - Parley` : 'Not allowed - Parley' },
]

const commentsShown = 50

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { who, personId } = await requirePerson(request, context)
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
  const modes = await modesOf(
    read,
    paragraphs.map((p) => p.id),
    who,
  )
  const rows = await norms(read).paragraphs(norm.id)
  return {
    ref: norm.ref,
    person: personId,
    held: (await norms(read).brackets(norm.id)).length,
    packageDeal: norm.packageDeal,
    states: rows.flatMap(({ id, state }) =>
      state === 'open' ? [] : [{ id, number: numbers.get(id) ?? '', state }],
    ),
    title: norm.title,
    stage: norm.stage,
    language: norm.language,
    forum: { name: norm.forumName, slug: norm.forumSlug },
    ledgerSize,
    mayEdit: mayNorm(who, 'edit', norm).ok,
    mayArrange: mayNorm(who, 'arrange', norm).ok,
    mayFreeze: mayNorm(who, 'freeze', norm).ok,
    paragraphs: paragraphs.map((p) => ({ ...p, mode: modes.get(p.id)!, comments: counts.get(p.id) ?? 0 })),
    suggestions: (await suggestionsOf(read, norm, who)).open,
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
export type DraftSuggestion = DeskData['suggestions'][number]
export type DraftComment = DeskData['comments'][number]

export default function DraftingDesk() {
  const desk = useLoaderData<typeof loader>()
  const { ref, title, stage, language, forum, paragraphs, mayEdit } = desk
  const refresh = useRefresh()
  const live = useLiveDesk(desk, refresh)
  const [editing, setEditing] = useEditing(paragraphs)
  const at = paragraphs.find((p) => p.id === editing)
  const { acts, structure, menu, openMenu, closeMenu } = useDrafting(desk, { live, refresh }, setEditing)
  const suggestionsOn = useByParagraph(desk.suggestions)
  const menuAt = paragraphs.findIndex((p) => p.id === menu?.id)
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
            <DeskMode modes={paragraphs.map((p) => p.mode)} />
            <DeskState live={live} />
            {live && mayEdit && <Shortcuts />}
            {desk.mayFreeze && (
              <LinkButton href={`/norms/${ref}/versions#freeze`} kind="quiet">
                Freeze a version …
              </LinkButton>
            )}
          </>
        }
      />
      <Negotiation norm={ref} held={desk.held} packageDeal={desk.packageDeal} states={desk.states} />
      {!mayEdit && <Notice title="The text is closed: its wording can no longer be changed." />}
      <KeptNotice norm={ref} paragraphs={paragraphs} live={live} />
      <ActNotice acts={acts} />
      {menu && menuAt >= 0 && (
        <BlockMenu
          norm={ref}
          paragraph={paragraphs[menuAt]!}
          isFirst={menuAt === 0}
          isLast={menuAt === paragraphs.length - 1}
          mayArrange={desk.mayArrange}
          place={menu.place}
          bracket={menu.bracket}
          run={acts.run}
          close={closeMenu}
        />
      )}
      <div className="draft-panes">
        <Outline paragraphs={paragraphs} filters={live !== null} />
        <div className="draft-text" tabIndex={-1}>
          <div className="norm-text">
            {paragraphs.map((p) => (
              <Paragraph
                key={p.id}
                paragraph={p}
                language={language}
                live={live}
                suggestions={suggestionsOn.get(p.id) ?? none}
                editing={editing === p.id}
                say={(words) => acts.say({ kind: 'refusal', words })}
                onEdit={setEditing}
                norm={ref}
                refresh={refresh}
                structure={structure}
                onMenu={openMenu}
              />
            ))}
          </div>
          {mayEdit && <AddParagraph norm={ref} kind={paragraphs.at(-1)?.kind ?? 'operative'} />}
        </div>
        <Margin norm={ref} paragraph={at} comments={desk.comments}>
          <SuggestionMargin
            norm={ref}
            language={language}
            number={at?.number}
            suggestions={desk.suggestions}
            comments={desk.comments}
            live={live}
            run={acts.run}
            refresh={refresh}
          />
        </Margin>
      </div>
    </>
  )
}

const none: readonly DraftSuggestion[] = []

function useByParagraph(suggestions: readonly DraftSuggestion[]) {
  return useMemo(() => {
    const found = new Map<ParagraphId, DraftSuggestion[]>()
    for (const suggestion of suggestions) {
      const { paragraphId } = suggestion
      found.set(paragraphId, [...(found.get(paragraphId) ?? []), suggestion])
    }
    return found
  }, [suggestions])
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

/** Editing the structure: acts, keys, and the menu of one paragraph. */
function useDrafting(
  { ref, paragraphs, mayArrange }: Pick<DeskData, 'ref' | 'paragraphs' | 'mayArrange'>,
  { live, refresh }: { live: Live | null; refresh: () => void },
  edit: (id: ParagraphId | null) => void,
) {
  const acts = useActs(refresh)
  const [menu, setMenu] = useState<Menu | null>(null)
  const open = (paragraph: DraftParagraph, place?: string, bracket?: () => void) =>
    setMenu({ id: paragraph.id, place, bracket })
  const structure = useStructure({
    norm: ref,
    paragraphs,
    acts,
    mayArrange,
    textOf: ({ id, text }) => live?.desk.current(id)?.text.toString() ?? text,
    menu: open,
    leave: () => edit(null),
    edit,
  })
  return { acts, structure, menu, openMenu: open, closeMenu: useCallback(() => setMenu(null), []) }
}

interface Menu {
  id: ParagraphId
  place: string | undefined
  bracket: (() => void) | undefined
}

/** What has become of an act, and the way back. */
function ActNotice({ acts }: { acts: Acts }) {
  const { said, run } = acts
  const undo = said?.undo
  if (!said || (said.words === '' && !undo)) return null
  return (
    <Notice kind={said.kind} title={said.words} live>
      {undo && (
        <button type="button" className="draft-edit" onClick={() => run(undo)}>
          Undo
        </button>
      )}
    </Notice>
  )
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
