import { z } from 'zod'
import { addPerson } from '~/commands/people/add-person.server'
import { grantRole, type RoleInput } from '~/commands/people/grant-role.server'
import { revokeRole } from '~/commands/people/revoke-role.server'
import { makeLink } from '~/commands/sessions/make-link.server'
import { fieldErrors } from '~/contracts/form'
import { personName } from '~/contracts/people'
import { email } from '~/contracts/sign-in'
import type { ForumId } from '~/domain/ids'
import { type MemberRefusal, sayMemberRefusal } from '~/domain/members/refusal'
import { type Role, roles } from '~/domain/members/standing'
import type { Result } from '~/domain/result'
import { signInLink } from '~/mail.server'
import { forums } from '~db/stores/forums'
import { people } from '~db/stores/people'
import { type CliIo, type CliVerb, parseFlags } from './cli'
import { type Platform, withWorld } from './platform'

const usage = `parley user add --name <name> --email <address> [--role <role>] [--forum <slug>]
parley user grant --email <address> --role <role> [--forum <slug>]
parley user revoke --email <address> --role <role> [--forum <slug>]
parley user link --email <address>
parley user list

People and the roles that no delegation gives: ${roles.join(', ')}.
  --forum   the role holds in this forum only; without it, everywhere
  link      prints a sign-in link, for a platform whose mail is not set up yet
The result goes to standard output: for list, one JSON line a person.
Exit 0 done, 2 refused or bad input, with nothing changed.`

export const userVerb: CliVerb = {
  name: 'user',
  summary: 'add people, grant and revoke their roles, list them',
  usage,
  async run([act = '', ...argv], io) {
    const run = Object.hasOwn(acts, act) ? acts[act] : undefined
    if (!run) return misused(io, act ? `user has no act "${act.slice(0, 40)}"` : 'which act?')
    const text = { type: 'string' } as const
    const flags = parseFlags(argv, { name: text, email: text, role: text, forum: text }, { io, usage })
    if (!flags) return 2
    const { fields, needs } = run
    const given = Object.keys(flags.values)
    const stray = given.find((flag) => !fields.includes(flag))
    if (stray) return misused(io, `--${stray} means nothing to user ${act}`)
    const missing = needs.find((flag) => !given.includes(flag))
    if (missing) return misused(io, `--${missing} is missing`)
    const read = Flags.safeParse(flags.values)
    if (!read.success) {
      for (const [field, message] of Object.entries(fieldErrors(read.error))) io.err(`--${field}: ${message}`)
      return 2
    }
    return withWorld(io, (platform) => run.act({ io, platform, ...read.data }))
  },
}

const Flags = z.strictObject({
  name: personName.optional(),
  email: email('The e-mail address').optional(),
  role: z.enum(roles, { error: `must be one of: ${roles.join(', ')}.` }).optional(),
  forum: z.string().min(1).max(60).optional(),
})

interface Asked extends z.infer<typeof Flags> {
  io: CliIo
  platform: Platform
}

const acts: Record<string, { fields: string[]; needs: string[]; act(asked: Asked): Promise<number> }> = {
  add: { fields: ['name', 'email', 'role', 'forum'], needs: ['name', 'email'], act: add },
  grant: {
    fields: ['email', 'role', 'forum'],
    needs: ['email', 'role'],
    act: (a) => changeRole(a, grantRole),
  },
  revoke: {
    fields: ['email', 'role', 'forum'],
    needs: ['email', 'role'],
    act: (a) => changeRole(a, revokeRole),
  },
  link: { fields: ['email'], needs: ['email'], act: link },
  list: { fields: [], needs: [], act: list },
}

function misused(io: CliIo, problem: string): number {
  io.err(problem)
  io.err(usage)
  return 2
}

async function add({ io, platform, ...asked }: Asked): Promise<number> {
  if (asked.forum && !asked.role) return misused(io, '--forum needs --role')
  const forumId = await forumIdOf({ io, platform, ...asked })
  if (forumId === null) return 2
  if (asked.role === 'administrator' && forumId !== '') return refused(io, { code: 'role-is-everywhere' })
  const added = await addPerson(platform.deps, null, { name: asked.name!, email: asked.email! })
  if (!added.ok) return refused(io, added.error)
  const { personId } = added.value
  if (asked.role) {
    const granted = await grantRole(platform.deps, null, { personId, role: asked.role, forumId })
    if (!granted.ok) return refused(io, granted.error)
  }
  io.out(personId)
  return 0
}

type RoleChange = (
  deps: Platform['deps'],
  actor: null,
  input: RoleInput,
) => Promise<Result<object, MemberRefusal>>

async function changeRole(asked: Asked, change: RoleChange): Promise<number> {
  const { io, platform, email: address, role } = asked
  const forumId = await forumIdOf(asked)
  if (forumId === null) return 2
  const person = await people(platform.deps.store.read).findByEmail(address!)
  if (!person) return refused(io, { code: 'not-found', what: 'person' })
  const done = await change(platform.deps, null, { personId: person.id, role: role as Role, forumId })
  if (!done.ok) return refused(io, done.error)
  io.out(person.id)
  return 0
}

/** '' is everywhere; null when there is no such forum, which has then been said. */
async function forumIdOf({ io, platform, forum: slug }: Asked): Promise<ForumId | '' | null> {
  if (!slug) return ''
  const forum = await forums(platform.deps.store.read).bySlug(slug)
  if (forum) return forum.id
  io.err(`--forum: there is no forum ${slug}.`)
  return null
}

async function link({ io, platform, email: address }: Asked): Promise<number> {
  const { PUBLIC_URL, HOST, PORT } = platform.config
  const linkTo = signInLink(PUBLIC_URL ?? `http://${HOST === '127.0.0.1' ? 'localhost' : HOST}:${PORT}`)
  const made = await makeLink(platform.deps, { email: address!, linkTo })
  if (!made.ok) return refused(io, made.error)
  io.out(made.value.link)
  return 0
}

const perPage = 500

async function list({ io, platform }: Asked): Promise<number> {
  const { read } = platform.deps.store
  const grants = await people(read).grants()
  for (let after = ''; ; ) {
    const page = await people(read).page({ after, n: perPage })
    for (const { id, name, email: address, createdAt } of page) {
      const held = grants.filter((g) => g.personId === id)
      const holds = held.map((g) => (g.forumSlug ? `${g.role}@${g.forumSlug}` : g.role))
      io.out(JSON.stringify({ id, name, email: address, roles: holds, since: createdAt.toISOString() }))
    }
    if (page.length < perPage) return 0
    after = page.at(-1)!.id
  }
}

function refused(io: CliIo, refusal: MemberRefusal): number {
  const { field, message } = sayMemberRefusal(refusal)
  io.err(field ? `--${field}: ${message}` : message)
  return 2
}
