import { describe, expect, test } from 'vitest'
import { commentLimits } from '~/domain/comments/comment'
import {
  commentCapacities,
  commentsClosed,
  mayComment,
  mayWithdraw,
  type ParentComment,
  tooMany,
} from '~/domain/comments/may-comment'
import type { DelegationId, ForumId, NormId, OrganisationId, PersonId } from '~/domain/ids'
import type { Membership, Standing } from '~/domain/members/standing'
import { type Stage, stages } from '~/domain/norms/norm'

const harbour = 'harbour' as ForumId
const norm = (stage: Stage, closes: number | null = null) => ({
  id: 'n' as NormId,
  forumId: harbour,
  stage,
  consultationClosesAt: closes === null ? null : new Date(closes),
})
const member = (name: string, over: Partial<Membership> = {}): Membership => ({
  delegationId: name as DelegationId,
  delegationName: name,
  organisationId: `${name}-org` as OrganisationId,
  organisationName: name,
  organisationKind: 'firm',
  accredited: true,
  role: 'head',
  administrator: false,
  seats: [],
  ...over,
})
const person = (over: Partial<Standing>): Standing => ({
  personId: 'p' as PersonId,
  name: 'P',
  roles: [],
  memberships: [],
  ...over,
})
const seat = (votes: boolean) => [{ seatId: 's' as never, forumId: 'far' as ForumId, member: 'M', votes }]

describe('C1 on whose behalf', () => {
  const keys = (who: Standing | null) => commentCapacities(who, harbour).map((c) => `${c.key} ${c.as}`)
  test.each<[string, Partial<Standing>, string[]]>([
    ['an accredited organisation', { memberships: [member('ironworks')] }, ['ironworks stakeholder']],
    [
      'a voting seat anywhere',
      { memberships: [member('ardenia', { seats: seat(true) })] },
      ['ardenia delegate'],
    ],
    [
      'a seat without vote and without accreditation',
      { memberships: [member('watch', { accredited: false, seats: seat(false) })] },
      ['watch stakeholder'],
    ],
    ['neither seat nor accreditation', { memberships: [member('stranger', { accredited: false })] }, []],
    ['several delegations', { memberships: [member('a'), member('b')] }, ['a stakeholder', 'b stakeholder']],
    [
      'the secretariat of the forum',
      { roles: [{ role: 'secretariat', forumId: harbour }] },
      ['secretariat secretariat'],
    ],
    ['the secretariat of another forum', { roles: [{ role: 'secretariat', forumId: 'far' as ForumId }] }, []],
    ['the chair alone', { roles: [{ role: 'chair', forumId: '' }] }, []],
  ])('%s', (_, over, expected) => {
    expect(keys(person(over))).toEqual(expected)
  })
  test('nobody is nobody', () => expect(keys(null)).toEqual([]))

  const two = person({ memberships: [member('a'), member('b')] })
  const ask = (who: Standing | null, key?: string) =>
    mayComment(who, { norm: norm('drafting'), nowMs: 0, key })
  test('one capacity need not be named, several must', () => {
    expect(ask(person({ memberships: [member('a')] })).ok).toBe(true)
    expect(ask(two)).toEqual({ ok: false, error: { code: 'not-your-capacity' } })
    expect(ask(two, 'b')).toMatchObject({ ok: true, value: { delegationId: 'b' } })
  })
  test.each(['c', 'secretariat', '', '__proto__'])('nobody speaks for %j, which is not theirs', (key) => {
    expect(ask(two, key)).toEqual({ ok: false, error: { code: 'not-your-capacity' } })
  })
  test('whoever has none is told so', () => {
    expect(ask(person({}))).toEqual({ ok: false, error: { code: 'not-allowed' } })
    expect(ask(null)).toEqual({ ok: false, error: { code: 'not-allowed' } })
  })
})

describe('C2 when comments are open', () => {
  test.each(stages)('%s', (stage) => {
    const open = stage === 'drafting' || stage === 'consultation'
    expect(commentsClosed(norm(stage), 5)).toEqual(open ? null : { code: 'not-open', stage })
  })
  test.each([
    { nowMs: 999, closed: false },
    { nowMs: 1_000, closed: true },
    { nowMs: 1_001, closed: true },
  ])('consultation ending at 1000, at $nowMs: closed $closed', ({ nowMs, closed }) => {
    const answer = commentsClosed(norm('consultation', 1_000), nowMs)
    expect(answer).toEqual(closed ? { code: 'consultation-over', closedAtMs: 1_000 } : null)
  })
  test('the end of an earlier consultation does not close drafting', () => {
    expect(commentsClosed(norm('drafting', 1_000), 2_000)).toBeNull()
  })
})

describe('C3 limits', () => {
  const { perPersonAnHour: person20, perDelegationAnHour: delegation100 } = commentLimits
  test.each([
    { byPerson: person20 - 1, byDelegation: delegation100 - 1, refused: null },
    { byPerson: person20, byDelegation: 0, refused: 'person' },
    { byPerson: 0, byDelegation: delegation100, refused: 'delegation' },
  ])(
    '$byPerson from the person and $byDelegation from the delegation: $refused',
    ({ refused, ...recent }) => {
      const answer = tooMany(recent)
      expect(answer && 'of' in answer ? answer.of : null).toBe(refused)
    },
  )
})

describe('C4 replies', () => {
  const visible: ParentComment = { normId: 'n' as NormId, replyToId: null, status: 'visible' }
  test.each<[string, ParentComment | null | undefined, string | null]>([
    ['no reply', undefined, null],
    ['a comment', visible, null],
    ['a comment that is not there', null, 'no-such-parent'],
    ['a comment on another norm', { ...visible, normId: 'm' as NormId }, 'no-such-parent'],
    ['a reply', { ...visible, replyToId: 'x' }, 'reply-to-a-reply'],
    ['a withdrawn comment', { ...visible, status: 'withdrawn' }, 'parent-withdrawn'],
  ])('to %s', (_, parent, code) => {
    const who = person({ memberships: [member('a')] })
    const answer = mayComment(who, { norm: norm('drafting'), nowMs: 0, parent })
    expect(answer.ok ? null : answer.error.code).toBe(code)
  })
})

describe('C5 withdrawing', () => {
  const mine = { authorId: 'p' as PersonId, status: 'visible' } as const
  test('the author once, and nobody else', () => {
    expect(mayWithdraw(person({}), mine).ok).toBe(true)
    expect(mayWithdraw(person({}), { ...mine, status: 'withdrawn' })).toEqual({
      ok: false,
      error: { code: 'already-withdrawn' },
    })
    for (const [who, comment] of [
      [null, mine],
      [person({}), { ...mine, authorId: 'q' as PersonId }],
      [person({}), { ...mine, authorId: null }],
      [null, { ...mine, authorId: null }],
      [person({ roles: [{ role: 'secretariat', forumId: '' }] }), { ...mine, authorId: 'q' as PersonId }],
    ] as const)
      expect(mayWithdraw(who, comment)).toEqual({ ok: false, error: { code: 'not-yours' } })
  })
})
