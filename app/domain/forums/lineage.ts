import type { ForumId } from '../ids'

interface Child {
  id: ForumId
  parentId: ForumId | null
}

/** F8: whether `parent` can be the parent of `id`: it exists, and is neither the forum itself nor below it. */
export function canBeParent(forums: readonly Child[], id: ForumId, parent: ForumId): boolean {
  const byId = new Map(forums.map((f) => [f.id, f]))
  const seen = new Set<ForumId>()
  for (let at = byId.get(parent); at; at = at.parentId ? byId.get(at.parentId) : undefined) {
    if (at.id === id) return false
    if (at.parentId === null) return true
    if (seen.has(at.id)) return false
    seen.add(at.id)
  }
  return false
}
