import type { AppLoadContext } from '@remix-run/node'
import { invalid, refused } from '~/answer.server'
import { joinBallots } from '~/commands/ballots/join-ballots.server'
import { prepareBallot } from '~/commands/ballots/prepare-ballot.server'
import { closingTime, JoinBallots, PrepareBallot } from '~/contracts/ballots'
import { parseForm } from '~/contracts/form'
import { mayBallot } from '~/domain/ballots/may-ballot'
import type { Standing } from '~/domain/members/standing'
import type { SignedIn } from '~/session.server'
import { ballotRefusalWords } from '~/ui/ballots/ballot-refusal'
import { forums } from '~db/stores/forums'
import { norms } from '~db/stores/norms'

interface Posted {
  context: AppLoadContext
  person: SignedIn
  form: FormData
}

/** POST /ballots: the ref of the prepared ballot, or the answer that says what is wrong. */
export async function prepareFrom({ context, person, form }: Posted) {
  const input = parseForm(PrepareBallot, form)
  if (!input.ok) return { answer: invalid(input.error, form) }
  const { forum: slug, rule, version, title, question, record } = input.value
  const time = closingTime(input.value)
  if ('errors' in time) return { answer: invalid(time.errors, form) }
  const forum = await forums(context.deps.store.read).bySlug(slug)
  if (!forum) return { answer: invalid({ forum: 'Choose a forum of the list.' }, form) }
  const done = await prepareBallot(context.deps, person, {
    forumId: forum.id,
    title,
    question,
    versionId: version ?? null,
    ruleId: rule,
    record: record ?? 'roll-call',
    ...time,
  })
  if (!done.ok) return { answer: refused(done.error.code, ballotRefusalWords(done.error), form) }
  return { ref: done.value.ref }
}

/** POST /desk/ballots/joint. */
export async function joinFrom({ context, person, form }: Posted) {
  const input = parseForm(JoinBallots, form)
  if (!input.ok) return { answer: invalid(input.error, form) }
  const { forum: slug, rule, ballots: refs, title, question } = input.value
  const forum = await forums(context.deps.store.read).bySlug(slug)
  if (!forum) return { answer: invalid({ forum: 'Choose a forum of the list.' }, form) }
  const done = await joinBallots(context.deps, person, { forumId: forum.id, title, question, rule, refs })
  if (!done.ok) return { answer: refused(done.error.code, ballotRefusalWords(done.error), form) }
  return { ref: done.value.ref }
}

/** The forums in which somebody may prepare ballots, and what the chosen one offers. */
export async function choicesFor({ deps }: AppLoadContext, who: Standing, chosen: string | null) {
  const c = deps.store.read
  const mine = (await forums(c).list()).filter(({ id }) => mayBallot(who, 'prepare', id).ok)
  const forum = mine.find(({ slug }) => slug === chosen) ?? (mine.length === 1 ? mine[0] : undefined)
  const rules = forum ? await forums(c).currentRules(forum.id) : []
  return {
    forums: mine.map(({ slug, name }) => ({ slug, name })),
    forum: forum ? { slug: forum.slug, name: forum.name } : null,
    rules: rules.map(({ id, title, isDefault }) => ({ id, title, isDefault })),
    versions: forum ? await votable(c) : [],
  }
}

/** The newest versions of the norms whose text is final or already before a ballot. */
async function votable(c: Parameters<typeof norms>[0]) {
  const found = [
    ...(await norms(c).list({ stage: 'text-final', n: 100 })),
    ...(await norms(c).list({ stage: 'ballot', n: 100 })),
  ]
  const versions = await Promise.all(
    found.map(async ({ id, ref, title }) => ({ ref, title, version: await norms(c).latestVersion(id) })),
  )
  return versions.flatMap(({ ref, title, version }) =>
    version
      ? [{ id: version.id, ref, label: `${ref} ${title}, version ${version.number} (${version.symbol})` }]
      : [],
  )
}
