import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InviteMember } from '~/contracts/delegations'
import { parseForm } from '~/contracts/form'
import { AddForum, AddSeat } from '~/contracts/forums'
import { AddOrganisation } from '~/contracts/organisations'
import { GrantRole } from '~/contracts/people'
import { AskForLink, isToken } from '~/contracts/sign-in'

const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
const id = '01920000-0000-7000-8000-000000000001'

describe('an e-mail address', () => {
  const address = (email: string) => parseForm(AskForLink, formOf({ email }))
  test.each([
    ['ana@people.example', 'ana@people.example'],
    ['  Ana@People.Example ', 'ana@people.example'],
    ['o’hara+votes@mail.people.example', 'o’hara+votes@mail.people.example'],
  ])('%s is read as %s', (typed, read) => {
    expect(address(typed)).toEqual({ ok: true, value: { email: read } })
  })
  test.each([
    '',
    'ana',
    'ana@people',
    '@people.example',
    'ana@@people.example',
    'a b@people.example',
    'ana@people.example,eve@evil.example',
    'Ana <ana@people.example>',
    'ana@people..example',
    'ana@people.example\u0000',
    'ana\u202e@people.example',
    `${'a'.repeat(250)}@b.example`,
  ])('%s is refused at its field', (typed) => {
    expect(address(typed)).toMatchObject({ ok: false, error: { email: expect.any(String) } })
  })
  test('a long repeat is refused at once', () => {
    const began = performance.now()
    address(`${'a.'.repeat(120)}@`)
    address(`a@${'a.'.repeat(120)}`)
    expect(performance.now() - began).toBeLessThan(50)
  })
})

describe('groupings and weights, one a line', () => {
  const seat = (fields: Record<string, string>) =>
    parseForm(AddSeat, formOf({ delegation: id, member: 'ARD', groupings: '', weights: '', ...fields }))
  test('what is written is kept as written', () => {
    const asked = seat({
      groupings: 'region: north\r\nsub-chamber = Upper House\n',
      weights: 'share: 2/3\n\npopulation:41218600',
    })
    expect(asked).toEqual({
      ok: true,
      value: {
        delegation: id,
        member: 'ARD',
        votes: false,
        groupings: { region: 'north', 'sub-chamber': 'Upper House' },
        weights: { share: '2/3', population: '41218600' },
      },
    })
  })
  test.each([
    ['weights', 'population: 1\nshare: -1', 'line 2'],
    ['weights', 'population: 1.', 'line 1'],
    ['weights', 'population: 1e3', 'exact number'],
    ['weights', 'heads: 2', 'heads'],
    ['weights', 'population: 1\npopulation: 2', 'twice'],
    ['weights', 'population', 'exact number'],
    ['groupings', 'Region: north', 'not a name'],
    ['groupings', '__proto__: north', 'not a name'],
    ['groupings', 'region:', 'a group is missing'],
    ['groupings', 'region: \u202enorth', 'direction'],
    ['groupings', Array.from({ length: 21 }, (_, i) => `g${i}: x`).join('\n'), 'at most 20'],
    ['member', 'A/D', 'The code'],
    ['member', '__proto__', 'The code'],
    ['delegation', 'ardenia', 'not an identifier'],
  ])('%s "%s" is refused with words about %s', (field, typed, words) => {
    const asked = seat({ [field]: typed })
    expect(asked.ok).toBe(false)
    if (!asked.ok) expect(asked.error[field]).toContain(words)
  })
  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void seat({ weights: text, groupings: text })),
    )
  })
})

describe('forms take what they know and nothing else', () => {
  const invite = { intent: 'invite', name: 'Ana', email: 'ana@people.example', role: 'head' }
  test('a field that is not known is refused, whatever it is called', () => {
    for (const name of ['weight', '__proto__', 'constructor', 'toString', 'delegationId']) {
      const form = formOf(invite)
      form.append(name, '1')
      expect(parseForm(InviteMember, form).ok, name).toBe(false)
    }
    expect(({} as Record<string, unknown>).weight).toBeUndefined()
  })
  test('a field sent twice is refused', () => {
    const form = formOf(invite)
    form.append('role', 'adviser')
    expect(parseForm(InviteMember, form)).toEqual({
      ok: false,
      error: { role: 'This field was sent twice.' },
    })
  })
  test.each([
    [GrantRole, { intent: 'grant', role: 'king' }, 'role'],
    [GrantRole, { intent: 'grant', role: 'chair', forum: '../x' }, 'forum'],
    [InviteMember, { ...invite, role: 'owner' }, 'role'],
    [InviteMember, { ...invite, name: 'a\u0000b' }, 'name'],
    [InviteMember, { ...invite, name: 'x'.repeat(121) }, 'name'],
    [
      AddOrganisation,
      { intent: 'add', slug: 'A B', name: 'x', kind: 'firm', country: '', region: '' },
      'slug',
    ],
    [AddOrganisation, { intent: 'add', slug: 'x', name: 'x', kind: 'club', country: '', region: '' }, 'kind'],
    [AddForum, { slug: 'new', name: 'x', kind: 'global', region: '', charter: 'c', languages: 'en' }, 'slug'],
    [
      AddForum,
      { slug: 'x', name: 'x', kind: 'global', region: '', charter: 'c', languages: 'english!' },
      'languages',
    ],
  ])('%#: the wrong field is named', (schema, fields, field) => {
    const asked = parseForm(schema as typeof AddForum, formOf(fields as Record<string, string>))
    expect(asked.ok).toBe(false)
    if (!asked.ok) expect(Object.keys(asked.error)).toContain(field)
  })
})

test.each([
  ['A'.repeat(43), true],
  ['A'.repeat(42), false],
  ['A'.repeat(44), false],
  [`${'A'.repeat(42)}/`, false],
])('%s is a token: %s', (text, is) => {
  expect(isToken(text)).toBe(is)
})
