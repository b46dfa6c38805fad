import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CommentedNorm } from '~/domain/comments/may-comment'
import type { DelegationId, ForumId, NormId, OrganisationId, PersonId, SeatId } from '~/domain/ids'
import type { Membership, Role, Standing } from '~/domain/members/standing'
import { stages } from '~/domain/norms/norm'
import { changeLog } from '~/domain/proposals/change-log'
import { compile, isProposalNumber, withoutProposals } from '~/domain/proposals/compilation'
import {
  mayChair,
  mayPropose,
  maySettle,
  maySupport,
  mayWithdrawProposal,
  tooManyProposals,
} from '~/domain/proposals/may-propose'
import { proposalLimits } from '~/domain/proposals/proposal'
import { codeOf } from '../../sure'

const harbour = 'harbour' as ForumId
const member = (slug: string, over: Partial<Membership> = {}): Membership => ({
  delegationId: slug as DelegationId,
  delegationName: slug,
  organisationId: slug as OrganisationId,
  organisationName: slug,
  organisationKind: 'government',
  accredited: false,
  role: 'head',
  administrator: false,
  seats: [{ seatId: slug as SeatId, forumId: harbour, member: slug, votes: true }],
  ...over,
})
const person = (id: string, memberships: Membership[], role?: Role): Standing => ({
  personId: id as PersonId,
  name: id,
  roles: role ? [{ role, forumId: '' }] : [],
  memberships,
})
const ana = person('ana', [member('ardenia')])
const bela = person('bela', [member('belmora')])
const olga = person('olga', [member('openwatch', { accredited: true, seats: [] })])
const outsider = person('otto', [member('outside', { seats: [] })])
const chiara = person('chiara', [], 'chair')
const sylvie = person('sylvie', [], 'secretariat')
const norm: CommentedNorm = {
  id: 'n' as NormId,
  forumId: harbour,
  stage: 'drafting',
  consultationClosesAt: null,
}
const open = { status: 'submitted', authorId: ana.personId, delegationId: 'ardenia' as DelegationId } as const

describe('R1 delegations with a seat and of accredited organisations propose', () => {
  test.each([
    [ana, 'ok'],
    [olga, 'ok'],
    [outsider, 'not-allowed'],
    [chiara, 'not-allowed'],
    [sylvie, 'not-allowed'],
    [null, 'not-allowed'],
  ])('%#', (who, code) => {
    expect(codeOf(mayPropose(who, { norm, nowMs: 0 }))).toBe(code)
  })
  test('who has two delegations says for which; none but their own', () => {
    const both = person('both', [member('ardenia'), member('belmora')])
    expect(codeOf(mayPropose(both, { norm, nowMs: 0 }))).toBe('not-your-capacity')
    expect(mayPropose(both, { norm, nowMs: 0, key: 'belmora' })).toMatchObject({
      value: { key: 'belmora', as: 'delegate' },
    })
    expect(codeOf(mayPropose(both, { norm, nowMs: 0, key: 'corvania' }))).toBe('not-your-capacity')
    expect(mayPropose(olga, { norm, nowMs: 0 })).toMatchObject({ value: { as: 'stakeholder' } })
  })
})

describe('R2 while the text is open', () => {
  test.each(stages)('%s', (stage) => {
    const may = stage === 'drafting' || stage === 'consultation'
    expect(codeOf(mayPropose(ana, { norm: { ...norm, stage }, nowMs: 0 }))).toBe(may ? 'ok' : 'not-open')
    expect(codeOf(mayChair(chiara, { forumId: harbour, stage }))).toBe(may ? 'ok' : 'text-closed')
  })
  test('in consultation until its end, which is too late', () => {
    const at = { ...norm, stage: 'consultation' as const, consultationClosesAt: new Date(1_000) }
    expect(codeOf(mayPropose(ana, { norm: at, nowMs: 999 }))).toBe('ok')
    expect(codeOf(mayPropose(ana, { norm: at, nowMs: 1_000 }))).toBe('consultation-over')
  })
})

test('R3 the hour has limits, one below and at them', () => {
  const { perPersonAnHour, perDelegationAnHour } = proposalLimits
  expect(
    tooManyProposals({ byPerson: perPersonAnHour - 1, byDelegation: perDelegationAnHour - 1 }),
  ).toBeNull()
  expect(tooManyProposals({ byPerson: perPersonAnHour, byDelegation: 0 })).toMatchObject({ of: 'person' })
  expect(tooManyProposals({ byPerson: 0, byDelegation: perDelegationAnHour })).toMatchObject({
    of: 'delegation',
  })
})

describe('R4 R5 R7 supporting, withdrawing, settling', () => {
  const question = { norm, nowMs: 0 }
  const support = (who: Standing, supporters: string[], on: boolean, status = 'submitted' as const) =>
    codeOf(
      maySupport(
        who,
        { ...open, status, supporters: supporters as DelegationId[] },
        { ...question, support: on },
      ),
    )
  test('another delegation supports once, and ends what it began', () => {
    expect(support(bela, [], true)).toBe('ok')
    expect(support(bela, ['belmora'], true)).toBe('already-so')
    expect(support(bela, ['belmora'], false)).toBe('ok')
    expect(support(bela, [], false)).toBe('already-so')
    expect(support(ana, [], true)).toBe('own-proposal')
    expect(support(bela, [], true, 'noted' as never)).toBe('already-settled')
  })
  test('only the author withdraws, until it is settled', () => {
    expect(codeOf(mayWithdrawProposal(ana, open))).toBe('ok')
    expect(codeOf(mayWithdrawProposal(person('alto', [member('ardenia')]), open))).toBe('not-yours')
    expect(codeOf(mayWithdrawProposal(null, open))).toBe('not-yours')
    expect(codeOf(mayWithdrawProposal(ana, { ...open, status: 'merged' }))).toBe('already-settled')
    expect(codeOf(mayWithdrawProposal(ana, { ...open, status: 'withdrawn' }))).toBe('already-settled')
  })
  test('only the chair settles, once', () => {
    const place = { forumId: harbour, stage: 'drafting' as const }
    expect(codeOf(maySettle(chiara, place, open))).toBe('ok')
    for (const who of [sylvie, ana, null]) expect(codeOf(maySettle(who, place, open))).toBe('not-allowed')
    expect(codeOf(maySettle(chiara, place, { ...open, status: 'withdrawn' }))).toBe('already-settled')
    const elsewhere: Standing = { ...chiara, roles: [{ role: 'chair', forumId: 'valley' as ForumId }] }
    expect(codeOf(maySettle(elsewhere, place, open))).toBe('not-allowed')
  })
})

describe('R6 the compilation', () => {
  const paragraph = (id: string) => ({
    id,
    number: id,
    kind: 'operative' as const,
    heading: '',
    text: `t ${id}`,
  })
  const proposal = (n: number, paragraphId: string | null, afterId: string | null = null) => ({
    id: `id-${n}`,
    ref: `P-000${n}`,
    paragraphId,
    afterId,
    text: `w ${n}`,
    delegation: 'Ardenia',
    supporters: n % 2 ? [] : ['Belmora', 'Corvania'],
  })
  test('each paragraph, then the proposals on it, then those for a new one after it', () => {
    const rows = compile(
      [paragraph('a'), paragraph('b')],
      [proposal(1, null, 'a'), proposal(2, 'a'), proposal(3, null), proposal(4, 'gone'), proposal(5, 'b')],
    )
    expect(rows.map((r) => r.number)).toEqual(['P-0003', 'a', 'P-0002', 'P-0001', 'b', 'P-0005', 'P-0004'])
    expect(rows[2]).toEqual({
      id: 'id-2',
      number: 'P-0002',
      kind: 'sub',
      heading: 'Proposed by Ardenia, supported by Belmora, Corvania',
      text: 'w 2',
    })
    expect(rows[0]?.heading).toBe('New paragraph proposed by Ardenia')
  })
  test('nothing is lost or merged: without the proposals it is the text, and every proposal is there once', () => {
    const place = fc.constantFrom('a', 'b', 'c', 'gone', null)
    const many = fc.array(fc.tuple(place, place), { maxLength: 9 })
    fc.assert(
      fc.property(many, (places) => {
        const base = ['a', 'b', 'c'].map(paragraph)
        const all = places.map(([on, after], i) => proposal(i, on, after))
        const rows = compile(base, all)
        expect(withoutProposals(rows)).toEqual(base)
        expect(
          rows
            .filter((r) => isProposalNumber(r.number))
            .map((r) => r.id)
            .sort(),
        ).toEqual(all.map((p) => p.id).sort())
      }),
    )
  })
  test.each([
    ['P-0001', true],
    ['P-12345', true],
    ['PP1', false],
    ['P-001', false],
    ['1.1', false],
    ['OP2', false],
  ])('%s', (number, is) => {
    expect(isProposalNumber(number)).toBe(is)
  })
})

test('R9 the change log has a line for each settlement under one that counts them', () => {
  expect(
    changeLog([
      { ref: 'P-0001', paragraph: 'OP1', delegation: 'Ardenia', settlement: 'merged', answer: 'Clearer.' },
      {
        ref: 'P-0002',
        paragraph: null,
        delegation: 'Belmora',
        settlement: 'not-taken',
        answer: 'Out\nof scope.',
      },
      { ref: 'P-0003', paragraph: '', delegation: 'Corvania', settlement: 'noted', answer: 'Seen.' },
    ]),
  ).toBe(
    [
      '3 proposals settled: 1 merged, 1 noted, 1 not taken.',
      'Paragraph OP1: P-0001 of Ardenia merged. Clearer.',
      'New paragraph: P-0002 of Belmora not taken. Out of scope.',
      'A paragraph since removed: P-0003 of Corvania noted. Seen.',
    ].join('\n'),
  )
})
