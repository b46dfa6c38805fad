import { Suspense, useCallback, useEffect, useMemo } from 'react'
import { Notice } from '~/ui/kit/notice'
import { UndoForm } from '~/ui/norms/undo-form'
import { ActNotice } from './act-notice'
import { AddParagraph } from './add-paragraph'
import { byParagraph, noBrackets, noSuggestions, useByParagraph } from './by-paragraph'
import { DeskBar } from './desk-bar'
import { DeskDialogs } from './desk-dialogs'
import { DeskHead } from './desk-head'
import { DeskMode } from './desk-mode'
import { useKeptOpen } from './keep-open'
import { DeskContext, useLegalText, useSame } from './legal-text'
import { Margin } from './margin'
import { Negotiation } from './negotiation'
import { fetchParts, KeptNotice } from './on-use'
import { Outline } from './panes'
import { Paragraph, type Placing } from './paragraph'
import { PeopleHere } from './people-here'
import type { DeskData } from './route'
import { StatusBar } from './status-bar'
import { SuggestionMargin } from './suggestion-margin'
import { useBracketDialog } from './use-bracket-dialog'
import { useCommenting, useInUse } from './use-commenting'
import { useDrafting, useEditing } from './use-drafting'
import { useLiveDesk, useRefresh } from './use-live-desk'
import { useSteadyLine } from './use-steady-line'
import { useUndo } from './use-undo'
import { useUnsentComment } from './use-unsent-comment'
import { WholeText } from './whole-text'

/** The draft as one page: outline, text and margin, with what was done and how safe the words are. */
export function DraftingDesk({ desk }: { desk: DeskData }) {
  useKeptOpen(desk)
  const { ref, title, language, mayEdit } = desk
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
  const brackets = useSame(desk.brackets)
  const bracketsIn = useMemo(() => byParagraph(brackets), [brackets])
  const [asked, ask] = useBracketDialog(paragraphs, live !== null)
  const place = useCallback<Placing>((place, chosen, document) => ask({ place, chosen, document }), [ask])
  return (
    <>
      <DeskHead desk={desk} isLive={live !== null} bracketsIn={bracketsIn} />
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
      <DeskDialogs
        {...{ desk, asked, ask, menu, closeMenu }}
        run={acts.run}
        comment={desk.comment?.capacities.length ? (at) => commenting.write(at.id) : undefined}
      />
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
                  suggestions={suggestionsOn.get(p.id) ?? noSuggestions}
                  editing={editing === p.id}
                  say={(words) => acts.say({ kind: 'refusal', words })}
                  onEdit={setEditing}
                  norm={ref}
                  refresh={refresh}
                  structure={structure}
                  run={acts.run}
                  legal={legal}
                  onMenu={openMenu}
                  brackets={bracketsIn.get(p.id) ?? noBrackets}
                  onBracket={desk.mayPlace && p.mode !== 'reading' ? place : undefined}
                />
              ))}
            </div>
            {mayEdit && (
              <AddParagraph
                norm={ref}
                kind={paragraphs.at(-1)?.kind ?? 'operative'}
                isLive={live !== null}
                edit={setEditing}
                {...{ openings, acts }}
              />
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
