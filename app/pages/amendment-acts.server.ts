import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import type { z } from 'zod'
import { invalid, readForm, refused } from '~/answer.server'
import { adoptedChildren } from '~/commands/amendments/amendment-at.server'
import type { Actor, Deps } from '~/commands/deps.server'
import { parseForm } from '~/contracts/form'
import { isOpenAmendment } from '~/domain/amendments/amendment'
import { mayChair, maySponsor, type SponsorAct, sponsorRefusal } from '~/domain/amendments/may-amend'
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
export async function actsFor(c: Conn, who: Standing | null, place: Place): Promise<OfferedAct[]> {
  if (!who) return []
  return [...sponsorActs(who, place), ...(await chairActs(c, who, place))]
}

function sponsorActs(who: Standing, { norm, row, of }: Place): OfferedAct[] {
  const sponsors = of.sponsors.get(row.id)!
  const active = sponsors.filter((s) => s.withdrawnAt === null).map((s) => s.delegationId)
  const amended = adoptedChildren(of.rows, row).length > 0
  const state = { status: row.status, sponsors, amended }
  const acts: Exclude<SponsorAct, 'table'>[] = ['sponsor', 'leave', 'withdraw', 'take-over', 'appeal']
  return acts.filter((act) => {
    const may = maySponsor(who, act, norm, active)
    return may.ok && sponsorRefusal(act, may.value.delegation, state) === null
  })
}

async function chairActs(c: Conn, who: Standing, { norm, row, of }: Place): Promise<OfferedAct[]> {
  const acts: OfferedAct[] = []
  if (mayChair(who, 'rule', norm).ok) {
    if (isOpenAmendment(row.status)) acts.push('rule-out')
    if (row.status === 'inadmissible') acts.push('rule-in')
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
