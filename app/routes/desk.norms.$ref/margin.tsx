import { type ReactNode, Suspense, useEffect, useState } from 'react'
import type { CommentCard as Card, CommentGroups } from '~/pages/desk-margin.server'
import type { MarginData } from '~/routes/desk.norms.$ref_.margin'
import { type BracketView, bracketFragment, holderWords } from '~/ui/brackets/bracket-view'
import { CommentCard } from './comment-cards'
import type { CommentFormFacts } from './comment-form'
import { type MarginTab, MarginTabs } from './margin-tabs'
import { ActList, AmendmentList, CommentForm, CommentGroupList } from './on-use'
import type { DraftParagraph } from './route'
import type { Commenting } from './use-commenting'
import { useRead } from './use-read'

interface MarginProps {
  norm: string
  live: boolean
  paragraphs: readonly DraftParagraph[]
  /** The paragraph in use; without one, all are shown. */
  paragraph: DraftParagraph | undefined
  showAll(): void
  /** The newest on any paragraph. */
  comments: readonly Card[]
  held: readonly BracketView[]
  suggestions: ReactNode
  suggestionCount: number
  form: CommentFormFacts | null
  commenting: Commenting
}

/** What is beside the text: what is open, amendments, comments and what was done, of the paragraph in use. */
export function Margin(props: MarginProps) {
  const { norm, live, paragraphs, paragraph, form, commenting } = props
  const { data, more } = useMargin(props, paragraph?.id)
  const groups = paragraph && data?.paragraph === paragraph.id ? data.comments : null
  const { writing } = commenting
  const on = writing && paragraphs.find((p) => p.id === writing.paragraphId)
  const shown = props.comments.filter((c) => !paragraph || c.paragraphId === paragraph.id)
  const unanswered = (groups ? groups.groups.map((g) => g.card) : shown).filter((c) => !c.answered)
  const held = props.held.filter((b) => !paragraph || b.paragraphId === paragraph.id)
  const list = (cards: readonly Card[]) =>
    cards.map((card) => (
      <CommentCard
        key={card.ref}
        {...{ norm, card, commenting }}
        number={paragraph ? undefined : paragraphs.find((p) => p.id === card.paragraphId)?.number}
      />
    ))
  const tabs: MarginTab[] = [
    {
      key: 'open',
      label: 'Open',
      count: props.suggestionCount + held.length + unanswered.length,
      content: (
        <>
          {props.suggestions}
          <HeldBrackets norm={norm} held={held} />
          <h3>Not answered</h3>
          <p className="small muted">
            {unanswered.length === 0
              ? 'No comment waits for an answer.'
              : `${unanswered.length} of the comments shown wait for an answer by the secretariat.`}
          </p>
          {live &&
            unanswered.slice(0, 3).map(({ ref, author }) => (
              <p key={ref} className="small">
                <a href={`/norms/${norm}/comments/${ref}#reply`}>{ref}</a> · <bdi>{author}</bdi>
              </p>
            ))}
        </>
      ),
    },
    {
      key: 'amendments',
      label: 'Amendments',
      count: data?.amendments.length,
      content: (
        <>
          {data && (
            <Suspense>
              <AmendmentList norm={norm} data={data as MarginData} />
            </Suspense>
          )}
          <p className="small">
            <a href={`/norms/${norm}/amendments`}>All amendments</a>
          </p>
        </>
      ),
    },
    {
      key: 'comments',
      label: 'Comments',
      count: groups?.total ?? shown.length,
      content: (
        <>
          {groups ? (
            <Suspense>
              <CommentGroupList
                {...{ norm, commenting, more }}
                number={paragraph!.number}
                comments={groups as CommentGroups}
              />
            </Suspense>
          ) : (
            list(shown)
          )}
          {!groups && shown.length === 0 && <p className="muted small">No comments yet.</p>}
          <p className="small">
            <a
              href={`/norms/${norm}/comments${paragraph ? `?paragraph=${encodeURIComponent(paragraph.number)}` : ''}`}
            >
              All comments and replies
            </a>
          </p>
        </>
      ),
    },
    {
      key: 'history',
      label: 'History',
      content: (
        <>
          {data && (
            <Suspense>
              <ActList data={data as MarginData} />
            </Suspense>
          )}
          <p className="small">
            <a
              href={
                paragraph ? `/norms/${norm}/paragraphs/${paragraph.id}/history` : `/norms/${norm}/history`
              }
            >
              {paragraph ? `The whole history of ${paragraph.number}` : 'The whole history'}
            </a>
          </p>
        </>
      ),
    },
  ]
  const asked = (commenting.clicked?.times ?? 0) * 2 + (writing ? 1 : 0)
  useClickedCard(commenting.clicked)
  return (
    <aside className="draft-margin" aria-label="Suggestions and comments" tabIndex={-1}>
      <div className="margin-head">
        <h2>{paragraph ? `Paragraph ${paragraph.number}` : 'All paragraphs'}</h2>
        {paragraph && live && (
          <button type="button" className="draft-edit" onClick={props.showAll}>
            Show all
          </button>
        )}
        {live && form && !writing && paragraph && (
          <button type="button" className="draft-edit" onClick={() => commenting.write()}>
            Comment
          </button>
        )}
      </div>
      {writing && on && form && (
        <Suspense>
          <CommentForm
            key={`${writing.paragraphId} ${writing.quote}`}
            norm={norm}
            number={on.number}
            on={writing}
            close={commenting.cancel}
            {...form}
          />
        </Suspense>
      )}
      <MarginTabs tabs={tabs} live={live} asked={asked} open="comments" />
    </aside>
  )
}

/** Words that were clicked lead to their card; whoever writes goes on writing. */
function useClickedCard(clicked: Commenting['clicked']) {
  useEffect(() => {
    const card = clicked && document.getElementById(`card-${clicked.ref}`)
    if (!card) return
    card.scrollIntoView({ block: 'nearest' })
    if (!document.activeElement?.closest('.cm-content')) card.focus({ preventScroll: true })
  }, [clicked])
}

/**
 * Asked for beside the paragraph in use, and again whenever the page has been read anew. Not by way of the page's own
 * readings: an act would wait for it.
 */
function useMargin({ norm, live, comments }: MarginProps, id: string | undefined) {
  const [groups, setGroups] = useState<{ id: string | undefined; n: number }>()
  const n = groups?.id === id ? groups?.n : undefined
  const query = new URLSearchParams({ ...(id && { paragraph: id }), ...(n && { groups: String(n) }) })
  const data = useRead<MarginData>(live ? `/desk/norms/${norm}/margin?${query}` : null, comments)
  return { data, more: () => setGroups({ id, n: (n ?? 40) + 40 }) }
}

function HeldBrackets({ norm, held }: { norm: string; held: readonly BracketView[] }) {
  return (
    <>
      <h3>Brackets held</h3>
      {held.length === 0 && <p className="small muted">No bracket is held.</p>}
      <ul className="entry-list">
        {held.map((b) => (
          <li key={b.id} className="small">
            <a
              href={`/norms/${norm}/brackets#${bracketFragment(b.id)}`}
              data-bracket={b.id}
              className="bracket"
              dir="auto"
            >
              {b.quote.length > 80 ? `${[...b.quote].slice(0, 78).join('')}…]` : b.quote}
            </a>{' '}
            <bdi>{holderWords(b)}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}
