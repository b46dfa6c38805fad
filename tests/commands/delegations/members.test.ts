import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDelegation } from '~/commands/delegations/add-delegation.server'
import { changeMember } from '~/commands/delegations/change-member.server'
import { inviteMember } from '~/commands/delegations/invite-member.server'
import { removeMember } from '~/commands/delegations/remove-member.server'
import { addOrganisation } from '~/commands/organisations/add-organisation.server'
import { changeOrganisation } from '~/commands/organisations/change-organisation.server'
import { openSession } from '~/commands/sessions/open-session.server'
import type { DelegationId, OrganisationId, PersonId } from '~/domain/ids'
import { delegations } from '~db/stores/delegations'
import { ledger } from '~db/stores/ledger'
import { organisations } from '~db/stores/organisations'
import { people } from '~db/stores/people'
import { sessions, tokenHash } from '~db/stores/sessions'
import { by, codeOf, sure } from '../../sure'
import { adders, engines, openWorld, type TestWorld } from '../../world'

const nowhere = 'nowhere' as DelegationId

describe.each(engines)('delegations on %s', (engine) => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld(engine)
  })
  afterEach(() => world.drop())

  const dora = { name: 'Dora', email: 'dora@people.example', role: 'adviser', administrator: false } as const
  const members = async (id: DelegationId) =>
    (await delegations(world.store.read).members(id)).map(
      (m) => `${m.name} ${m.role}${m.administrator ? '*' : ''}`,
    )
  const lastEntry = async () => {
    const rows = await ledger(world.store.read).since(0, 100)
    return JSON.parse(rows.at(-1)!.body)
  }
  const signedIn = (id: PersonId) =>
    world.store.tx((c) => openSession(c, world.deps, id, { device: 'test', earlier: null }))
  const isOpen = async (token: string) =>
    (await sessions(world.store.read).open(tokenHash(token), world.deps.now())) !== null

  describe('P6 a delegation is run by its own administrators', () => {
    test('its administrator invites, changes and removes', async () => {
      const { deps, delegations: all, people: p } = world
      const ana = by(p.ana)
      const { personId, known } = sure(await inviteMember(deps, ana, { delegationId: all.ardenia, ...dora }))
      expect(known).toBe(false)
      expect(await members(all.ardenia)).toEqual(['ana head*', 'alto alternate', 'Dora adviser'])
      expect(await lastEntry()).toMatchObject({
        t: 'parley-v1/delegation.member-added',
        by: { as: 'delegate', person: p.ana, delegation: all.ardenia },
        on: 'delegation/ardenia',
        subject: personId,
      })
      const change = { delegationId: all.ardenia, personId, role: 'alternate', administrator: true } as const
      sure(await changeMember(deps, ana, change))
      expect(codeOf(await changeMember(deps, ana, change))).toBe('unchanged')
      expect(await members(all.ardenia)).toEqual(
        ['ana head*', 'Dora alternate*', 'alto alternate'].sort(byRole),
      )
      sure(await removeMember(deps, ana, { delegationId: all.ardenia, personId }))
      expect(await members(all.ardenia)).toEqual(['ana head*', 'alto alternate'])
    })

    test.each(['alto', 'bela', 'sylvie', 'chiara', 'paul'] as const)('%s does none of it', async (name) => {
      const { deps, delegations: all, people: p } = world
      const actor = by(p[name])
      const delegationId = all.ardenia
      const change = { delegationId, personId: p.alto, role: 'adviser', administrator: true } as const
      expect(codeOf(await inviteMember(deps, actor, { delegationId, ...dora }))).toBe('not-allowed')
      expect(codeOf(await changeMember(deps, actor, change))).toBe('not-allowed')
      expect(codeOf(await removeMember(deps, actor, { delegationId, personId: p.alto }))).toBe('not-allowed')
      expect(await members(delegationId)).toEqual(['ana head*', 'alto alternate'])
    })

    test('an administrator of the platform helps, as the system', async () => {
      const { deps, delegations: all, people: p } = world
      sure(await inviteMember(deps, by(p.admin), { delegationId: all.ardenia, ...dora }))
      expect((await lastEntry()).by).toEqual({ as: 'system', person: p.admin })
    })

    test('a firm’s administrator acts as stakeholder', async () => {
      const { deps, delegations: all, people: p } = world
      sure(await inviteMember(deps, by(p.ivo), { delegationId: all.ironworks, ...dora }))
      expect((await lastEntry()).by.as).toBe('stakeholder')
    })

    test('somebody with an account is taken in under the account’s name, and once', async () => {
      const { deps, delegations: all, people: p } = world
      const paul = { ...dora, name: 'Somebody else', email: 'paul@people.example' }
      const invited = sure(await inviteMember(deps, by(p.ana), { delegationId: all.ardenia, ...paul }))
      expect(invited).toMatchObject({ known: true, personId: p.paul })
      expect(await members(all.ardenia)).toContain('paul adviser')
      expect(codeOf(await inviteMember(deps, by(p.ana), { delegationId: all.ardenia, ...paul }))).toBe(
        'already-member',
      )
    })

    test('members of another delegation are not found, and delegations that are not there neither', async () => {
      const { deps, delegations: all, people: p } = world
      const change = {
        delegationId: all.ardenia,
        personId: p.bela,
        role: 'head',
        administrator: true,
      } as const
      expect(await changeMember(deps, by(p.ana), change)).toMatchObject({ error: { what: 'member' } })
      expect(await removeMember(deps, by(p.ana), change)).toMatchObject({ error: { what: 'member' } })
      const gone = { ...change, delegationId: nowhere }
      expect(await changeMember(deps, by(p.ana), gone)).toMatchObject({ error: { what: 'delegation' } })
      expect(await removeMember(deps, by(p.ana), gone)).toMatchObject({ error: { what: 'delegation' } })
      expect(await inviteMember(deps, by(p.ana), { ...dora, delegationId: nowhere })).toMatchObject({
        error: { what: 'delegation' },
      })
    })

    test('an invited person is written to only where mail is sent', async () => {
      const { deps, delegations: all, people: p } = world
      const mail = () => world.store.read.q.select().from(world.store.read.t.mail)
      sure(await inviteMember(deps, by(p.ana), { delegationId: all.ardenia, ...dora }))
      expect(await mail()).toEqual([])
      const emil = { ...dora, email: 'emil@people.example', signInUrl: 'https://parley.example/sign-in' }
      sure(await inviteMember(deps, by(p.ana), { delegationId: all.ardenia, ...emil }))
      expect(await mail()).toMatchObject([{ to: 'emil@people.example', attempts: 0 }])
    })
  })

  test('P7 the last administrator is neither removed nor made less, and may be the second', async () => {
    const { deps, delegations: all, people: p } = world
    const delegationId = all.ardenia
    const less = { delegationId, personId: p.ana, role: 'head', administrator: false } as const
    expect(codeOf(await changeMember(deps, by(p.ana), less))).toBe('last-administrator')
    expect(codeOf(await removeMember(deps, by(p.admin), { delegationId, personId: p.ana }))).toBe(
      'last-administrator',
    )
    sure(
      await changeMember(deps, by(p.ana), { ...less, personId: p.alto, role: 'head', administrator: true }),
    )
    expect(codeOf(await changeMember(deps, by(p.ana), less))).toBe('ok')
    expect(codeOf(await inviteMember(deps, by(p.ana), { delegationId, ...dora }))).toBe('not-allowed')
  })

  test('P7 of two administrators who remove each other at once, one stays', async () => {
    const { deps, delegations: all, people: p } = world
    const delegationId = all.ardenia
    sure(
      await changeMember(deps, by(p.ana), {
        delegationId,
        personId: p.alto,
        role: 'alternate',
        administrator: true,
      }),
    )
    const both = await Promise.all([
      removeMember(deps, by(p.ana), { delegationId, personId: p.alto }),
      removeMember(deps, by(p.alto), { delegationId, personId: p.ana }),
    ])
    expect(both.filter((r) => r.ok)).toHaveLength(1)
    expect(await members(delegationId)).toHaveLength(1)
  })

  test('P9 who has no place left is signed out; who has one elsewhere is not', async () => {
    const { deps, delegations: all, people: p } = world
    const first = await signedIn(p.alto)
    sure(await removeMember(deps, by(p.ana), { delegationId: all.ardenia, personId: p.alto }))
    expect(await isOpen(first)).toBe(false)
    expect(await people(world.store.read).findByEmail('alto@people.example')).not.toBeNull()
    await world.store.tx((c) => adders(c, world.deps.now()).member(all.ardenia, p.olga, 'adviser'))
    const second = await signedIn(p.olga)
    sure(await removeMember(deps, by(p.ana), { delegationId: all.ardenia, personId: p.olga }))
    expect(await isOpen(second)).toBe(true)
  })

  describe('P4, P5 organisations', () => {
    const said = {
      name: 'Dellamare',
      kind: 'government',
      country: 'DEL',
      region: 'south',
      accredited: false,
    } as const

    test('are entered by an administrator under a name that is given once', async () => {
      const { deps, people: p } = world
      expect(codeOf(await addOrganisation(deps, by(p.sylvie), { slug: 'dellamare', ...said }))).toBe(
        'not-allowed',
      )
      const { organisationId } = sure(
        await addOrganisation(deps, by(p.admin), { slug: 'dellamare', ...said }),
      )
      expect(codeOf(await addOrganisation(deps, by(p.admin), { slug: 'dellamare', ...said }))).toBe(
        'slug-taken',
      )
      const sent = { slug: 'dellamare', name: 'Dellamare', organisationId }
      expect(codeOf(await addDelegation(deps, by(p.ana), sent))).toBe('not-allowed')
      sure(await addDelegation(deps, by(p.admin), sent))
      expect(codeOf(await addDelegation(deps, by(p.admin), sent))).toBe('slug-taken')
      const astray = { ...sent, slug: 'x', organisationId: 'none' as OrganisationId }
      expect(await addDelegation(deps, by(p.admin), astray)).toMatchObject({
        error: { what: 'organisation' },
      })
    })

    test('who loses accreditation has lost it with the next act', async () => {
      const { deps, people: p } = world
      const ardenia = (await organisations(world.store.read).bySlug('ardenia'))!
      const { name, kind, country, region } = ardenia
      const change = { organisationId: ardenia.id, name, kind, country, region, accredited: false }
      expect(codeOf(await changeOrganisation(deps, by(p.ana), change))).toBe('not-allowed')
      expect(codeOf(await changeOrganisation(deps, by(p.admin), { ...change, accredited: true }))).toBe(
        'unchanged',
      )
      sure(await changeOrganisation(deps, by(p.admin), change))
      const standing = await people(world.store.read).standing(p.ana)
      expect(standing?.memberships.map((m) => m.accredited)).toEqual([false])
      const astray = { ...change, organisationId: 'none' as OrganisationId }
      expect(codeOf(await changeOrganisation(deps, by(p.admin), astray))).toBe('not-found')
    })
  })
})

const rank = (row: string) => (row.includes(' head') ? 0 : row.includes(' alternate') ? 1 : 2)
const byRole = (a: string, b: string) => rank(a) - rank(b) || (a < b ? -1 : 1)
