import { describe, expect, test } from 'vitest'
import { accessTo, type DocumentPlace, mayDocument } from '~/domain/documents/may-document'
import { modeOf } from '~/domain/documents/mode'
import type { DelegationId, ForumId, PersonId } from '~/domain/ids'
import type { Role, Standing } from '~/domain/members/standing'
import { paragraphStates, stages } from '~/domain/norms/norm'

const harbour = 'harbour' as ForumId

const someone = (over: Partial<Standing> = {}): Standing => ({
  personId: 'p' as PersonId,
  name: 'P',
  roles: [],
  memberships: [],
  ...over,
})
const officer = (role: Role) => someone({ roles: [{ role, forumId: harbour }] })
const member = (votes: boolean) =>
  someone({
    memberships: [
      {
        delegationId: 'ardenia' as DelegationId,
        delegationName: 'Ardenia',
        organisationId: 'o' as never,
        organisationName: 'O',
        organisationKind: 'government',
        accredited: true,
        role: 'head',
        administrator: false,
        seats: [{ seatId: 's' as never, forumId: harbour, member: 'ARD', votes }],
      },
    ],
  })
const people = {
  secretariat: officer('secretariat'),
  chair: officer('chair'),
  delegate: member(true),
  observer: member(false),
  administrator: officer('administrator'),
  nobody: someone(),
}
type Name = keyof typeof people
const place = (over: Partial<DocumentPlace> = {}): DocumentPlace => ({
  forumId: harbour,
  stage: 'drafting',
  removed: false,
  state: 'open',
  frozen: true,
  ...over,
})
const modesIn = (over: Partial<DocumentPlace>) =>
  Object.fromEntries(
    (Object.keys(people) as Name[]).map((n) => [n, modeOf(accessTo(people[n], place(over)))]),
  )

const outside = { observer: null, administrator: null, nobody: null }

describe('D9 the mode follows from the role and where the text stands', () => {
  test('the first draft is written together', () => {
    expect(modesIn({ frozen: false })).toEqual({
      secretariat: 'editing',
      chair: 'editing',
      delegate: 'editing',
      ...outside,
    })
  })

  test('once a version is frozen, delegations suggest', () => {
    expect(modesIn({ frozen: true })).toEqual({
      secretariat: 'editing',
      chair: 'editing',
      delegate: 'suggesting',
      ...outside,
    })
    expect(mayDocument(people.delegate, 'write', place())).toEqual({ ok: false, error: 'suggest-only' })
  })

  test.each(stages)('in stage %s', (stage) => {
    const open = stage === 'drafting' || stage === 'consultation'
    expect(modesIn({ stage }).delegate).toBe(open ? 'suggesting' : 'reading')
    expect(modesIn({ stage }).chair).toBe(open ? 'editing' : 'reading')
    if (open) return
    for (const act of ['write', 'suggest'] as const)
      expect(mayDocument(people.chair, act, place({ stage }))).toEqual({ ok: false, error: 'text-closed' })
  })

  test.each(paragraphStates)('D2 in paragraph state %s', (state) => {
    const open = state === 'open' || state === 'reopened'
    expect(modesIn({ state }).chair).toBe(open ? 'editing' : 'reading')
    expect(modesIn({ state }).delegate).toBe(open ? 'suggesting' : 'reading')
    if (open) return
    for (const act of ['write', 'suggest'] as const)
      expect(mayDocument(people.chair, act, place({ state }))).toEqual({
        ok: false,
        error: 'paragraph-closed',
      })
  })

  test('D1 a removed paragraph, a missing one and an ended session give nothing', () => {
    expect(accessTo(people.chair, place({ removed: true }))).toBe('none')
    expect(accessTo(people.chair, null)).toBe('none')
    expect(accessTo(null, place())).toBe('none')
  })
})
