import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addPerson } from '~/commands/people/add-person.server'
import { changePerson } from '~/commands/people/change-person.server'
import { grantRole } from '~/commands/people/grant-role.server'
import { removePerson } from '~/commands/people/remove-person.server'
import { revokeRole } from '~/commands/people/revoke-role.server'
import { askForLink } from '~/commands/sessions/ask-for-link.server'
import { openSession } from '~/commands/sessions/open-session.server'
import { useLink as openByLink } from '~/commands/sessions/use-link.server'
import type { ForumId, PersonId } from '~/domain/ids'
import { hasRole } from '~/domain/members/standing'
import { ledger } from '~db/stores/ledger'
import { people } from '~db/stores/people'
import { sessions, tokenHash } from '~db/stores/sessions'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const nobody = '01920000-0000-7000-8000-000000000000' as PersonId

describe.each(engines)('people on %s', (engine) => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld(engine)
  })
  afterEach(() => world.drop())

  const standing = (id: PersonId) => people(world.store.read).standing(id)
  const entries = () => ledger(world.store.read).since(0, 100)
  const signedIn = (id: PersonId) =>
    world.store.tx((c) => openSession(c, world.deps, id, { device: 'test', earlier: null }))
  const isOpen = async (token: string) =>
    (await sessions(world.store.read).open(tokenHash(token), world.deps.now())) !== null

  test.each(['ana', 'sylvie', 'chiara', 'paul'] as const)('P2 %s changes nobody', async (name) => {
    const { deps, people: all } = world
    const actor = by(all[name])
    const role = { personId: all.paul, role: 'auditor', forumId: '' } as const
    expect(codeOf(await addPerson(deps, actor, { name: 'New', email: 'new@people.example' }))).toBe(
      'not-allowed',
    )
    expect(
      codeOf(await changePerson(deps, actor, { personId: all.paul, name: 'P', email: 'p@people.example' })),
    ).toBe('not-allowed')
    expect(codeOf(await grantRole(deps, actor, role))).toBe('not-allowed')
    expect(
      codeOf(await revokeRole(deps, actor, { ...role, personId: all.sylvie, role: 'secretariat' })),
    ).toBe('not-allowed')
    expect(codeOf(await removePerson(deps, actor, { personId: all.paul }))).toBe('not-allowed')
    expect(await entries()).toEqual([])
  })

  test('P4 an address belongs to one person, and no name or address is in the ledger', async () => {
    const { deps, people: all } = world
    const said = { name: 'Dora Dellamare', email: 'dora@people.example' }
    const { personId } = sure(await addPerson(deps, by(all.admin), said))
    expect(codeOf(await addPerson(deps, by(all.admin), { ...said, name: 'Other' }))).toBe('email-taken')
    const taken = { personId, name: said.name, email: 'ana@people.example' }
    expect(codeOf(await changePerson(deps, by(all.admin), taken))).toBe('email-taken')
    sure(
      await changePerson(deps, by(all.admin), { personId, name: 'Dora Novarre', email: 'dn@people.example' }),
    )
    sure(await removePerson(deps, by(all.admin), { personId }))
    const bodies = (await entries()).map((e) => e.body).join('\n')
    expect(bodies).toContain(personId)
    expect(bodies).not.toMatch(/Dora|Novarre|people\.example/)
  })

  test('only a world’s loader makes people fictional', async () => {
    const said = { name: 'X', email: 'x@people.example', fictional: true }
    expect(codeOf(await addPerson(world.deps, by(world.people.admin), said))).toBe('not-allowed')
    expect(codeOf(await addPerson(world.deps, null, said))).toBe('ok')
  })

  describe('P1 roles', () => {
    test('hold from the grant to the revocation, where they were granted', async () => {
      const { deps, forums, people: all } = world
      const role = { personId: all.paul, role: 'secretariat', forumId: forums.harbour } as const
      sure(await grantRole(deps, by(all.admin), role))
      expect(codeOf(await grantRole(deps, by(all.admin), role))).toBe('role-held')
      expect(hasRole(await standing(all.paul), 'secretariat', forums.harbour)).toBe(true)
      expect(hasRole(await standing(all.paul), 'secretariat', forums.valley)).toBe(false)
      expect(codeOf(await revokeRole(deps, by(all.admin), { ...role, forumId: '' }))).toBe('role-not-held')
      sure(await revokeRole(deps, by(all.admin), role))
      expect(hasRole(await standing(all.paul), 'secretariat', forums.harbour)).toBe(false)
    })

    test('an administrator is one everywhere', async () => {
      const { deps, forums, people: all } = world
      const role = { personId: all.paul, role: 'administrator', forumId: forums.harbour } as const
      expect(codeOf(await grantRole(deps, by(all.admin), role))).toBe('role-is-everywhere')
    })

    test('need a person and a forum that exist', async () => {
      const { deps, people: all } = world
      const role = { personId: all.paul, role: 'chair', forumId: 'none' as ForumId } as const
      expect(await grantRole(deps, by(all.admin), role)).toMatchObject({ error: { what: 'forum' } })
      expect(await grantRole(deps, by(all.admin), { ...role, personId: nobody, forumId: '' })).toMatchObject({
        error: { what: 'person' },
      })
      expect(await revokeRole(deps, by(all.admin), { ...role, personId: nobody })).toMatchObject({
        error: { what: 'person' },
      })
    })

    test('P8 the platform keeps its last administrator', async () => {
      const { deps, people: all } = world
      const admin = { personId: all.admin, role: 'administrator', forumId: '' } as const
      expect(codeOf(await revokeRole(deps, by(all.admin), admin))).toBe('last-administrator')
      expect(codeOf(await removePerson(deps, by(all.admin), { personId: all.admin }))).toBe(
        'last-administrator',
      )
      sure(await grantRole(deps, by(all.admin), { ...admin, personId: all.paul }))
      expect(codeOf(await revokeRole(deps, by(all.admin), admin))).toBe('ok')
      expect(codeOf(await grantRole(deps, by(all.admin), { ...admin, personId: all.ana }))).toBe(
        'not-allowed',
      )
    })
  })

  test('P13 with a new address sessions and links end; with a new name they go on', async () => {
    const { deps, people: all } = world
    const token = await signedIn(all.paul)
    const change = { personId: all.paul, name: 'Paul Quist', email: 'paul@people.example' }
    sure(await changePerson(deps, by(all.admin), change))
    expect(await isOpen(token)).toBe(true)
    expect(codeOf(await changePerson(deps, by(all.admin), change))).toBe('unchanged')
    const link = sure(
      await askForLink(deps, {
        email: 'paul@people.example',
        address: '192.0.2.1',
        way: 'shown',
        linkTo: (t) => t,
      }),
    ).link!
    sure(await changePerson(deps, by(all.admin), { ...change, email: 'pq@people.example' }))
    expect(await isOpen(token)).toBe(false)
    expect(codeOf(await openByLink(deps, { token: link, device: 'x', earlier: null }))).toBe('link-unknown')
  })

  describe('P9 removal', () => {
    test('takes roles, delegations, address and sessions in one step, and is not repeated', async () => {
      const { deps, people: all } = world
      const token = await signedIn(all.alto)
      sure(await removePerson(deps, by(all.admin), { personId: all.alto }))
      expect(await isOpen(token)).toBe(false)
      expect(await standing(all.alto)).toMatchObject({ name: 'alto', roles: [], memberships: [] })
      expect(await people(world.store.read).findByEmail('alto@people.example')).toBeNull()
      expect(codeOf(await removePerson(deps, by(all.admin), { personId: all.alto }))).toBe('not-found')
      const role = { personId: all.alto, role: 'chair', forumId: '' } as const
      expect(codeOf(await grantRole(deps, by(all.admin), role))).toBe('not-found')
      const back = { personId: all.alto, name: 'a', email: 'a@people.example' }
      expect(codeOf(await changePerson(deps, by(all.admin), back))).toBe('not-found')
    })

    test('P7 is refused where a delegation of several would lose its last administrator', async () => {
      const { deps, people: all } = world
      expect(codeOf(await removePerson(deps, by(all.admin), { personId: all.ana }))).toBe(
        'last-administrator',
      )
      expect(codeOf(await removePerson(deps, by(all.admin), { personId: all.bela }))).toBe('ok')
    })
  })
})
