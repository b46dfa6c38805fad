import { describe, expect, test } from 'vitest'
import { mayManageForum } from '~/domain/forums/may-manage-forum'
import type { DelegationId, ForumId, OrganisationId, PersonId } from '~/domain/ids'
import { capacityOf, keeperCapacity } from '~/domain/members/capacity'
import { isLastAdministrator } from '~/domain/members/last-administrator'
import { mayAdminister, mayRunDelegation } from '~/domain/members/may-administer'
import {
  hasRole,
  type Membership,
  organisationKinds,
  type Role,
  type Standing,
} from '~/domain/members/standing'

const ana = 'ana' as PersonId
const alto = 'alto' as PersonId
const ardenia = 'ardenia' as DelegationId
const belmora = 'belmora' as DelegationId
const harbour = 'harbour' as ForumId
const valley = 'valley' as ForumId

const membership = (delegationId: DelegationId, administrator: boolean): Membership => ({
  delegationId,
  delegationName: delegationId,
  organisationId: 'o' as OrganisationId,
  organisationName: 'o',
  organisationKind: 'government',
  accredited: true,
  role: 'head',
  administrator,
  seats: [],
})
const person = (over: Partial<Standing> = {}): Standing => ({
  personId: ana,
  name: 'ana',
  roles: [],
  memberships: [],
  ...over,
})
const holding = (role: Role, forumId: ForumId | '' = '') => person({ roles: [{ role, forumId }] })

describe('P1 a role holds where it was granted', () => {
  test.each([
    { held: '' as const, asked: harbour, is: true },
    { held: harbour, asked: harbour, is: true },
    { held: valley, asked: harbour, is: false },
    { held: harbour, asked: undefined, is: false },
  ])('granted in "$held", asked for $asked: $is', ({ held, asked, is }) => {
    expect(hasRole(holding('secretariat', held), 'secretariat', asked)).toBe(is)
  })
})

describe('P2, F2 who keeps what', () => {
  test.each([
    { who: 'nobody', standing: null, platform: false, forum: false },
    { who: 'an administrator', standing: holding('administrator'), platform: true, forum: true },
    { who: 'its secretariat', standing: holding('secretariat', harbour), platform: false, forum: true },
    { who: 'another forum’s', standing: holding('secretariat', valley), platform: false, forum: false },
    { who: 'its chair', standing: holding('chair', harbour), platform: false, forum: false },
  ])('$who', ({ standing, platform, forum }) => {
    expect(mayAdminister(standing)).toBe(platform)
    expect(mayManageForum(standing, harbour)).toBe(forum)
  })
})

describe('P6 a delegation is run by its own administrators', () => {
  test.each([
    { who: 'its administrator', standing: person({ memberships: [membership(ardenia, true)] }), is: true },
    { who: 'its adviser', standing: person({ memberships: [membership(ardenia, false)] }), is: false },
    {
      who: 'another’s administrator',
      standing: person({ memberships: [membership(belmora, true)] }),
      is: false,
    },
    { who: 'the platform’s administrator', standing: holding('administrator'), is: true },
    { who: 'the secretariat', standing: holding('secretariat'), is: false },
    { who: 'nobody', standing: null, is: false },
  ])('$who: $is', ({ standing, is }) => {
    expect(mayRunDelegation(standing, ardenia)).toBe(is)
  })
})

describe('P7 the last administrator stays', () => {
  const row = (personId: PersonId, administrator: boolean) => ({ personId, administrator })
  test.each([
    { claim: 'the only one is the last', rows: [row(ana, true), row(alto, false)], is: true },
    { claim: 'one of two is not', rows: [row(ana, true), row(alto, true)], is: false },
    { claim: 'who is none is not', rows: [row(ana, false), row(alto, true)], is: false },
    { claim: 'a list without any loses none', rows: [row(ana, false)], is: false },
  ])('$claim', ({ rows, is }) => {
    expect(isLastAdministrator(rows, ana)).toBe(is)
  })
})

describe('P3 in which capacity', () => {
  test.each(organisationKinds.map((kind) => [kind]))('somebody of a %s', (organisationKind) => {
    const states = organisationKind === 'government' || organisationKind === 'intergovernmental'
    expect(capacityOf({ organisationKind })).toBe(states ? 'delegate' : 'stakeholder')
  })
  test('a keeper is secretariat where it is one, else the system', () => {
    expect(keeperCapacity(holding('secretariat', harbour), harbour)).toBe('secretariat')
    expect(keeperCapacity(holding('administrator'), harbour)).toBe('system')
    expect(keeperCapacity(null)).toBe('system')
  })
})
