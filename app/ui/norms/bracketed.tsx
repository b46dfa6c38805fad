import { Fragment, type ReactNode } from 'react'
import { classes } from '../kit/classes'
import { type BracketNode, bracketTree } from './bracket-tree'
import type { TextLink } from './text-links'

interface BracketedProps {
  text: string
  /** In order, none over another. */
  links?: readonly TextLink[] | undefined
  /** What stands behind the bracket that closes before an offset of the text. */
  after?: (end: number) => ReactNode
}

/** A text with brackets set apart and references and terms linked; the characters themselves are all still there. */
export function Bracketed({ text, links = [], after }: BracketedProps) {
  return <>{drawAll(bracketTree(text), { offset: 0, links, after })}</>
}

interface Drawing {
  /** How much of the text is drawn. */
  offset: number
  links: readonly TextLink[]
  after: BracketedProps['after']
}

function drawAll(nodes: readonly BracketNode[], drawing: Drawing): ReactNode[] {
  return nodes.map((node) => {
    const start = drawing.offset
    if (typeof node === 'string') {
      drawing.offset += node.length
      return <Fragment key={start}>{linked(node, start, drawing.links)}</Fragment>
    }
    drawing.offset += 1
    const inner = drawAll(node.children, drawing)
    if (node.closed) drawing.offset += 1
    return (
      <Fragment key={start}>
        <span className={node.closed ? 'bracket' : 'bracket bracket-unclosed'}>
          [{inner}
          {node.closed && ']'}
        </span>
        {node.closed && drawing.after?.(drawing.offset)}
      </Fragment>
    )
  })
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
