import { textProblem } from '~/contracts/form'
import type { VersionId } from '~/domain/ids'
import type { Json } from '~/domain/ledger/canonical'
import type { NormCapacity } from '~/domain/norms/may-norm'
import type { VersionKind } from '~/domain/norms/norm'
import { versionHash } from '~/domain/norms/version-content'
import { ok, type Result, refuse } from '~/domain/result'
import { sha256 } from '~db/stores/ledger'
import { type NormText, normTexts } from '~db/stores/norm-texts'
import { type NormRow, norms } from '~db/stores/norms'
import { references } from '~db/stores/references'
import { textMarks } from '~db/stores/text-marks'
import { reanchorAmendments } from '../amendments/reanchor-amendments.server'
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

export interface Frozen {
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
    return freezeContent(change, { ...input, id: deps.newId() as VersionId, norm, by, content })
  })
}

export type FreezeContentRefusal = Exclude<FreezeRefusal, NormAtRefusal>

/** What every kind of version has in common: a symbol of its own, words that can be hashed, the next number. */
export async function freezeContent(
  change: Change,
  freezing: Omit<Keeping, 'number'>,
): Promise<Result<Frozen, FreezeContentRefusal>> {
  const { content, norm, symbol } = freezing
  if (content.paragraphs.length === 0) return refuse({ code: 'no-paragraphs' })
  const broken = brokenParagraph(content)
  if (broken) return refuse(broken)
  const earlier = await norms(change.c).versions(norm.id)
  const same = earlier.find((v) => v.symbol === symbol)
  if (same) return refuse({ code: 'symbol-taken', number: same.number })
  return ok(await keepVersion(change, { ...freezing, number: (earlier[0]?.number ?? 0) + 1 }))
}

type Keeping = FreezeVersionInput & {
  id: VersionId
  number: number
  norm: NormRow
  by: NormCapacity
  content: NormText
  /** What the ledger says of it beyond every version's facts. */
  facts?: Readonly<Record<string, Json>>
}

async function keepVersion(change: Change, version: Keeping): Promise<Frozen> {
  const { c, now, who, record } = change
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
  const marks = await textMarks(c).toKeep(norm.id, content.paragraphs)
  await references(c).addMarks(id, marks)
  const own = { version: number, symbol, kind, hash, paragraphs: content.paragraphs.length }
  const facts = { ...own, ...version.facts }
  await record({ t: 'version.frozen', ...by, on: `norm/${norm.ref}`, facts })
  await reanchorAmendments(change, { norm, by, version: { id, number }, content })
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
