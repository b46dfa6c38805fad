import { useState } from 'react'
import type { CommentCard as Card, CommentGroups } from '~/pages/desk-margin.server'
import type { MarginData } from '~/routes/desk.norms.$ref_.margin'
import { plural } from '~/ui/norms/norm-words'
import { CommentCard } from './comment-cards'
import type { Commenting } from './use-commenting'
import { useRead } from './use-read'

/** C11: “34 on 2.1: 21 form letter, 13 distinct, 4 languages”. */
export function groupsInWords({ total, alike, languages }: CommentGroups, number: string): string {
  if (total === 0) return `No comment on ${number} yet.`
  const parts = [
    alike > 0 && `${alike} form letter`,
    alike > 0 && `${total - alike} distinct`,
    plural(languages, 'language'),
  ].filter(Boolean)
  return `${total.toLocaleString('en-GB')} on ${number}: ${parts.join(', ')}`
}

interface GroupsProps {
  norm: string
  number: string
  comments: CommentGroups
  commenting: Commenting
  more(): void
}

/** The comments on one paragraph; near-identical ones as one card that opens to all of them. */
export function CommentGroupList({ norm, number, comments, commenting, more }: GroupsProps) {
  return (
    <>
      <p className="small" role="status">
        {groupsInWords(comments, number)}
      </p>
      {comments.groups.map(({ card, members }) => (
        <div key={card.ref} className="comment-group">
          <CommentCard norm={norm} card={card} commenting={commenting} />
          {members > 1 && <Members norm={norm} first={card} members={members} commenting={commenting} />}
        </div>
      ))}
      {comments.more > 0 && (
        <button type="button" className="draft-edit" onClick={more}>
          Show {plural(comments.more, 'more group')}
        </button>
      )}
    </>
  )
}

interface MembersProps {
  norm: string
  first: Card
  members: number
  commenting: Commenting
}

function Members({ norm, first, members, commenting }: MembersProps) {
  const [open, setOpen] = useState(false)
  const query = new URLSearchParams({ paragraph: first.paragraphId!, group: first.ref })
  const data = useRead<MarginData>(open ? `/desk/norms/${norm}/margin?${query}` : null, members)
  const others = (data?.members ?? []).filter((card) => card.ref !== first.ref) as Card[]
  return (
    <details className="comment-members small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{plural(members - 1, 'more comment')} like this</summary>
      {open && others.map((card) => <CommentCard key={card.ref} {...{ norm, card, commenting }} />)}
      {open && data && others.length < members - 1 && (
        <a href={`/norms/${norm}/comments`}>All of them on the comments page</a>
      )}
    </details>
  )
}
