import { Fragment, type ReactNode } from 'react'
import { classes } from '../kit/classes'
import { type BracketNode, bracketTree } from './bracket-tree'
import type { TextLink } from './text-links'

interface BracketedProps {
  text: string
  /** In order, none over another. */
  links?: readonly TextLink[] | undefined
}

/** A text with brackets set apart and references and terms linked; the characters themselves are all still there. */
export function Bracketed({ text, links = [] }: BracketedProps) {
  const at = { offset: 0 }
  return <>{bracketTree(text).map((node, place) => draw(node, place, links, at))}</>
}

interface At {
  offset: number
}

// Nodes have no identity of their own and are never reordered: their place is their key.
function draw(node: BracketNode, place: number, links: readonly TextLink[], at: At): ReactNode {
  if (typeof node === 'string') {
    const start = at.offset
    at.offset += node.length
    return <Fragment key={`t${place}`}>{linked(node, start, links)}</Fragment>
  }
  at.offset++
  const children = node.children.map((child, i) => draw(child, i, links, at))
  if (node.closed) at.offset++
  return (
    <span key={`b${place}`} className={node.closed ? 'bracket' : 'bracket bracket-unclosed'}>
      [{children}
      {node.closed && ']'}
    </span>
  )
}

/** A stretch of the text without brackets; a link that reaches beyond it is none. */
function linked(words: string, start: number, links: readonly TextLink[]): ReactNode {
  const end = start + words.length
  const within = links.filter((link) => link.start >= start && link.end <= end)
  if (within.length === 0) return words
  const parts: ReactNode[] = []
  let from = start
  for (const link of within) {
    parts.push(words.slice(from - start, link.start - start))
    parts.push(
      <Link key={link.start} link={link} words={words.slice(link.start - start, link.end - start)} />,
    )
    from = link.end
  }
  return [...parts, words.slice(from - start)]
}

function Link({ link: { kind, href, title, flagged }, words }: { link: TextLink; words: string }) {
  const className = classes('text-link', `text-${kind}`, flagged && 'text-flagged')
  const content = (
    <>
      {words}
      {flagged && <span className="visually-hidden"> ({title})</span>}
    </>
  )
  if (kind === 'definition')
    return (
      <dfn className={className} title={title}>
        {content}
      </dfn>
    )
  return href ? (
    <a className={className} href={href} title={title}>
      {content}
    </a>
  ) : (
    <span className={className} title={title}>
      {content}
    </span>
  )
}
