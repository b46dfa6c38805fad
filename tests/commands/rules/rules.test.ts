import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { grantRole } from '~/commands/people/grant-role.server'
import { adoptRule } from '~/commands/rules/adopt-rule.server'
import { setDefaultRule } from '~/commands/rules/set-default-rule.server'
import { maxRuleCharacters } from '~/domain/ballots/ballot'
import { findPreset } from '~/domain/ballots/presets'
import type { ForumId, RuleId } from '~/domain/ids'
import { forums } from '~db/stores/forums'
import { ledger } from '~db/stores/ledger'
import { by, codeOf, sure } from '../../sure'
import { engines, openWorld, simpleMajority, type TestWorld } from '../../world'

const twoThirds = findPreset('two-thirds')!
const consensus = findPreset('consensus')!

describe.each(engines)('F9 rules on %s', (engine) => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld(engine)
  })
  afterEach(() => world.drop())

  const current = async () =>
    (await forums(world.store.read).currentRules(world.forums.harbour)).map(
      (r) => `${r.key} ${r.version}${r.isDefault ? ' default' : ''}`,
    )
  const adopt = (rule = twoThirds, makeDefault = false) =>
    adoptRule(world.deps, by(world.people.sylvie), { forumId: world.forums.harbour, rule, makeDefault })

  test('a new rule stands beside the default until it is made one', async () => {
    sure(await adopt())
    expect(await current()).toEqual(['simple-majority 1 default', 'two-thirds 1'])
    sure(await adopt(consensus, true))
    expect(await current()).toEqual(['consensus 1 default', 'simple-majority 1', 'two-thirds 1'])
  })

  test('the same id is the next version; the older stays; the default passes on', async () => {
    expect(codeOf(await adopt(simpleMajority))).toBe('rule-unchanged')
    const { version } = sure(await adopt({ ...simpleMajority, title: 'Said otherwise' }))
    expect(version).toBe(2)
    expect(await current()).toEqual(['simple-majority 2 default'])
    const all = await forums(world.store.read).rules(world.forums.harbour)
    expect(all.map((r) => [r.version, r.isDefault])).toEqual([
      [2, true],
      [1, false],
    ])
  })

  test('the order of keys makes no new version', async () => {
    const { id, title, outcomes } = simpleMajority
    expect(codeOf(await adopt({ outcomes, title, id }))).toBe('rule-unchanged')
  })

  test('the first rule of a forum is its default', async () => {
    const { rule } = world.store.read.t
    await world.store.tx((c) => c.q.delete(rule))
    sure(await adopt())
    expect(await current()).toEqual(['two-thirds 1 default'])
  })

  test('exactly one is the default, and only a newest version can be', async () => {
    const { ruleId } = sure(await adopt())
    const set = (id: RuleId, forumId = world.forums.harbour) =>
      setDefaultRule(world.deps, by(world.people.sylvie), { forumId, ruleId: id })
    sure(await set(ruleId))
    expect(await current()).toEqual(['two-thirds 1 default', 'simple-majority 1'])
    expect(codeOf(await set(ruleId))).toBe('unchanged')
    const old = (await forums(world.store.read).rules(world.forums.harbour)).find(
      (r) => r.key === 'simple-majority',
    )!
    sure(await adopt({ ...simpleMajority, title: 'Said otherwise' }))
    expect(codeOf(await set(old.id))).toBe('rule-outdated')
    expect(codeOf(await set(old.id, world.forums.valley))).toBe('not-found')
    expect(codeOf(await set('none' as RuleId))).toBe('not-found')
  })

  test('F2 only the forum’s secretariat and an administrator adopt', async () => {
    const { deps, forums: f, people: p } = world
    const rule = { rule: twoThirds, makeDefault: true }
    sure(await grantRole(deps, null, { personId: p.paul, role: 'secretariat', forumId: f.valley }))
    for (const name of ['ana', 'chiara', 'paul'] as const)
      expect(codeOf(await adoptRule(deps, by(p[name]), { forumId: f.harbour, ...rule }))).toBe('not-allowed')
    const { id } = (await forums(world.store.read).currentRules(f.harbour))[0]!
    expect(codeOf(await setDefaultRule(deps, by(p.paul), { forumId: f.harbour, ruleId: id }))).toBe(
      'not-allowed',
    )
    expect(codeOf(await adoptRule(deps, by(p.paul), { forumId: f.valley, ...rule }))).toBe('ok')
    expect(codeOf(await adoptRule(deps, by(p.admin), { forumId: 'none' as ForumId, ...rule }))).toBe(
      'not-found',
    )
  })

  test('a rule that no entry could hold is refused, the longest that fits is taken', async () => {
    const padded = (n: number) => ({ ...twoThirds, source: 'x'.repeat(n) })
    const room = maxRuleCharacters - JSON.stringify(padded(0)).length
    expect(codeOf(await adopt(padded(room + 1)))).toBe('rule-too-long')
    expect(codeOf(await adopt(padded(room)))).toBe('ok')
  })

  test('F10 the ledger holds the rule whole with its hash', async () => {
    sure(await adopt())
    const [entry] = await ledger(world.store.read).since(0, 1)
    expect(JSON.parse(entry!.body)).toMatchObject({
      t: 'parley-v1/rule.adopted',
      on: 'forum/harbour',
      key: 'two-thirds',
      version: 1,
      rule: twoThirds,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })
})
