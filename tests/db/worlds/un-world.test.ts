import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { findPreset } from '~/domain/ballots/presets'
import { unMembers } from '~db/worlds/un/members'
import { unWorld } from '~db/worlds/un/un-world'

const groupsCsv = new URL('../../../../shared/data/un_members_regional_groups.csv', import.meta.url)
const haveCsv = existsSync(groupsCsv)
if (!haveCsv)
  console.warn('SKIPPED: un_members_regional_groups.csv is absent; the UN table is held against nothing')

describe('the table of UN Members', () => {
  test('has 193 Members with distinct codes and names', () => {
    expect(unMembers).toHaveLength(193)
    expect(new Set(unMembers.map((m) => m.iso2)).size).toBe(193)
    expect(new Set(unMembers.map((m) => m.name)).size).toBe(193)
    for (const { iso2, name } of unMembers) {
      expect(iso2).toMatch(/^[A-Z]{2}$/)
      expect(name.normalize('NFC')).toBe(name)
    }
  })

  test.each([
    ['AG', 54],
    ['APG', 54],
    ['EEG', 23],
    ['GRULAC', 33],
    ['WEOG', 29],
  ] as const)('counts %s as %i', (region, count) => {
    expect(unMembers.filter((m) => m.region === region)).toHaveLength(count)
  })

  test.skipIf(!haveCsv)('agrees with the published table in every code and group', () => {
    const rows: { iso2: string; group_code: string }[] = parse(readFileSync(groupsCsv), { columns: true })
    const published = rows.map((row) => `${row.iso2} ${row.group_code}`).sort()
    expect(unMembers.map((m) => `${m.iso2} ${m.region}`).sort()).toEqual(published)
  })

  // Short forms differ ("Türkiye"), so only a shared word is asked for: it catches a name beside the wrong code.
  test.skipIf(!haveCsv)('names each code as the published table does, up to the short form', () => {
    const rows: { iso2: string; name: string }[] = parse(readFileSync(groupsCsv), { columns: true })
    const published = new Map(rows.map((row) => [row.iso2, wordsOf(row.name)]))
    const strangers = unMembers.filter(
      (m) => !wordsOf(m.name).some((w) => published.get(m.iso2)?.includes(w)),
    )
    expect(strangers.map((m) => m.iso2)).toEqual(['TR'])
  })
})

const wordsOf = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z]+/)
    .filter((word) => word.length > 3)
    .map((word) => word.toLowerCase())

describe('the UN world', () => {
  const world = unWorld(new Date('2030-03-01T12:00:00Z'))

  test('seats every Member twice: in the global forum and in the forum of its own group', () => {
    for (const delegation of world.delegations) {
      const seats = world.seats.filter((seat) => seat.delegation === delegation.slug)
      const forums = seats.map((seat) => world.forums.find((forum) => forum.slug === seat.forum))
      expect(forums.map((forum) => forum?.kind)).toEqual(['global', 'regional'])
      expect(forums[1]?.region).toBe(seats[1]?.groupings.region)
      expect(seats.every((seat) => seat.votes)).toBe(true)
    }
    expect(world.seats).toHaveLength(386)
  })

  test('has one global and five regional forums, whose rules are presets and include the default', () => {
    expect(world.forums.map((forum) => forum.kind).sort()).toEqual(['global', ...Array(5).fill('regional')])
    for (const forum of world.forums) {
      expect(forum.rules).toContain(forum.defaultRule)
      for (const rule of forum.rules) expect(findPreset(String(rule)), String(rule)).toBeDefined()
    }
  })

  test('brings no people and no activity', () => {
    expect(world.delegations.every((delegation) => delegation.members.length === 0)).toBe(true)
    expect(Object.keys(world).sort()).toEqual(['delegations', 'forums', 'organisations', 'seats'])
  })
})
