export type BracketNode = string | BracketGroup

export interface BracketGroup {
  /** False when the text ends before the bracket does. */
  closed: boolean
  children: BracketNode[]
}

/** Deeper brackets are drawn as plain characters: nobody reads them, and the tree must not grow with them. */
const MAX_DEPTH = 12

/**
 * Square brackets of a text as a tree. Written out again in order, with its brackets, the tree is the
 * text, character for character; a bracket that closes nothing stays a character.
 */
export function bracketTree(text: string): BracketNode[] {
  const root: BracketNode[] = []
  const open: BracketGroup[] = []
  let flat = 0
  for (const piece of text.split(/([[\]])/u)) {
    const here = open.at(-1)?.children ?? root
    if (piece === '[' && open.length < MAX_DEPTH) {
      const group = { closed: false, children: [] }
      here.push(group)
      open.push(group)
    } else if (piece === ']' && flat === 0 && open.length > 0) {
      open.pop()!.closed = true
    } else {
      if (piece === '[') flat += 1
      if (piece === ']') flat = Math.max(0, flat - 1)
      append(here, piece)
    }
  }
  return root
}

function append(nodes: BracketNode[], piece: string): void {
  const last = nodes.length - 1
  if (typeof nodes[last] === 'string') nodes[last] += piece
  else if (piece !== '') nodes.push(piece)
}

export const hasBracket = (text: string): boolean => text.includes('[')
