import type { LinksFunction, LoaderFunctionArgs, MetaFunction, SerializeFrom } from '@remix-run/node'
import {
  type ClientLoaderFunctionArgs,
  type ShouldRevalidateFunction,
  useLoaderData,
  useLocation,
} from '@remix-run/react'
import { memo, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { commentCapacities, commentsClosed } from '~/domain/comments/may-comment'
import type { NormId, ParagraphId } from '~/domain/ids'
import { mayNorm } from '~/domain/norms/may-norm'
import { normLimits, type ParagraphKind, paragraphKinds } from '~/domain/norms/norm'
import { listTerms } from '~/domain/norms/terms'
import { bracketItems, bracketsOf, statesOf } from '~/pages/brackets.server'
import { deadlineOf } from '~/pages/deadlines.server'
import { commentCards, commentMarks } from '~/pages/desk-margin.server'
import { findNorm } from '~/pages/norms.server'
import { offeredIn } from '~/pages/openings.server'
import { modesOf, suggestionsOf } from '~/pages/suggestions.server'
import { undoOffered } from '~/pages/undo.server'
import type { RouteHandle } from '~/root'
import { requirePerson } from '~/session.server'
import type { BracketView } from '~/ui/brackets/bracket-view'
import { HeldWords } from '~/ui/brackets/held-words'
import { Button, LinkButton } from '~/ui/kit/button'
import { Notice } from '~/ui/kit/notice'
import { isFromDesk } from '~/ui/layout/from-desk'
import { PageHead } from '~/ui/layout/page-head'
import { paragraphKindWords } from '~/ui/norms/norm-words'
import { OpeningsList } from '~/ui/norms/opening-words'
import { StageChip } from '~/ui/norms/stage-line'
import { flaggedReferences } from '~/ui/norms/text-links'
import type { Conn } from '~db/store'
import { comments } from '~db/stores/comments'
import { definitions } from '~db/stores/definitions'
import { ledger } from '~db/stores/ledger'
import { type ReferenceEntry, references } from '~db/stores/references'
import { type TextMarks, textMarks } from '~db/stores/text-marks'
import { type Acts, useActs } from './acts'
import styles from './desk.css?url'
import { DeskBar } from './desk-bar'
import { DeskContext, useLegalText, useSame } from './legal-text'
import { Margin } from './margin'
import marginStyles from './margin.css?url'
import { Negotiation } from './negotiation'
import { BlockMenu, BracketDialog, FlaggedReferences, fetchParts, KeptNotice, TermList } from './on-use'
import { Outline } from './panes'
import { type InEditor, Paragraph, type Placing } from './paragraph'
import { PeopleHere } from './people-here'
import presenceStyles from './presence.css?url'
import { Shortcuts } from './shortcuts'
import { StatusBar } from './status-bar'
import { useStructure } from './structure'
import { DeskMode, SuggestionMargin } from './suggestion-margin'
import { useBracketDialog } from './use-bracket-dialog'
import { useCommenting, useInUse } from './use-commenting'
import { type Live, useLiveDesk, useRefresh } from './use-live-desk'
import { useSteadyLine } from './use-steady-line'
import { useUndo } from './use-undo'

import { useUnsentComment } from './use-unsent-comment'

export const handle: RouteHandle = { hydrate: true, keepsPlace: true }
export const links: LinksFunction = () =>
  [styles, marginStyles, presenceStyles].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Draft of ${data.ref} - Parley` : 'Not allowed - Parley' },
]

export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) =>
  !isFromDesk(formAction) && defaultShouldRevalidate

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
  const found = await bracketsOf(read, norm)
  const { title, paragraphs } = found.live
  const counts = await comments(read).counts(norm.id)
  const newest = await comments(read).page({ normId: norm.id, n: commentsShown })
  const numbers = new Map(paragraphs.map((p) => [p.id, p.number]))
  const modes = await modesOf(
    read,
    paragraphs.map((p) => p.id),
    who,
  )
  const states = await statesOf(read, norm, who)
  const marks = await textMarks(read).live(norm.id, paragraphs)
  const referring = await references(read).ofNorm(norm.id)
  const brackets = bracketItems(found, norm, who, states.settled)
  const now = context.deps.now()
  return {
    ref: norm.ref,
    person: personId,
    brackets,
    deadline: await deadlineOf(read, norm, { brackets, paragraphs: states.rows, numbers }, now),
    mayPlace: states.mayPlace,
    packageDeal: norm.packageDeal,
    states: states.rows.flatMap(({ id, state }) =>
      state === 'open' ? [] : [{ id, number: numbers.get(id) ?? '', state }],
    ),
    done: await undoOffered(read, { request, ref: norm.ref, personId }),
    title,
    stage: norm.stage,
    language: norm.language,
    forum: { name: norm.forumName, slug: norm.forumSlug },
    ledgerSize,
    mayEdit: mayNorm(who, 'edit', norm).ok,
    mayArrange: mayNorm(who, 'arrange', norm).ok,
    mayFreeze: mayNorm(who, 'freeze', norm).ok,
    paragraphs: paragraphs.map((p) => ({
      ...p,
      mode: modes.get(p.id)!,
      comments: counts.get(p.id) ?? 0,
      ...referencesIn(p.id, referring, marks),
    })),
    definitions: await definitionRows(read, norm.id, marks),
    openings: mayNorm(who, 'edit', norm).ok ? offeredIn(norm.language) : [],
    terms: listTerms(marks.definitions, paragraphs, norm.language),
    suggestions: (await suggestionsOf(read, norm, who)).open,
    comments: await commentCards(read, newest),
    marks: await commentMarks(read, paragraphs),
    comment: commentsClosed(norm, now.getTime())
      ? null
      : {
          capacities: commentCapacities(who, norm.forumId).map(({ key, label }) => ({ key, label })),
          language: norm.language,
        },
  }
}

/** What the desk shows, while it is open. */
let shown: { ref: string; desk: unknown } | null = null

/**
 * A reading that fails leaves an open desk as it is, with the words on it that may be stored nowhere else: the network
 * comes back and the next reading succeeds, and whoever may read no longer is told so by their connection.
 */
export async function clientLoader({ params, serverLoader }: ClientLoaderFunctionArgs) {
  try {
    return await serverLoader<typeof loader>()
  } catch (err) {
    const isElsewhere = err instanceof Response && err.status < 400
    if (isElsewhere || shown?.ref !== params.ref) throw err
    return shown!.desk as SerializeFrom<typeof loader>
  }
}

function useKeptOpen(desk: DeskData) {
  useEffect(() => {
    shown = { ref: desk.ref, desk }
    return () => {
      shown = null
    }
  }, [desk])
}

function referencesIn(id: ParagraphId, rows: readonly ReferenceEntry[], marks: TextMarks) {
  const own = rows.filter((r) => r.paragraphId === id)
  // most have none, and a thousand times nothing is much to send
  if (own.length === 0) return {}
  const placed = own.map(({ id, targetId, form, written, anchorStart, anchorEnd }) => ({
    id,
    targetId,
    form,
    written,
    anchorStart,
    anchorEnd,
  }))
  return { references: { rows: placed, located: marks.references[id] ?? [] } }
}

async function definitionRows(c: Conn, normId: NormId, marks: TextMarks) {
  const rows = new Map((await definitions(c).ofNorm(normId)).map((d) => [d.id, d]))
  return marks.definitions.map((d) => {
    const { anchorStart, anchorEnd } = rows.get(d.id)!
    return { ...d, anchorStart, anchorEnd }
  })
}

export type DeskData = ReturnType<typeof useLoaderData<typeof loader>>
export type DraftParagraph = DeskData['paragraphs'][number]
export type DraftSuggestion = DeskData['suggestions'][number]
export type DraftComment = DeskData['comments'][number]

export default function DraftingDesk() {
  const desk = useLoaderData<typeof loader>()
  useKeptOpen(desk)
  const { ref, title, stage, language, forum, mayEdit } = desk
  const paragraphs = useSame(desk.paragraphs)
  const { openings } = desk
  const whole = useMemo(() => ({ paragraphs, openings }), [paragraphs, openings])
  const legal = useLegalText(paragraphs, useSame(desk.definitions), language)
  const refresh = useRefresh()
  const live = useLiveDesk(desk, refresh)
  useEffect(() => {
    if (live) fetchParts()
  }, [live])
  useSteadyLine(live !== null)
  const [editing, setEditing] = useEditing(paragraphs)
  const [inUse, showAll] = useInUse(editing)
  const at = paragraphs.find((p) => p.id === inUse)
  const commenting = useCommenting(desk.marks, {
    live,
    inUse: at?.id ?? null,
    mayComment: desk.comment !== null && desk.comment.capacities.length > 0,
  })
  useUnsentComment(ref, commenting)
  const { acts, structure, menu, openMenu, closeMenu } = useDrafting(
    { ...desk, paragraphs },
    { live, refresh },
    setEditing,
  )
  useUndo({ norm: ref, live, acts, caret: structure.caret, editing, edit: setEditing })
  const suggestionsOn = useByParagraph(useSame(desk.suggestions))
  const menuAt = paragraphs.findIndex((p) => p.id === menu?.id)
  const brackets = useSame(desk.brackets)
  const bracketsIn = useMemo(() => byParagraph(brackets), [brackets])
  const [asked, ask] = useBracketDialog(paragraphs, live !== null)
  const place = useCallback<Placing>((place, chosen, document) => ask({ place, chosen, document }), [ask])
  return (
    <>
      <PageHead
        eyebrow={
          <>
            <a href={`/norms/${ref}`}>{ref}</a> · <a href={`/forums/${forum.slug}`}>{forum.name}</a>{' '}
            <StageChip stage={stage} />
          </>
        }
        title={
          <bdi lang={language}>
            <HeldWords norm={ref} text={title} brackets={bracketsIn.get(null) ?? noBrackets} />
          </bdi>
        }
        actions={
          <>
            {live && mayEdit && <Shortcuts />}
            {desk.mayFreeze && (
              <LinkButton href={`/norms/${ref}/versions#freeze`} kind="quiet">
                Freeze a version …
              </LinkButton>
            )}
          </>
        }
      />
      <DeskBar norm={ref} title={title} language={language}>
        <DeskMode modes={paragraphs.map((p) => p.mode)} />
        <PeopleHere
          live={live}
          person={desk.person}
          paragraphs={paragraphs}
          standing={at && at.id !== editing ? at.id : null}
        />
      </DeskBar>
      <Negotiation norm={ref} held={brackets.length} packageDeal={desk.packageDeal} states={desk.states} />
      {!mayEdit && <Notice title="The text is closed: its wording can no longer be changed." />}
      {live && (
        <Suspense>
          <KeptNotice norm={ref} paragraphs={paragraphs} live={live} />
        </Suspense>
      )}
      <ActNotice acts={acts} />
      {desk.done && !acts.said && <UndoForm norm={ref} {...desk.done} />}
      <div className="desk-dialogs">
        <Suspense>
          {asked && <BracketDialog norm={ref} asked={asked} run={acts.run} close={() => ask(null)} />}
          {menu && menuAt >= 0 && (
            <BlockMenu
              norm={ref}
              paragraph={paragraphs[menuAt]!}
              isFirst={menuAt === 0}
              isLast={menuAt === paragraphs.length - 1}
              mayArrange={desk.mayArrange}
              place={menu.editing?.place}
              bracket={menu.editing?.bracket}
              refer={menu.editing?.refer}
              define={menu.editing?.define}
              comment={desk.comment?.capacities.length ? () => commenting.write(menu.id) : undefined}
              run={acts.run}
              close={closeMenu}
            />
          )}
        </Suspense>
      </div>
      <WholeText paragraphs={paragraphs} terms={desk.terms} />
      <DeskContext.Provider value={whole}>
        <div className="draft-panes">
          <Outline paragraphs={paragraphs} filters={live !== null} />
          <div className="draft-text" tabIndex={-1}>
            <div className="norm-text" lang={language}>
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
                  legal={legal}
                  onMenu={openMenu}
                  brackets={bracketsIn.get(p.id) ?? noBrackets}
                  onBracket={desk.mayPlace && p.mode !== 'reading' ? place : undefined}
                />
              ))}
            </div>
            {mayEdit && (
              <AddParagraph norm={ref} kind={paragraphs.at(-1)?.kind ?? 'operative'} openings={openings} />
            )}
          </div>
          <Margin
            norm={ref}
            live={live !== null}
            paragraphs={paragraphs}
            paragraph={at}
            showAll={showAll}
            comments={desk.comments}
            held={brackets}
            suggestionCount={desk.suggestions.filter((s) => !at || s.number === at.number).length}
            form={desk.comment?.capacities.length ? desk.comment : null}
            commenting={commenting}
            suggestions={
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
            }
          />
        </div>
      </DeskContext.Provider>
      <StatusBar live={live} desk={desk} />
    </>
  )
}

const none: readonly DraftSuggestion[] = []
const noBrackets: readonly BracketView[] = []

/** The title's under null. */
function byParagraph(brackets: readonly BracketView[]) {
  const found = new Map<string | null, BracketView[]>()
  for (const b of brackets) found.set(b.paragraphId, [...(found.get(b.paragraphId) ?? []), b])
  return found
}

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

/** What concerns the text as a whole: references to look at, and the terms it defines. */
const WholeText = memo(function WholeText({
  paragraphs,
  terms,
}: {
  paragraphs: readonly DraftParagraph[]
  terms: DeskData['terms']
}) {
  const references = Object.fromEntries(paragraphs.map((p) => [p.id, p.references?.located ?? []]))
  const flagged = flaggedReferences({ paragraphs, references })
  return (
    <Suspense>
      {flagged.length > 0 && (
        <FlaggedReferences flagged={flagged} hrefOf={({ paragraphId }) => `#${paragraphId}`} />
      )}
      {terms.length > 0 && (
        <TermList
          terms={terms}
          numberOf={(id) => paragraphs.find((p) => p.id === id)?.number ?? ''}
          hrefOf={(id) => `#${id}`}
        />
      )}
    </Suspense>
  )
})

function AddParagraph({
  norm,
  kind,
  openings,
}: {
  norm: string
  kind: ParagraphKind
  openings: DeskData['openings']
}) {
  return (
    <form method="post" action={`/norms/${norm}/paragraphs`} className="block-line">
      <label>
        <span className="field-label">Kind</span>
        <select className="control" name="kind" defaultValue={kind}>
          {paragraphKinds.map((k) => (
            <option key={k} value={k}>
              {paragraphKindWords[k]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="field-label">Heading (optional)</span>
        <input className="control" name="heading" dir="auto" maxLength={normLimits.heading} />
      </label>
      <label>
        <span className="field-label">Words (optional)</span>
        <input className="control" name="text" dir="auto" list="openings" autoComplete="off" />
      </label>
      <OpeningsList id="openings" openings={openings} />
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
  const acts = useActs({
    refresh,
    edit,
    starting: (act) => (act.answered ? undefined : live?.desk.undo.starting(act.document, act.fields.place)),
  })
  const [menu, setMenu] = useState<Menu | null>(null)
  const open = (paragraph: DraftParagraph, editing?: InEditor) => setMenu({ id: paragraph.id, editing })
  const structure = useStructure({
    norm: ref,
    paragraphs,
    acts,
    mayArrange,
    textOf: ({ id, text }) => live?.desk.current(id)?.text.toString() ?? text,
    leave: () => edit(null),
    edit,
  })
  return { acts, structure, menu, openMenu: open, closeMenu: useCallback(() => setMenu(null), []) }
}

interface Menu {
  id: ParagraphId
  editing: InEditor | undefined
}

/** What has become of an act, and the way back. */
function ActNotice({ acts }: { acts: Acts }) {
  const { said } = acts
  const undo = said?.undo
  if (!said || (said.words === '' && !undo)) return null
  return (
    <Notice kind={said.kind} title={said.words} live>
      {undo && (
        <button type="button" className="draft-edit" onClick={undo}>
          Undo
        </button>
      )}
    </Notice>
  )
}

/** The same by plain form, after an act by plain form. */
function UndoForm({ norm, entry, words }: { norm: string; entry: number; words: string }) {
  return (
    <Notice kind="success" title={words}>
      <form method="post" action={`/norms/${norm}/undoing`}>
        <button type="submit" className="draft-edit" name="entry" value={entry}>
          Undo
        </button>
      </form>
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
