import { Fragment } from 'react'
import { type BracketNode, bracketTree } from './bracket-tree'

/** A text with what is in square brackets set apart; the characters themselves are all still there. */
export function Bracketed({ text }: { text: string }) {
  return <>{bracketTree(text).map(draw)}</>
}

// Nodes have no identity of their own and are never reordered: their place is their key.
function draw(node: BracketNode, place: number) {
  if (typeof node === 'string') return <Fragment key={`t${place}`}>{node}</Fragment>
  return (
    <span key={`b${place}`} className={node.closed ? 'bracket' : 'bracket bracket-unclosed'}>
      [{node.children.map(draw)}
      {node.closed && ']'}
    </span>
  )
}
