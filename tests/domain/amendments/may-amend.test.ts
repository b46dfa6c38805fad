import { describe, expect, test } from 'vitest'
import {
  mayChair,
  maySponsor,
  type SponsorState,
  sponsorRefusal,
  statusBySponsors,
} from '~/domain/amendments/may-amend'
import { overrules } from '~/domain/amendments/ruling'
import { cutOffRefusal, termsOf } from '~/domain/amendments/terms'
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
    const refusal = sponsorRefusal(act, delegation(by), {
      status,
      sponsors,
      amended: false,
      ruling: 'ruled-out',
    })
    expect(refusal?.code ?? null).toBe(code)
  })
  test('A6 one that was amended is no longer withdrawn by its sponsor', () => {
    const state = { status: 'tabled', sponsors, amended: true, ruling: 'none' } as const
    expect(sponsorRefusal('withdraw', delegation('ardenia'), state)?.code).toBe('amended')
  })
  test('A6, A14 of several main sponsors one leaves, and only the last withdraws', () => {
    const both = [sponsor('ardenia', 'main'), sponsor('belmora', 'main')]
    const state = { status: 'tabled', sponsors: both, amended: false, ruling: 'none' } as const
    expect(sponsorRefusal('withdraw', delegation('ardenia'), state)?.code).toBe('other-main-sponsors')
    expect(sponsorRefusal('leave', delegation('ardenia'), state)).toBeNull()
    expect(sponsorRefusal('leave', delegation('ardenia'), { ...state, sponsors })?.code).toBe(
      'main-sponsor-withdraws',
    )
  })
  test.each([
    { act: 'revise', by: 'ardenia', status: 'flagged', amended: false, code: null },
    { act: 'revise', by: 'ardenia', status: 'tabled', amended: true, code: 'amended' },
    { act: 'revise', by: 'belmora', status: 'tabled', amended: false, code: 'not-main-sponsor' },
    { act: 'revise', by: 'ardenia', status: 'adopted', amended: false, code: 'settled' },
    { act: 'name-main', by: 'ardenia', status: 'draft', amended: true, code: null },
    { act: 'name-main', by: 'belmora', status: 'draft', amended: false, code: 'not-main-sponsor' },
  ] as const)(
    'A14 $by: $act while $status, amended $amended: $code',
    ({ act, by, status, amended, code }) => {
      const refusal = sponsorRefusal(act, delegation(by), { status, sponsors, amended, ruling: 'none' })
      expect(refusal?.code ?? null).toBe(code)
    },
  )
  test.each([
    { ruling: 'ruled-out', code: null },
    { ruling: 'appealed', code: 'appealed-already' },
    { ruling: 'upheld', code: 'appealed-already' },
  ] as const)('A16 an appeal against a ruling that is $ruling: $code', ({ ruling, code }) => {
    const state = { status: 'inadmissible', sponsors, amended: false, ruling } as const
    expect(sponsorRefusal('appeal', delegation('belmora'), state)?.code ?? null).toBe(code)
  })
  test.each([
    { votesFor: 3, votesAgainst: 2, is: true },
    { votesFor: 2, votesAgainst: 2, is: false },
    { votesFor: 0, votesAgainst: 0, is: false },
  ])('A17 $votesFor for, $votesAgainst against: overruled $is', ({ is, ...votes }) => {
    expect(overrules(votes)).toBe(is)
  })
  test('A15 until the instant, not at it', () => {
    const until = new Date('2030-01-15T12:00:00.000Z')
    const terms = { sponsorsNeeded: 2, tableUntil: until, sponsorUntil: null }
    expect(cutOffRefusal('table', terms, new Date(until.getTime() - 1))).toBeNull()
    expect(cutOffRefusal('table', terms, until)).toMatchObject({ code: 'past-cut-off', act: 'table' })
    expect(cutOffRefusal('sponsor', terms, until)).toBeNull()
    expect(termsOf(null, 'global').sponsorsNeeded).toBe(2)
    expect(termsOf(null, 'regional').sponsorsNeeded).toBe(1)
    expect(termsOf(terms, 'regional')).toBe(terms)
  })
  test('A4 it is before the forum with enough members behind it', () => {
    expect(statusBySponsors(sponsors, 2)).toBe('tabled')
    expect(statusBySponsors(sponsors, 3)).toBe('draft')
  })
})
