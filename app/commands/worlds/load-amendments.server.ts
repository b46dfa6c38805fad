import { namedChange } from '~/domain/amendments/stored-change'
import { proposeOrder } from '~/domain/amendments/voting-order'
import { assert, unreachable } from '~/domain/assert'
import type { ParagraphId } from '~/domain/ids'
import type { Result } from '~/domain/result'
import { amendments } from '~db/stores/amendments'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import type { DemoWorld, WorldAmendmentAct } from '~db/worlds/demo/types'
import { confirmPlan } from '../amendments/confirm-plan.server'
import { mergeAmendment } from '../amendments/merge-amendment.server'
import { reviseAmendment } from '../amendments/revise-amendment.server'
import { appealRuling, ruleAmendment } from '../amendments/rule-amendment.server'
import { settleAmendment } from '../amendments/settle-amendment.server'
import {
  leaveAmendment,
  nameMainSponsor,
  sponsorAmendment,
  takeOverAmendment,
  withdrawAmendment,
} from '../amendments/sponsor-amendment.server'
import { tableAmendment } from '../amendments/table-amendment.server'
import { type Act, accepted, actorOf, type Loading } from './replay-acts.server'

export const amendmentAct = (deed: WorldAmendmentAct): Act => ({
  atMs: deed.atMs,
  run: async (loading) => {
    const done = await run(loading, deed)
    accepted(done, `${deed.act} ${deed.amendment}`)
  },
})

/** What stands at the end, against what the world says. */
export const amendmentCheck = (statuses: DemoWorld['amendmentStatuses'], atMs: number): Act => ({
  atMs,
  async run({ deps, amendments: known }) {
    for (const [slug, status] of Object.entries(statuses)) {
      const [ref = '', am = ''] = known.get(slug).split(' ')
      const norm = (await norms(deps.store.read).byRef(ref))!
      const found = await amendments(deps.store.read).byRef(norm.id, am)
      assert(found?.status === status, `amendment ${slug} is said to be ${status} and is ${found?.status}`)
    }
  },
})

async function run(
  loading: Loading,
  deed: WorldAmendmentAct,
): Promise<Result<{ entryIndex: number }, { code: string }>> {
  const { deps } = loading
  const actor = actorOf(loading, deed.by)
  if (deed.act === 'table') return table(loading, deed)
  if (deed.act === 'plan') return plan(loading, deed)
  const [ref = '', am = ''] = loading.amendments.get(deed.amendment).split(' ')
  const place = { ref, am }
  switch (deed.act) {
    case 'sponsor':
      return sponsorAmendment(deps, actor, place)
    case 'leave':
      return leaveAmendment(deps, actor, place)
    case 'withdraw':
      return withdrawAmendment(deps, actor, place)
    case 'take-over':
      return takeOverAmendment(deps, actor, place)
    case 'merge':
      return mergeAmendment(deps, actor, place)
    case 'name-main':
      return nameMainSponsor(deps, actor, {
        ...place,
        delegationId: loading.delegations.get(deed.delegation),
      })
    case 'revise':
      return reviseAmendment(deps, actor, { ...place, ...deed, heading: '' })
    case 'rule':
      return ruleAmendment(deps, actor, { ...place, admissible: deed.admissible, reason: deed.reason })
    case 'appeal':
      return appealRuling(deps, actor, { ...place, reason: deed.reason })
    case 'settle':
      return settleAmendment(deps, actor, { ...place, adopted: deed.adopted, note: deed.note })
    default:
      return unreachable(deed)
  }
}

async function table(loading: Loading, deed: Extract<WorldAmendmentAct, { act: 'table' }>) {
  const { norm, version, op, paragraph, after, text = '', reason, amends } = deed
  const ref = loading.norms.get(norm)
  const idOf = (key: string | undefined): ParagraphId | undefined =>
    key === undefined ? undefined : loading.paragraphs.get(`${norm} ${key}`)
  const asked = {
    ref,
    version,
    op,
    paragraphId: idOf(paragraph),
    afterId: idOf(after),
    text,
    heading: '',
    reason,
  }
  const parent = amends && loading.amendments.get(amends).split(' ')[1]
  const tabled = await tableAmendment(loading.deps, actorOf(loading, deed.by), { ...asked, parent })
  if (tabled.ok) loading.amendments.set(deed.amendment, `${ref} ${tabled.value.am}`)
  return tabled
}

/** The chair confirms the order that follows from the rules. */
async function plan(loading: Loading, { norm: slug, by }: Extract<WorldAmendmentAct, { act: 'plan' }>) {
  const { read } = loading.deps.store
  const ref = loading.norms.get(slug)
  const norm = (await norms(read).byRef(ref))!
  const version = (await norms(read).latestVersion(norm.id))!
  const { paragraphs } = await normTexts(read).frozen(version)
  const all = await amendments(read).ofNorm(norm.id)
  const under = (row: (typeof all)[number]) =>
    all.find((a) => a.id === row.parentId)?.text ??
    paragraphs.find((p) => p.id === row.paragraphId)?.text ??
    ''
  const named = all
    .filter((a) => a.versionId === version.id && a.status === 'tabled')
    .map((row) => namedChange(row, under(row), version.language))
  const steps = proposeOrder(named, paragraphs, version.language)
  return confirmPlan(loading.deps, actorOf(loading, by), { ref, steps })
}
