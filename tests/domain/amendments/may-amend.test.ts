import { describe, expect, test } from 'vitest'
import {
  mayChair,
  maySponsor,
  type SponsorState,
  sponsorRefusal,
  statusBySponsors,
} from '~/domain/amendments/may-amend'
import type { DelegationId, ForumId, OrganisationId, PersonId, SeatId } from '~/domain/ids'
import type { Membership, Role, Standing } from '~/domain/members/standing'

const harbour = 'harbour' as ForumId
const valley = 'valley' as ForumId
const delegation = (name: string) => name as DelegationId

const member = (name: string, seats: { forumId: ForumId; votes: boolean }[]): Membership => ({
  delegationId: delegation(name),
  delegationName: name,
  organisationId: name as OrganisationId,
  organisationName: name,
  organisationKind: 'government',
  accredited: true,
  role: 'head',
  administrator: false,
  seats: seats.map((s) => ({ ...s, seatId: 'seat' as SeatId, member: 'ARD' })),
})
const person = (memberships: Membership[], roles: Role[] = []): Standing => ({
  personId: 'p' as PersonId,
  name: 'p',
  memberships,
  roles: roles.map((role) => ({ role, forumId: '' as const })),
})
const seated = person([member('ardenia', [{ forumId: harbour, votes: true }])])
const stakeholder = person([member('openwatch', [])])
const observer = person([member('isle', [{ forumId: harbour, votes: false }])])
const place = { forumId: harbour, stage: 'consultation' } as const

describe('A1 who amends', () => {
  test('delegates of members with a voting seat, for their delegation', () => {
    expect(maySponsor(seated, 'table', place)).toEqual({
      ok: true,
      value: { as: 'delegate', delegation: 'ardenia' },
    })
  })
  test.each([
    { name: 'an accredited stakeholder', who: stakeholder },
    { name: 'a member whose seat has no vote', who: observer },
    { name: 'the chair', who: person([], ['chair']) },
    { name: 'the secretariat', who: person([], ['secretariat']) },
    { name: 'nobody', who: null },
  ])('$name does not', ({ who }) => {
    expect(maySponsor(who, 'table', place)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  })
  test('a seat elsewhere does not count', () => {
    expect(maySponsor(seated, 'table', { ...place, forumId: valley }).ok).toBe(false)
  })
  test.each([
    { stage: 'drafting', is: true },
    { stage: 'consultation', is: true },
    { stage: 'text-final', is: false },
    { stage: 'adopted', is: false },
  ] as const)('tabling in $stage: $is; withdrawing always', ({ stage, is }) => {
    expect(maySponsor(seated, 'table', { ...place, stage }).ok).toBe(is)
    expect(maySponsor(seated, 'withdraw', { ...place, stage }).ok).toBe(true)
  })
  test('with two seated delegations the preferred one acts', () => {
    const seats = [{ forumId: harbour, votes: true }]
    const both = person([member('ardenia', seats), member('belmora', seats)])
    expect(maySponsor(both, 'withdraw', place, [delegation('belmora')])).toMatchObject({
      value: { delegation: 'belmora' },
    })
  })
  test('rulings, plan and results are the chair’s, merging the secretariat’s too', () => {
    const chair = person([], ['chair'])
    const secretariat = person([], ['secretariat'])
    for (const act of ['rule', 'plan', 'settle'] as const) {
      expect(mayChair(chair, act, place).ok).toBe(true)
      expect(mayChair(secretariat, act, place)).toMatchObject({ error: { needs: 'the chair' } })
      expect(mayChair(seated, act, place).ok).toBe(false)
    }
    expect(mayChair(secretariat, 'merge', place).ok).toBe(true)
    expect(mayChair(chair, 'merge', { ...place, stage: 'text-final' })).toMatchObject({
      error: { code: 'text-closed' },
    })
  })
})

const sponsor = (name: string, kind: 'main' | 'co', withdrawn = false): SponsorState => ({
  delegationId: delegation(name),
  kind,
  withdrawnAt: withdrawn ? new Date(0) : null,
})
const sponsors = [sponsor('ardenia', 'main'), sponsor('belmora', 'co'), sponsor('corvania', 'co', true)]

describe('A4-A7 what a delegation may do to an amendment', () => {
  test.each([
    { act: 'sponsor', by: 'dune', status: 'tabled', code: null },
    { act: 'sponsor', by: 'corvania', status: 'draft', code: null },
    { act: 'sponsor', by: 'belmora', status: 'tabled', code: 'already-sponsor' },
    { act: 'sponsor', by: 'dune', status: 'adopted', code: 'settled' },
    { act: 'leave', by: 'belmora', status: 'tabled', code: null },
    { act: 'leave', by: 'ardenia', status: 'tabled', code: 'main-sponsor-withdraws' },
    { act: 'leave', by: 'corvania', status: 'tabled', code: 'not-a-sponsor' },
    { act: 'withdraw', by: 'ardenia', status: 'tabled', code: null },
    { act: 'withdraw', by: 'ardenia', status: 'flagged', code: null },
    { act: 'withdraw', by: 'belmora', status: 'tabled', code: 'not-main-sponsor' },
    { act: 'withdraw', by: 'ardenia', status: 'rejected', code: 'settled' },
    { act: 'withdraw', by: 'ardenia', status: 'withdrawn', code: 'settled' },
    { act: 'take-over', by: 'dune', status: 'withdrawn', code: null },
    { act: 'take-over', by: 'dune', status: 'tabled', code: 'not-withdrawn' },
    { act: 'appeal', by: 'belmora', status: 'inadmissible', code: null },
    { act: 'appeal', by: 'dune', status: 'inadmissible', code: 'not-a-sponsor' },
    { act: 'appeal', by: 'belmora', status: 'tabled', code: 'not-ruled-out' },
  ] as const)('$by: $act while $status: $code', ({ act, by, status, code }) => {
    const refusal = sponsorRefusal(act, delegation(by), { status, sponsors, amended: false })
    expect(refusal?.code ?? null).toBe(code)
  })
  test('A6 one that was amended is no longer withdrawn by its sponsor', () => {
    const state = { status: 'tabled', sponsors, amended: true } as const
    expect(sponsorRefusal('withdraw', delegation('ardenia'), state)?.code).toBe('amended')
  })
  test('A4 it is before the forum with enough members behind it', () => {
    expect(statusBySponsors(sponsors, 2)).toBe('tabled')
    expect(statusBySponsors(sponsors, 3)).toBe('draft')
  })
})
