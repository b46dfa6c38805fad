import { assert } from '~/domain/assert'
import { mayNorm } from '~/domain/norms/may-norm'
import { isOpenText } from '~/domain/norms/norm'
import { norms } from '~db/stores/norms'
import { people } from '~db/stores/people'
import { leaseFloor, wordings } from '~db/stores/wordings'
import type { WorldBracket, WorldNorm, WorldParagraph, WorldVersion } from '~db/worlds/demo/types'
import { wordingOf } from '~db/worlds/demo/wording'
import { placeBracket } from '../brackets/place-bracket.server'
import { addParagraph } from '../norms/add-paragraph.server'
import { changeStage } from '../norms/change-stage.server'
import { freezeVersion } from '../norms/freeze-version.server'
import { moveParagraph } from '../norms/move-paragraph.server'
import { proposeNorm } from '../norms/propose-norm.server'
import { type Act, accepted, actorOf, type Loading } from './replay-acts.server'

const minuteMs = 60_000
/** The secretariat edits in the morning of the day on which a version is frozen. */
const editedBeforeFreezeMs = 6 * 60 * minuteMs
/** What was proposed after the last version stands in the text a day later. */
const editedAfterLastMs = 24 * 60 * minuteMs

/** A norm from its proposal: the text as it first was, each version frozen, and the text as it is now. */
export function normActs(norm: WorldNorm): Act[] {
  const [drafting] = norm.stages
  assert(drafting, `norm ${norm.slug} has no stage`)
  return [
    { atMs: drafting.atMs, run: (l) => propose(l, norm) },
    ...textActs(norm, drafting.atMs),
    ...(norm.moves ?? []).map(({ atMs, ...moved }) => ({
      atMs,
      run: (l: Loading) => rearrange(l, norm, moved),
    })),
    ...norm.versions.map((version) => ({
      atMs: version.atMs,
      run: (l: Loading) => freeze(l, norm, version),
    })),
    ...norm.stages.slice(1).flatMap(({ stage, atMs, by }) => {
      // opening and closing a ballot leads to the rest
      if (!isOpenText(stage) && stage !== 'text-final') return []
      return [{ atMs, run: (l: Loading) => move(l, norm, { stage, by }) }]
    }),
  ]
}

/** What stands at the end, against what the world says. */
export const stageChecks = (worldNorms: readonly WorldNorm[], atMs: number): Act[] =>
  worldNorms.map((norm) => ({ atMs, run: (l) => checkStage(l, norm) }))

export const bracketActs = (brackets: readonly WorldBracket[]): Act[] =>
  brackets.map((bracket) => ({ atMs: bracket.atMs, run: (l) => bracketed(l, bracket) }))

async function propose({ deps, forums, norms: known, people }: Loading, norm: WorldNorm) {
  const { slug, number, title, kind, forum, language, createdBy } = norm
  const said = { number, title, kind, forumId: forums.get(forum), language: language as 'en' }
  const summary = norm.summaryInPlainWords.join('\n')
  const proposed = await proposeNorm(deps, { personId: people.get(createdBy) }, { ...said, summary })
  known.set(slug, accepted(proposed, `norm ${slug}`).ref)
}

type Wording = ReturnType<typeof wordingOf>

/** One edit a minute, so that history shows them one by one. */
function textActs(norm: WorldNorm, proposedMs: number): Act[] {
  const last = norm.versions.at(-1)
  const present = norm.paragraphs.map(({ key, text }) => ({ key, text: norm.draft?.[key] ?? text }))
  const steps: { fromMs: number; by: string; wording: Wording }[] = [
    ...norm.versions.map((version, i) => ({
      fromMs: i === 0 ? proposedMs + minuteMs : version.atMs - editedBeforeFreezeMs,
      by: version.by,
      wording: wordingOf(norm, version.symbol),
    })),
    {
      fromMs: last ? last.atMs + editedAfterLastMs : proposedMs + minuteMs,
      by: last?.by ?? norm.createdBy,
      wording: present,
    },
  ]
  let before: Wording = []
  return steps.flatMap(({ fromMs, by, wording }) => {
    const acts = editActs(norm, by, changesOf(before, wording)).map((run, i) => ({
      atMs: fromMs + i * minuteMs,
      run,
    }))
    before = wording
    return acts
  })
}

type WordingChange = { key: string; text: string; isNew: boolean; after: string | undefined }

function changesOf(before: Wording, wording: Wording): WordingChange[] {
  const was = new Map(before.map(({ key, text }) => [key, text]))
  assert(
    before.every(({ key }) => wording.some((p) => p.key === key)),
    'a world only adds paragraphs',
  )
  return wording
    .map((p, i) => ({ ...p, isNew: !was.has(p.key), after: wording[i - 1]?.key }))
    .filter(({ key, text }) => was.get(key) !== text)
}

const editActs = (norm: WorldNorm, by: string, changes: readonly WordingChange[]): Act['run'][] =>
  changes.map((change) => {
    const paragraph = norm.paragraphs.find((p) => p.key === change.key)
    assert(paragraph, `${norm.slug} has no paragraph ${change.key}`)
    return (l) => (change.isNew ? add(l, { norm, paragraph, change, by }) : revise(l, { norm, change, by }))
  })

type Edit = { norm: WorldNorm; change: WordingChange; by: string }

async function add(loading: Loading, { norm, paragraph, change, by }: Edit & { paragraph: WorldParagraph }) {
  const { deps, norms: known, paragraphs } = loading
  const { kind, heading = '', implements: target } = paragraph
  const added = await addParagraph(deps, actorOf(loading, by), {
    ref: known.get(norm.slug),
    kind,
    heading,
    text: change.text,
    after: change.after === undefined ? undefined : paragraphs.get(`${norm.slug} ${change.after}`),
    implements: target && paragraphs.get(`${target.norm} ${target.paragraph}`),
  })
  paragraphs.set(`${norm.slug} ${change.key}`, accepted(added, `${norm.slug} ${change.key}`).id)
}

/** Keystrokes are no entries: they stand in the log of the paragraph, under the name of whoever typed. */
async function revise(loading: Loading, { norm, change, by }: Edit) {
  const { deps, paragraphs, people: known } = loading
  const personId = known.get(by)
  await deps.store.tx(async (c) => {
    const { forumId } = (await norms(c).byRef(loading.norms.get(norm.slug)))!
    const may = mayNorm(await people(c).standing(personId), 'edit', { forumId })
    const delegationId = may.ok ? (may.value.delegation ?? null) : null
    const edited = { personId, delegationId, at: deps.now() }
    const paragraphId = paragraphs.get(`${norm.slug} ${change.key}`)
    for (;;) {
      const clientId = new DataView(deps.random(4).buffer).getUint32(0) & 0x7fffffff
      if (clientId < leaseFloor) continue
      if (await wordings(c).revise(paragraphId, change.text, { ...edited, clientId })) return
    }
  })
}

async function rearrange(
  loading: Loading,
  { slug }: WorldNorm,
  { paragraph, direction, by }: Omit<NonNullable<WorldNorm['moves']>[number], 'atMs'>,
) {
  const place = { ref: loading.norms.get(slug), paragraphId: loading.paragraphs.get(`${slug} ${paragraph}`) }
  accepted(
    await moveParagraph(loading.deps, actorOf(loading, by), { ...place, direction }),
    `${slug} ${paragraph} moved`,
  )
}

async function freeze(loading: Loading, norm: WorldNorm, version: WorldVersion) {
  const { symbol, kind, title, by } = version
  const said = { ref: loading.norms.get(norm.slug), symbol, kind }
  const note = [title, version.note].filter((words) => words !== '').join('. ')
  const frozen = await freezeVersion(loading.deps, actorOf(loading, by), { ...said, note })
  loading.versions.set(`${norm.slug} ${symbol}`, accepted(frozen, `version ${symbol}`).id)
}

async function move(
  loading: Loading,
  norm: WorldNorm,
  { stage, by }: Pick<WorldNorm['stages'][number], 'stage' | 'by'>,
) {
  const closesAt =
    norm.consultationClosesAtMs === undefined ? undefined : new Date(norm.consultationClosesAtMs)
  const input = { ref: loading.norms.get(norm.slug), to: stage, closesAt }
  accepted(await changeStage(loading.deps, actorOf(loading, by), input), `${norm.slug} to ${stage}`)
}

async function bracketed(loading: Loading, bracket: WorldBracket) {
  const { norm, paragraph, quote, holder, reason, placedBy } = bracket
  const placed = await placeBracket(loading.deps, actorOf(loading, placedBy), {
    ref: loading.norms.get(norm),
    paragraphId: loading.paragraphs.get(`${norm} ${paragraph}`),
    quote,
    holderId: loading.delegations.get(holder),
    reason,
  })
  loading.brackets.set(`${norm} ${paragraph} ${quote}`, accepted(placed, `bracket ${quote}`).id)
}

async function checkStage({ deps, norms: known }: Loading, { slug, stages }: WorldNorm) {
  const said = stages.at(-1)!
  const found = await norms(deps.store.read).byRef(known.get(slug))
  assert(
    found?.stage === said.stage && found.stageSince.getTime() === said.atMs,
    `${slug} is said to be ${said.stage} since ${said.atMs}, and is ${found?.stage} since ${found?.stageSince.getTime()}`,
  )
}
