import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invalid, readForm, refusedAs } from '~/answer.server'
import type { Deps } from '~/commands/deps.server'
import { adoptRule } from '~/commands/rules/adopt-rule.server'
import { setDefaultRule } from '~/commands/rules/set-default-rule.server'
import { parseForm } from '~/contracts/form'
import { AdoptPreset, AdoptText, MakeDefault } from '~/contracts/forums'
import { parseRuleText } from '~/contracts/rule'
import { findPreset, presets } from '~/domain/ballots/presets'
import type { Rule } from '~/domain/ballots/rule'
import { ruleInWords } from '~/domain/ballots/words'
import { type ForumRefusal, sayForumRefusal } from '~/domain/forums/refusal'
import type { ForumId, PersonId } from '~/domain/ids'
import { mayAdminister } from '~/domain/members/may-administer'
import { ok, type Result, refuse } from '~/domain/result'
import { requireKeeper } from '~/pages/forums.server'
import { findPerson } from '~/session.server'
import { Done } from '~/ui/admin/admin-head'
import { ForumHead } from '~/ui/admin/forum-head'
import { RuleWords } from '~/ui/forums/rule-words'
import { answered } from '~/ui/kit/answered'
import { Button } from '~/ui/kit/button'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { Check, SelectField, TextAreaField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import { forums } from '~db/stores/forums'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Rules of ${data?.forum.name ?? 'a forum'} - Parley` },
]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { forum } = await requireKeeper(request, context, params.slug)
  const rules = await forums(context.deps.store.read).currentRules(forum.id)
  return {
    forum: { slug: forum.slug, name: forum.name },
    administrator: mayAdminister((await findPerson(request, context))?.who ?? null),
    rules: rules.map(({ id, key, title, version, isDefault, body }) => ({
      id,
      key,
      title,
      version,
      isDefault,
      source: body.source ?? null,
      words: ruleInWords(body),
    })),
    presets: presets.map(({ id, title }) => ({ value: id, label: title })),
    done: new URL(request.url).searchParams.has('done'),
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor, forum } = await requireKeeper(request, context, params.slug)
  const form = await readForm(request)
  const intent = form.get('intent')
  const here = `/admin/forums/${forum.slug}/rules`
  const posted = { deps: context.deps, actor, form, forumId: forum.id, here }
  if (intent === 'default') return makeDefault(posted)
  return adopt(posted, intent === 'preset' ? 'preset' : 'text')
}

interface Posted {
  deps: Deps
  actor: { personId: PersonId }
  form: FormData
  forumId: ForumId
  here: string
}

const refusedBy = (refusal: ForumRefusal, form: FormData, name: string) =>
  refusedAs(refusal, sayForumRefusal(refusal), form, name)

async function makeDefault({ deps, actor, form, forumId, here }: Posted) {
  const input = parseForm(MakeDefault, form)
  if (!input.ok) return invalid(input.error, form, 'default')
  const done = await setDefaultRule(deps, actor, { forumId, ruleId: input.value.version })
  return done.ok ? redirect(`${here}?done=1`) : refusedBy(done.error, form, 'default')
}

async function adopt({ deps, actor, form, forumId, here }: Posted, way: 'preset' | 'text') {
  const input = way === 'preset' ? parseForm(AdoptPreset, form) : parseForm(AdoptText, form)
  if (!input.ok) return invalid(input.error, form, way)
  const rule = ruleIn(input.value)
  if (!rule.ok) return invalid(rule.error, form, way)
  const { makeDefault: asDefault } = input.value
  const done = await adoptRule(deps, actor, { forumId, rule: rule.value, makeDefault: asDefault })
  return done.ok ? redirect(`${here}?done=1`) : refusedBy(done.error, form, way)
}

type RuleGiven = { intent: 'preset'; preset: string } | { intent: 'text'; rule: string }

/** Problems of a pasted rule keep their paths: 'outcomes[0].when.ratio.of: ...'. */
function ruleIn(given: RuleGiven): Result<Rule, Record<string, string>> {
  if (given.intent === 'preset') {
    const preset = findPreset(given.preset)
    return preset ? ok(preset) : refuse({ preset: 'There is no such rule in the list.' })
  }
  const parsed = parseRuleText(given.rule)
  if (parsed.ok) return parsed
  const said = parsed.error.slice(0, 10).map(({ path, message }) => (path ? `${path}: ${message}` : message))
  const more = parsed.error.length - said.length
  return refuse({ rule: [...said, ...(more > 0 ? [`and ${more} more`] : [])].join('; ') })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Rules() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = ['preset', 'text', 'default'].flatMap((name) => answered(answer, name).errors)
  const here = `/admin/forums/${page.forum.slug}/rules`
  return (
    <>
      <ForumHead forum={page.forum} at="rules" administrator={page.administrator} />
      <div className="stack-loose">
        <ErrorSummary errors={errors} />
        <Done done={page.done && !answer} />
        <Section title="Adopted rules">
          <div className="stack">
            {page.rules.length === 0 && <p>None yet. The first one adopted is the default.</p>}
            {page.rules.map((rule) => (
              <AdoptedRule key={rule.id} rule={rule} here={here} />
            ))}
          </div>
        </Section>
        <PresetForm page={page} answer={answer} here={here} />
        <TextForm answer={answer} here={here} />
      </div>
    </>
  )
}

const AdoptedRule = ({ rule, here }: { rule: Page['rules'][number]; here: string }) => (
  <div className="stack-tight">
    <RuleWords rule={rule} />
    {!rule.isDefault && (
      <form method="post" action={here}>
        <input type="hidden" name="intent" value="default" />
        <input type="hidden" name="version" value={rule.id} />
        <Button kind="quiet" small>
          Make {rule.title} the default
        </Button>
      </form>
    )}
  </div>
)

interface FormProps {
  answer: unknown
  here: string
}

function PresetForm({ page, answer, here }: FormProps & { page: Page }) {
  const form = answered(answer, 'preset')
  return (
    <Section title="Adopt a known rule">
      <form className="form" method="post" action={here}>
        <input type="hidden" name="intent" value="preset" />
        <SelectField
          name="preset"
          label="Rule"
          options={page.presets}
          value={form.value('preset')}
          error={form.error('preset')}
        />
        <Check
          id="preset-default"
          name="makeDefault"
          label="Make it the default"
          checked={form.ticked('makeDefault')}
        />
        <Button>Adopt</Button>
      </form>
    </Section>
  )
}

function TextForm({ answer, here }: FormProps) {
  const form = answered(answer, 'text')
  return (
    <Section title="Adopt a rule of the forum’s own">
      <form className="form" method="post" action={here}>
        <input type="hidden" name="intent" value="text" />
        <TextAreaField
          name="rule"
          label="Rule as JSON"
          hint="Every number is a text such as “2/3”. A rule whose id is adopted already becomes its next version."
          rows={14}
          value={form.value('rule')}
          error={form.error('rule')}
          maxLength={200_000}
        />
        <Check
          id="text-default"
          name="makeDefault"
          label="Make it the default"
          checked={form.ticked('makeDefault')}
        />
        <Button>Adopt</Button>
      </form>
    </Section>
  )
}
