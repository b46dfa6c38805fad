import { describe, expect, test } from 'vitest'
import type { DelegationId, ForumId, PersonId } from '~/domain/ids'
import type { Membership, Role, Standing } from '~/domain/members/standing'
import { mayHoldBracket, mayNorm, type NormAct } from '~/domain/norms/may-norm'
import { stages } from '~/domain/norms/norm'

const harbour = 'harbour' as ForumId
const valley = 'valley' as ForumId
const ardenia = 'ardenia' as DelegationId
const openwatch = 'openwatch' as DelegationId

const someone = (over: Partial<Standing> = {}): Standing => ({
  personId: 'p' as PersonId,
  name: 'P',
  roles: [],
  memberships: [],
  ...over,
})
const inForum = (delegationId: DelegationId, forumId: ForumId, votes: boolean): Membership => ({
  delegationId,
  delegationName: delegationId,
  organisationId: 'o' as never,
  organisationName: 'O',
  organisationKind: 'government',
  accredited: true,
  role: 'adviser',
  administrator: false,
  seats: [{ seatId: 's' as never, forumId, member: 'M', votes }],
})
const roleIn = (role: Role, forumId: ForumId | '') => someone({ roles: [{ role, forumId }] })
const delegate = someone({ memberships: [inForum(ardenia, harbour, true)] })

const people: Record<string, Standing | null> = {
  secretariat: roleIn('secretariat', harbour),
  'secretariat everywhere': roleIn('secretariat', ''),
  chair: roleIn('chair', harbour),
  delegate,
  'stakeholder with a seat': someone({ memberships: [inForum(openwatch, harbour, false)] }),
  'delegate of another forum': someone({ memberships: [inForum(ardenia, valley, true)] }),
  'chair of another forum': roleIn('chair', valley),
  administrator: roleIn('administrator', ''),
  nobody: someone(),
}

describe('N5 who may do what in an open text', () => {
  const desk = ['secretariat', 'secretariat everywhere', 'chair']
  test.each<[NormAct, string[]]>([
    ['propose', [...desk, 'delegate']],
    ['edit', [...desk, 'delegate']],
    ['arrange', desk],
    ['freeze', desk],
  ])('%s: %j', (act, allowed) => {
    const may = Object.keys(people).filter(
      (name) => mayNorm(people[name]!, act, { forumId: harbour, stage: 'drafting' }).ok,
    )
    expect(may).toEqual(allowed)
  })
  test('the platform acts as the system', () => {
    expect(mayNorm(null, 'freeze', { forumId: harbour, stage: 'drafting' })).toEqual({
      ok: true,
      value: { as: 'system' },
    })
  })
  test('a delegate acts for the delegation that holds the seat', () => {
    expect(mayNorm(delegate, 'edit', { forumId: harbour, stage: 'drafting' })).toEqual({
      ok: true,
      value: { as: 'delegate', delegation: ardenia },
    })
  })
  test('the refusal says who could', () => {
    expect(mayNorm(delegate, 'freeze', { forumId: harbour, stage: 'drafting' })).toEqual({
      ok: false,
      error: { code: 'not-allowed', act: 'freeze', needs: 'the secretariat or the chair' },
    })
    expect(mayNorm(someone(), 'edit', { forumId: harbour, stage: 'drafting' })).toEqual({
      ok: false,
      error: { code: 'not-allowed', act: 'edit', needs: 'a seat' },
    })
  })
})

describe('N4 the text is open in drafting and consultation only, for everybody', () => {
  test.each(stages)('%s', (stage) => {
    const open = stage === 'drafting' || stage === 'consultation'
    for (const who of [delegate, roleIn('chair', ''), null])
      for (const act of ['edit', 'freeze'] as const) {
        if (who === delegate && act === 'freeze') continue
        const may = mayNorm(who, act, { forumId: harbour, stage })
        expect(may.ok).toBe(open)
        if (!may.ok) expect(may.error).toEqual({ code: 'text-closed', stage })
      }
  })
})

describe('N7 who holds a bracket', () => {
  test('a delegate for their own delegation, the others for any or none', () => {
    expect(mayHoldBracket({ as: 'delegate', delegation: ardenia }, ardenia)).toBe(true)
    expect(mayHoldBracket({ as: 'delegate', delegation: ardenia }, openwatch)).toBe(false)
    expect(mayHoldBracket({ as: 'delegate', delegation: ardenia }, null)).toBe(false)
    expect(mayHoldBracket({ as: 'delegate' }, null)).toBe(false)
    expect(mayHoldBracket({ as: 'chair' }, openwatch)).toBe(true)
    expect(mayHoldBracket({ as: 'secretariat' }, null)).toBe(true)
  })
})
