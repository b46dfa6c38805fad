import type { AmendedChange, NamedChange } from './change'
import type { Piece } from './pieces'

/**
 * Why two amendments cannot both stand: they say the same; one deletes what the other changes or moves; their words
 * overlap; both move one paragraph.
 */
export type CollisionKind = 'same' | 'deleted' | 'overlap' | 'moved'

export interface Collision {
  a: string
  b: string
  kind: CollisionKind
}

/** A8: every pair that collides, each once, in the order of the list. */
export function collisions(changes: readonly NamedChange[]): Collision[] {
  return changes.flatMap((one, i) =>
    changes.slice(i + 1).flatMap((other) => {
      const kind = collide(one, other)
      return kind ? [{ a: one.ref, b: other.ref, kind }] : []
    }),
  )
}

/** Symmetric; null where both can stand. */
export function collide(a: NamedChange, b: NamedChange): CollisionKind | null {
  if (a.parentId !== b.parentId) return null
  const [one, other] = [a.change, b.change]
  if (one.paragraphId !== other.paragraphId) return null
  if (isSame(one, other)) return 'same'
  // two new paragraphs, or changes of words that another amendment proposes
  if (one.paragraphId === null && a.parentId === null) return null
  if (deletesWhole(one) || deletesWhole(other)) return 'deleted'
  if (one.op === 'move' || other.op === 'move') return one.op === other.op ? 'moved' : null
  if (!one.span || !other.span) return 'overlap'
  return a.pieces.some((p) => b.pieces.some((q) => overlaps(p, q))) ? 'overlap' : null
}

const deletesWhole = ({ op, span }: AmendedChange) => op === 'delete' && !span

function isSame(a: AmendedChange, b: AmendedChange): boolean {
  return (
    a.op === b.op &&
    a.kind === b.kind &&
    a.afterId === b.afterId &&
    a.text === b.text &&
    a.heading === b.heading &&
    a.span?.start === b.span?.start &&
    a.span?.end === b.span?.end
  )
}

/**
 * Touching ends do not overlap, and two insertions at one place can both stand; one inside a span cannot. The very
 * same words changed alike stand together.
 */
const overlaps = ({ span: a, text: one }: Piece, { span: b, text: other }: Piece): boolean =>
  a.start < b.end && b.start < a.end && !(a.start === b.start && a.end === b.end && one === other)
