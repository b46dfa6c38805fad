import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import type { z } from 'zod'
import { invalid, readForm, refused } from '~/answer.server'
import { adoptedChildren } from '~/commands/amendments/amendment-at.server'
import type { Actor, Deps } from '~/commands/deps.server'
import { parseForm } from '~/contracts/form'
import { isOpenAmendment } from '~/domain/amendments/amendment'
import { mayChair, maySponsor, type SponsorAct, sponsorRefusal } from '~/domain/amendments/may-amend'
import { rulingState } from '~/domain/amendments/ruling'
import { cutOffRefusal } from '~/domain/amendments/terms'
import type { Standing } from '~/domain/members/standing'
import type { Result } from '~/domain/result'
import { requirePerson } from '~/session.server'
import type { OfferedAct } from '~/ui/amendments/amendment-acts'
import { type AnyAmendmentRefusal, amendmentRefusalWords } from '~/ui/amendments/amendment-refusal'
import type { Conn } from '~db/store'
import { type AmendmentRow, amendments } from '~db/stores/amendments'
import type { NormWithForum } from '~db/stores/norms'
import type { AmendmentsOf } from './amendments.server'

interface Place {
  norm: NormWithForum
  row: AmendmentRow
  of: AmendmentsOf
}

/** What this person can do to the amendment now. */
export async function actsFor(
  c: Conn,
  who: Standing | null,
  { now, ...place }: Place & { now: Date },
): Promise<OfferedAct[]> {
  if (!who) return []
  return [...sponsorActs(who, place, now), ...(await chairActs(c, who, place))]
}

function sponsorActs(who: Standing, { norm, row, of }: Place, now: Date): OfferedAct[] {
  const sponsors = of.sponsors.get(row.id)!
  const active = sponsors.filter((s) => s.withdrawnAt === null).map((s) => s.delegationId)
  const amended = adoptedChildren(of.rows, row).length > 0
  const ruling = rulingState(of.rulings.get(row.id)?.at(-1) ?? null)
  const state = { status: row.status, sponsors, amended, ruling }
  return sponsorActsInOrder.filter((act) => {
    if (act === 'sponsor' && cutOffRefusal(act, of.terms, now)) return false
    if (act === 'name-main' && !sponsors.some((s) => s.kind === 'co' && s.withdrawnAt === null)) return false
    const may = maySponsor(who, act, norm, active)
    return may.ok && sponsorRefusal(act, may.value.delegation, state) === null
  })
}

const sponsorActsInOrder: readonly Exclude<SponsorAct, 'table'>[] = [
  'sponsor',
  'take-over',
  'revise',
  'name-main',
  'leave',
  'withdraw',
  'appeal',
]

async function chairActs(c: Conn, who: Standing, { norm, row, of }: Place): Promise<OfferedAct[]> {
  const acts: OfferedAct[] = []
  if (mayChair(who, 'rule', norm).ok) {
    if (isOpenAmendment(row.status)) acts.push('rule-out')
    if (row.status === 'inadmissible') {
      if (rulingState(of.rulings.get(row.id)?.at(-1) ?? null) === 'appealed') acts.push('decide-appeal')
      acts.push('rule-in')
    }
  }
  if (row.status === 'tabled' && mayChair(who, 'settle', norm).ok) {
    const plan = await amendments(c).plan(row.versionId)
    const waiting = of.rows.some((a) => a.parentId === row.id && a.status === 'tabled')
    if (!waiting && plan?.steps.some((s) => s.ref === row.ref)) acts.push('settle')
  }
  if (row.status === 'adopted' && !row.parentId && mayChair(who, 'merge', norm).ok) acts.push('merge')
  return acts
}

type Done = Promise<Result<unknown, AnyAmendmentRefusal>>

/** An act on one amendment, posted from its page. */
export async function postAct<S extends z.ZodObject>(
  { request, params, context }: ActionFunctionArgs,
  schema: S,
  run: (deps: Deps, person: NonNullable<Actor>, input: z.infer<S> & { ref: string; am: string }) => Done,
) {
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const input = parseForm(schema, form)
  if (!input.ok) return invalid(input.error, form)
  const place = { ref: params.ref!, am: params.am! }
  const done = await run(context.deps, person, { ...input.value, ...place })
  if (!done.ok) return refused(done.error.code, amendmentRefusalWords(done.error), form)
  return redirect(`/norms/${place.ref}/amendments/${place.am}`)
}
