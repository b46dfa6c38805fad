import { createHash } from 'node:crypto'
import type { ForumId } from '~/domain/ids'
import type { ForumSaid } from './add-forum.server'

/** F10: what the ledger keeps of a forum. A charter can be long and is public here, so its hash is enough. */
export const forumFacts = (said: ForumSaid, forums: readonly { id: ForumId; slug: string }[]) => ({
  name: said.name,
  kind: said.kind,
  region: said.region,
  parent: forums.find((f) => f.id === said.parentId)?.slug ?? null,
  charterHash: createHash('sha256').update(said.charter).digest('hex'),
  languages: said.languages,
})
