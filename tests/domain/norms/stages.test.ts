import { describe, expect, test } from 'vitest'
import type { ForumId, PersonId } from '~/domain/ids'
import type { Role, Standing } from '~/domain/members/standing'
import { type Stage, stages } from '~/domain/norms/norm'
import { type Mover, moveStage, movesFor, type StageFacts, stageMoves } from '~/domain/norms/stages'

const harbour = 'harbour' as ForumId
const valley = 'valley' as ForumId
const holding = (role: Role, forumId: ForumId | '' = harbour): Standing => ({
  personId: 'somebody' as PersonId,
  name: 'Somebody',
  roles: [{ role, forumId }],
  memberships: [],
})
const fine: StageFacts = {
  nowMs: 1_000,
  paragraphs: 1,
  latest: { brackets: 0, current: true },
  closesAtMs: null,
}
const move = (from: Stage, to: Stage, mover: Mover = null, facts: Partial<StageFacts> = {}) =>
  moveStage({ stage: from, forumId: harbour }, to, mover, { ...fine, ...facts })

describe('N1 only the listed moves exist', () => {
  const listed = ['drafting>consultation', 'consultation>drafting', 'consultation>text-final']
  const byBallot = ['text-final>ballot', 'ballot>adopted', 'ballot>rejected']
  test('the table has exactly these six', () => {
    expect(stageMoves.map((m) => `${m.from}>${m.to}`)).toEqual([...listed, ...byBallot])
  })
  test.each(stages.flatMap((from) => stages.map((to) => ({ from, to }))))('$from to $to', ({ from, to }) => {
    const known = [...listed, ...byBallot].includes(`${from}>${to}`)
    const answers = [move(from, to, null), move(from, to, 'ballot'), move(from, to, holding('chair'))]
    if (known) expect(answers.some((a) => a.ok)).toBe(true)
    else
      for (const answer of answers)
        expect(answer).toEqual({ ok: false, error: { code: 'no-such-move', from, to } })
  })
})

describe('N2 who moves a norm', () => {
  test.each(['secretariat', 'chair'] as const)('the %s of the forum, or everywhere', (role) => {
    expect(move('drafting', 'consultation', holding(role)).ok).toBe(true)
    expect(move('drafting', 'consultation', holding(role, '')).ok).toBe(true)
    expect(move('drafting', 'consultation', holding(role, valley)).ok).toBe(false)
  })
  test.each(['auditor', 'administrator'] as const)('never the %s', (role) => {
    expect(move('drafting', 'consultation', holding(role, ''))).toEqual({
      ok: false,
      error: { code: 'not-allowed', by: ['secretariat', 'chair'] },
    })
  })
  test.each([
    ['text-final', 'ballot'],
    ['ballot', 'adopted'],
    ['ballot', 'rejected'],
  ] as const)('%s to %s only by a ballot, not even by the platform', (from, to) => {
    expect(move(from, to, 'ballot').ok).toBe(true)
    for (const mover of [null, holding('chair', ''), holding('secretariat', '')])
      expect(move(from, to, mover)).toEqual({ ok: false, error: { code: 'not-allowed', by: ['ballot'] } })
  })
  test('a ballot makes no other move', () => {
    expect(move('drafting', 'consultation', 'ballot').ok).toBe(false)
  })
  test('a page offers a role its moves, and others none', () => {
    const norm = { stage: 'consultation' as const, forumId: harbour }
    expect(movesFor(norm, holding('chair')).map((m) => m.to)).toEqual(['drafting', 'text-final'])
    expect(movesFor(norm, holding('auditor'))).toEqual([])
    expect(movesFor(norm, null)).toEqual([])
    expect(movesFor({ ...norm, stage: 'ballot' }, holding('chair'))).toEqual([])
  })
})

describe('N3 what has to be true first', () => {
  test.each([
    { paragraphs: 0, code: 'no-paragraphs' },
    { paragraphs: 1, code: null },
  ])('consultation with $paragraphs paragraphs: $code', ({ paragraphs, code }) => {
    const moved = move('drafting', 'consultation', null, { paragraphs })
    expect(moved.ok ? null : moved.error.code).toBe(code)
  })
  test.each([
    { closesAtMs: 999, ok: false },
    { closesAtMs: 1_000, ok: false },
    { closesAtMs: 1_001, ok: true },
    { closesAtMs: null, ok: true },
  ])('consultation that ends at $closesAtMs, asked for at 1000: $ok', ({ closesAtMs, ok }) => {
    expect(move('drafting', 'consultation', null, { closesAtMs }).ok).toBe(ok)
  })
  test.each([
    { latest: null, error: { code: 'nothing-frozen' } },
    { latest: { brackets: 1, current: true }, error: { code: 'brackets-left', brackets: 1 } },
    { latest: { brackets: 0, current: false }, error: { code: 'draft-has-moved-on' } },
    { latest: { brackets: 0, current: true }, error: null },
  ])('text final after $latest: $error', ({ latest, error }) => {
    const moved = move('consultation', 'text-final', null, { latest })
    expect(moved.ok ? null : moved.error).toEqual(error)
  })
})
