import { textProblem } from '~/contracts/form'
import type { VersionId } from '~/domain/ids'
import type { NormCapacity } from '~/domain/norms/may-norm'
import type { VersionKind } from '~/domain/norms/norm'
import { versionHash } from '~/domain/norms/version-content'
import { ok, type Result, refuse } from '~/domain/result'
import { sha256 } from '~db/stores/ledger'
import { type NormText, normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import { type NormAtRefusal, normAt } from './norm-at.server'

export interface FreezeVersionInput {
  ref: string
  symbol: string
  kind: VersionKind
  note: string
}
export type FreezeRefusal =
  | NormAtRefusal
  | { code: 'no-paragraphs' }
  | { code: 'symbol-taken'; number: number }
  | { code: 'text-broken'; paragraph: string; problem: string }

interface Frozen {
  id: VersionId
  number: number
  hash: string
}

/** N8: the live text as it stands becomes the next version, never to change. */
export function freezeVersion(
  deps: Deps,
  actor: Actor,
  input: FreezeVersionInput,
): Promise<Result<Frozen & { entryIndex: number }, FreezeRefusal>> {
  return write<Frozen, FreezeRefusal>(deps, actor, async (change) => {
    const at = await normAt(change, input.ref, 'freeze')
    if (!at.ok) return at
    const { norm, by } = at.value
    const content = await normTexts(change.c).live(norm)
    if (content.paragraphs.length === 0) return refuse({ code: 'no-paragraphs' })
    const broken = brokenParagraph(content)
    if (broken) return refuse(broken)
    const earlier = await norms(change.c).versions(norm.id)
    const same = earlier.find((v) => v.symbol === input.symbol)
    if (same) return refuse({ code: 'symbol-taken', number: same.number })
    const version = { id: deps.newId() as VersionId, number: (earlier[0]?.number ?? 0) + 1 }
    return ok(await keepVersion(change, { ...input, ...version, norm, by, content }))
  })
}

type Keeping = FreezeVersionInput & {
  id: VersionId
  number: number
  norm: NormRow
  by: NormCapacity
  content: NormText
}

async function keepVersion({ c, now, who, record }: Change, version: Keeping): Promise<Frozen> {
  const { id, number, symbol, kind, note, norm, by, content } = version
  const hash = versionHash(content, sha256)
  await norms(c).addVersion(
    {
      id,
      normId: norm.id,
      number,
      symbol,
      kind,
      note,
      hash,
      language: content.language,
      title: content.title,
      frozenAt: now,
      frozenBy: who?.personId ?? null,
    },
    content.paragraphs.map(({ id: paragraphId, ...p }, position) => ({ ...p, paragraphId, position })),
  )
  const facts = { version: number, symbol, kind, hash, paragraphs: content.paragraphs.length }
  await record({ t: 'version.frozen', ...by, on: `norm/${norm.ref}`, facts })
  return { id, number, hash }
}

/** What cannot be hashed, or would read other than it is, is not frozen. */
function brokenParagraph({ paragraphs }: NormText) {
  for (const { number, text } of paragraphs) {
    const problem = textProblem(text)
    if (problem) return { code: 'text-broken', paragraph: number, problem } as const
  }
  return null
}
