import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countBallot } from '~/contracts/ledger'
import { utf8Encode } from '~/domain/bytes'
import { type AuditReport, type Expected, maxFindings, verifyEntries } from '~/domain/ledger/audit'
import type { Checkpoint } from '~/domain/ledger/checkpoint'
import type { EntryBody } from '~/domain/ledger/entry'
import { rootOf } from '~/domain/ledger/merkle'
import type { RecountDeps } from '~/domain/ledger/recount'
import { printRoll, rollHash } from '~/domain/ledger/roll'
import { at, origin, smallLedger, type World, worldOf } from './export-fixture'
import { sha256 } from './vectors'

function depsOf({ rolls }: World): RecountDeps {
  const byHash = new Map(rolls.map((roll) => [rollHash(sha256, roll), utf8Encode(printRoll(roll))]))
  return { sha: sha256, count: countBallot, roll: (hash) => byHash.get(hash) ?? null }
}

const checkpointOf = ({ leaves }: World, size: number): Checkpoint => ({
  origin,
  size,
  root: rootOf(sha256, leaves.slice(0, size)),
  extension: [],
})

async function audit(world: World, more: Partial<Expected> = {}): Promise<AuditReport> {
  const { entries, leaves, size } = world
  const stored = entries.map((bytes, i) => ({ bytes, leaf: leaves[i] ?? null }))
  return verifyEntries(depsOf(world), { checkpoint: checkpointOf(world, size), ...more }, stored)
}

/** A log that is honestly hashed and signed, but says what it must not. */
const auditLog = (bodies: readonly unknown[], more?: Partial<Expected>) => audit(worldOf(bodies), more)

const changed = (index: number, facts: object): EntryBody[] =>
  smallLedger().map((body, i) => (i === index ? ({ ...body, ...facts } as EntryBody) : body))

const wheres = ({ findings }: AuditReport) => findings.map(({ where }) => where)

describe('L5 an honest ledger verifies', () => {
  test('L5 with every closed ballot counted again', async () => {
    const report = await audit(worldOf())
    expect(report).toMatchObject({
      verdict: 'verified',
      findings: [],
      entries: smallLedger().length,
      fork: false,
    })
    expect(report.ballots.map(({ ballot, kind, recount }) => [ballot, kind, recount])).toEqual([
      ['B-0001', 'cast', 'agrees'],
      ['B-0002', 'cast', 'agrees'],
      ['B-0003', 'joint', 'agrees'],
      ['B-0004', 'recorded', 'agrees'],
      ['B-0005', 'cast', 'open'],
    ])
  })

  test('L5 empty, too', async () => {
    expect(await auditLog([])).toMatchObject({ verdict: 'verified', entries: 0 })
  })

  test('L5 an asynchronous source is read to its end', async () => {
    const world = worldOf()
    async function* rows() {
      for (const bytes of world.entries) yield { bytes, leaf: null }
    }
    const report = await verifyEntries(depsOf(world), { checkpoint: checkpointOf(world, world.size) }, rows())
    expect(report.verdict).toBe('verified')
  })

  test('L9 a recount of one ballot leaves the others alone', async () => {
    const { ballots, verdict } = await auditLog(changed(at.closed, { outcome: 'rejected' }), {
      ballot: 'B-0004',
    })
    expect(verdict).toBe('verified')
    expect(ballots.filter(({ recount }) => recount === 'agrees').map(({ ballot }) => ballot)).toEqual([
      'B-0004',
    ])
  })

  test.each(['B-9999', 'B-0005'])('L9 there is nothing to count for %s', async (ballot) => {
    expect(await audit(worldOf(), { ballot })).toMatchObject({ verdict: 'unknown' })
  })
})

describe('L6 what was touched is named', { timeout: 60_000 }, () => {
  const flip = (bytes: Uint8Array, i: number, bit: number) => bytes.with(i, bytes[i]! ^ (1 << bit))

  test('L6 any bit of any entry', async () => {
    const honest = worldOf()
    await fc.assert(
      fc.asyncProperty(fc.nat(honest.size - 1), fc.nat(100_000), fc.nat(7), async (index, i, bit) => {
        const bytes = honest.entries[index]!
        const entries = honest.entries.with(index, flip(bytes, i % bytes.length, bit))
        const report = await audit({ ...honest, entries })
        expect(report.verdict).toBe('wrong')
        expect(report.findings[0]).toMatchObject({
          where: `entry ${index}`,
          message: expect.stringMatching(/was changed/),
        })
      }),
    )
  })

  test('L6 any bit of any stored leaf hash', async () => {
    const honest = worldOf()
    await fc.assert(
      fc.asyncProperty(fc.nat(honest.size - 1), fc.nat(31), fc.nat(7), async (index, i, bit) => {
        const leaves = honest.leaves.with(index, flip(honest.leaves[index]!, i, bit))
        const report = await audit({ ...honest, leaves }, { checkpoint: checkpointOf(honest, honest.size) })
        expect(report.findings).toMatchObject([{ verdict: 'wrong', where: `leaf hash ${index}` }])
      }),
    )
  })

  test.each([
    ['is missing', 3, (entries: Uint8Array[]) => entries.toSpliced(3, 1)],
    ['was put in', 3, (entries: Uint8Array[]) => entries.toSpliced(3, 0, entries[0]!)],
    ['was put in', 4, (entries: Uint8Array[]) => entries.toSpliced(3, 0, entries[3]!)],
    ['have changed places', 3, (entries: Uint8Array[]) => entries.with(3, entries[4]!).with(4, entries[3]!)],
    ['was changed', 3, (entries: Uint8Array[]) => entries.with(3, utf8Encode('{}'))],
  ])('L6 an entry %s', async (what, index, tamper) => {
    const honest = worldOf()
    const report = await audit({ ...honest, entries: tamper(honest.entries) })
    expect(report.verdict).toBe('wrong')
    expect(report.findings.map(({ where, message }) => `${where}: ${message}`)).toContainEqual(
      expect.stringMatching(new RegExp(`^entry ${index}: .*${what}`)),
    )
  })

  test('L6 entries that are cut off, and entries that nobody signed', async () => {
    const honest = worldOf()
    const short = await audit(
      { ...honest, entries: honest.entries.slice(0, 9), leaves: honest.leaves.slice(0, 9) },
      {
        checkpoint: checkpointOf(honest, honest.size),
      },
    )
    expect(short).toMatchObject({
      verdict: 'wrong',
      findings: [{ where: 'entry 9', message: expect.stringMatching(/missing/) }],
    })
    const long = await audit(honest, { checkpoint: checkpointOf(honest, 9) })
    expect(long).toMatchObject({
      verdict: 'wrong',
      findings: [{ where: 'entry 9', message: expect.stringMatching(/not covered/) }],
    })
  })

  test('L6 an entry changed together with its leaf hash', async () => {
    const honest = worldOf()
    const forged = worldOf(changed(at.comment, { on: 'norm/N-002' }))
    const report = await audit(forged, { checkpoint: checkpointOf(honest, honest.size) })
    expect(report).toMatchObject({
      verdict: 'wrong',
      findings: [{ where: 'checkpoint', message: expect.stringMatching(/root/) }],
    })
  })

  test('L6 of many faults the first are kept and the rest counted, and no proof is lost among gaps', async () => {
    const open = smallLedger()[at.opened]!
    const many = Array.from({ length: maxFindings + 5 }, (_, i) => ({
      ...open,
      ballot: `X-${i}`,
      rollHash: 'ab'.repeat(32),
    }))
    const gaps = await auditLog(many)
    expect(gaps).toMatchObject({ verdict: 'unknown', more: 5 })
    expect(gaps.findings).toHaveLength(maxFindings)
    expect(await auditLog([...many, { ...open, ballot: 'X-0' }])).toMatchObject({ verdict: 'wrong' })
  })
})

describe('L7 a ledger continues every older checkpoint', () => {
  test('L7 at every size', async () => {
    const world = worldOf()
    for (let size = 0; size <= world.size; size++) {
      const report = await audit(world, { since: checkpointOf(world, size) })
      expect(report).toMatchObject({ verdict: 'verified', fork: false })
    }
  })

  test('L7 a rewritten past is a fork', async () => {
    const since = checkpointOf(worldOf(), 9)
    const report = await auditLog(changed(at.comment, { on: 'norm/N-002' }), { since })
    expect(report).toMatchObject({ verdict: 'wrong', fork: true })
  })

  test('L7 a rewound ledger is a fork', async () => {
    const since = checkpointOf(worldOf(), 9)
    expect(await auditLog(smallLedger().slice(0, 8), { since })).toMatchObject({
      verdict: 'wrong',
      fork: true,
    })
    expect(await auditLog(smallLedger().slice(0, 9), { since })).toMatchObject({
      verdict: 'verified',
      fork: false,
    })
  })

  test('L7 a changed entry is no fork: the log signed another one', async () => {
    const honest = worldOf()
    const entries = honest.entries.with(at.comment, utf8Encode('{}'))
    const report = await audit({ ...honest, entries }, { since: checkpointOf(honest, 9) })
    expect(report).toMatchObject({ verdict: 'wrong', fork: false })
  })
})

describe('L8 every entry says who did what, when and on what', () => {
  test.each([
    ['t', { t: 'norms-v1/ballot.opened' }],
    ['t', { t: 'parley-v1/ballot' }],
    ['at', { at: '2026-03-01T09:00:00Z' }],
    ['at', { at: '2026-02-30T09:00:00.000Z' }],
    ['at', { at: '2026-03-01T24:00:00.000Z' }],
    ['at', { at: 1_772_355_600_000 }],
    ['by', { by: 'p-1' }],
    ['by.as', { by: { as: 'king' } }],
    ['by.mail', { by: { as: 'chair', mail: 'someone@example.org' } }],
    ['by.person', { by: { as: 'chair', person: 7 } }],
    ['on', { on: '' }],
  ])('L8 refuses another %s', async (field, facts) => {
    const report = await auditLog(changed(at.comment, facts))
    expect(report).toMatchObject({ verdict: 'wrong', findings: [{ where: `entry ${at.comment}` }] })
    expect(report.findings[0]?.message.startsWith(`${field}:`)).toBe(true)
  })

  test('L8 refuses what is no object at all', async () => {
    for (const body of [null, 1, 'entry', [], true]) expect((await auditLog([body])).verdict).toBe('wrong')
  })

  test.each([
    ['ballot', at.opened, { ballot: '../B-0001' }],
    ['rollHash', at.opened, { rollHash: '../key' }],
    ['rule', at.opened, { rule: 'simple-majority' }],
    ['textHash', at.opened, { textHash: 'AB'.repeat(32) }],
    ['members', at.opened, { members: -1 }],
    ['weight', at.vote, { weight: '100' }],
    ['parts', at.vote, { parts: [] }],
    ['parts[0].choice', at.vote, { parts: [{ choice: 'maybe', part: '1' }] }],
    ['parts[0].part', at.vote, { parts: [{ choice: 'yes', part: '1e3' }] }],
    [
      'parts[1].choice',
      at.vote,
      {
        parts: [
          { choice: 'yes', part: '1/2' },
          { choice: 'yes', part: '1/2' },
        ],
      },
    ],
    ['revision', at.vote, { revision: '1' }],
    ['counts', at.closed, { counts: [] }],
    ['counts.yes', at.closed, { counts: { yes: '1/0', no: '0', abstain: '0', absent: '0' } }],
    ['counts.maybe', at.closed, { counts: { yes: '1', no: '0', abstain: '0', absent: '0', maybe: '0' } }],
    ['of', at.joined, { of: [] }],
    [
      'of',
      at.joined,
      {
        of: [
          { ballot: 'B-0001', prefix: 'n' },
          { ballot: 'B-0001', prefix: 's' },
        ],
      },
    ],
    [
      'of',
      at.joined,
      {
        of: [
          { ballot: 'B-0001', prefix: 'n' },
          { ballot: 'B-0002', prefix: 'n' },
        ],
      },
    ],
    ['votes.aru', at.recorded, { votes: { aru: 'maybe' } }],
  ])('L8 a ballot entry with another %s is refused', async (field, index, facts) => {
    const report = await auditLog(changed(index, facts))
    const finding = report.findings.find(({ where }) => where === `entry ${index}`)
    expect(finding?.message.startsWith(`${field}:`)).toBe(true)
  })
})

describe('L10 a vote counts when it lies between opening and closing', () => {
  const moved = (from: number, to: number) => {
    const bodies = smallLedger()
    const [body] = bodies.splice(from, 1)
    bodies.splice(to, 0, body!)
    return bodies
  }

  test('L10 right before the closing it counts, right after it does not', async () => {
    expect(await auditLog(moved(at.vote, at.closed - 1))).toMatchObject({ verdict: 'verified' })
    const late = await auditLog(moved(at.vote, at.closed))
    expect(late.verdict).toBe('wrong')
    expect(wheres(late)).toContain(`entry ${at.closed}, ballot B-0001`)
  })

  test('L10 right after the opening it counts, right before it does not', async () => {
    expect(await auditLog(moved(at.vote, at.opened + 1))).toMatchObject({ verdict: 'verified' })
    expect(wheres(await auditLog(moved(at.vote, at.opened)))).toContain(`entry ${at.opened}, ballot B-0001`)
  })

  test('L10 the instant of an entry decides nothing', async () => {
    const late = '2099-01-01T00:00:00.000Z'
    expect(await auditLog(changed(at.vote, { at: late }))).toMatchObject({ verdict: 'verified' })
  })

  test.each([
    ['of a member who is not on the roll', { member: 'dun' }],
    ['whose parts do not sum to 1', { parts: [{ choice: 'yes', part: '1/2' }] }],
    ['on a joint ballot', { ballot: 'B-0003' }],
    ['on no ballot', { ballot: 'B-0099' }],
  ])('L10 a vote %s', async (_name, facts) => {
    expect(await auditLog(changed(at.vote, facts))).toMatchObject({ verdict: 'wrong' })
  })

  test('L11 the last revision counts, and none may be repeated', async () => {
    const bodies = changed(at.revised, { revision: 1 })
    expect(wheres(await auditLog(bodies))).toContain(`entry ${at.revised}, ballot B-0001`)
    expect(await auditLog(changed(at.revised, { revision: 7 }))).toMatchObject({ verdict: 'verified' })
    const back = changed(at.revised, { parts: [{ choice: 'no', part: '1' }] })
    expect(wheres(await auditLog(back))).toContain(`entry ${at.closed}, ballot B-0001`)
  })

  test.each([
    ['opened twice', at.opened + 1, { ballot: 'B-0001' }],
    ['closed twice', at.closed + 1, { ballot: 'B-0001' }],
    ['closed but never opened', at.closed, { ballot: 'B-0099' }],
    ['recorded under a name that is taken', at.recorded, { ballot: 'B-0001' }],
    ['joined under a name that is taken', at.joined, { ballot: 'B-0001' }],
  ])('L10 a ballot %s', async (_name, index, facts) => {
    const report = await auditLog(changed(index, facts))
    expect(report.verdict).toBe('wrong')
    expect(wheres(report).some((where) => where.startsWith(`entry ${index}, ballot`))).toBe(true)
  })
})

describe('L12 the result is the one that the entries give', () => {
  const counts = { yes: '5/2', no: '0', abstain: '1/2', absent: '0' }

  test.each([
    ['outcome', at.closed, 'B-0001', { outcome: 'rejected' }],
    ['count', at.closed, 'B-0001', { counts: { ...counts, yes: '3' } }],
    ['outcome of a joint ballot', at.jointClosed, 'B-0003', { outcome: 'rejected' }],
    ['outcome of a recorded ballot', at.recorded, 'B-0004', { outcome: 'rejected' }],
    ['vote of a recorded ballot', at.recorded, 'B-0004', { votes: { aru: 'no', bel: 'yes', cor: 'no' } }],
  ])('L12 another %s is named', async (_name, index, ballot, facts) => {
    const report = await auditLog(changed(index, facts))
    expect(report.findings).toMatchObject([
      {
        verdict: 'wrong',
        where: `entry ${index}, ballot ${ballot}`,
        message: expect.stringMatching(/another result/),
      },
    ])
    expect(report.ballots.find((each) => each.ballot === ballot)?.recount).toBe('differs')
  })

  test('L12 one number may be written in two ways', async () => {
    const facts = { counts: { ...counts, yes: '10/4', no: '0/7' } }
    expect(await auditLog(changed(at.closed, facts))).toMatchObject({ verdict: 'verified' })
  })

  test('L12 a joint ballot closes after its parts', async () => {
    const bodies = smallLedger()
    const [early] = bodies.splice(at.jointClosed, 1)
    bodies.splice(at.closed, 0, early!)
    expect(wheres(await auditLog(bodies))).toEqual([`entry ${at.closed}, ballot B-0003`])
  })

  test('L12 a joint ballot whose prefix is not on its roll', async () => {
    const of = [
      { ballot: 'B-0001', prefix: 'north' },
      { ballot: 'B-0002', prefix: 'east' },
    ]
    expect(wheres(await auditLog(changed(at.joined, { of })))).toEqual([
      `entry ${at.jointClosed}, ballot B-0003`,
    ])
  })

  test('L12 a rule that cannot be applied', async () => {
    const rule = {
      id: 'x',
      title: 'x',
      outcomes: [
        {
          outcome: 'adopted',
          when: { each: 'planet', test: { count: { of: ['yes'] }, atLeast: '1' }, all: true },
        },
      ],
    }
    expect(wheres(await auditLog(changed(at.opened, { rule })))).toContain(
      `entry ${at.closed}, ballot B-0001`,
    )
  })
})

describe('L13 the roll is the one that was frozen', () => {
  const forged = (bytes: Uint8Array): RecountDeps => ({ ...depsOf(worldOf()), roll: () => bytes })
  const run = (deps: RecountDeps) => {
    const world = worldOf()
    const stored = world.entries.map((entry) => ({ bytes: entry, leaf: null }))
    return verifyEntries(deps, { checkpoint: checkpointOf(world, world.size) }, stored)
  }

  test('L13 another weight', async () => {
    const [roll] = worldOf().rolls
    const report = await run(forged(utf8Encode(printRoll(roll!).replace('"3"', '"4"'))))
    expect(report.verdict).toBe('wrong')
    expect(report.findings[0]?.message).toMatch(/not the one that was frozen/)
  })

  test('L13 a roll that is not there leaves its ballots open to doubt', async () => {
    const report = await run({ ...depsOf(worldOf()), roll: () => null })
    expect(report.verdict).toBe('unknown')
    expect(report.ballots.every(({ recount }) => recount === 'not-counted' || recount === 'open')).toBe(true)
  })

  test('L13 a roll of another length than was announced', async () => {
    expect(wheres(await auditLog(changed(at.opened, { members: 4 })))).toEqual([
      `entry ${at.opened}, ballot B-0001`,
    ])
  })

  test.each([
    ['not JSON', 'roll'],
    ['no list', '{}'],
    ['a stranger key', '[{"groupings":{},"member":"a","name":"A","vote":"2","weights":{}}]'],
    ['no name', '[{"groupings":{},"member":"a","weights":{}}]'],
    ['a number for a weight', '[{"groupings":{},"member":"a","name":"A","weights":{"gdp":3}}]'],
    [
      'a member twice',
      '[{"groupings":{},"member":"a","name":"A","weights":{}},{"groupings":{},"member":"a","name":"B","weights":{}}]',
    ],
    [
      'not sorted',
      '[{"groupings":{},"member":"b","name":"B","weights":{}},{"groupings":{},"member":"a","name":"A","weights":{}}]',
    ],
    ['a space', '[ {"groupings":{},"member":"a","name":"A","weights":{}}]'],
  ])('L13 a roll with its right hash but %s', async (_name, text) => {
    const bytes = utf8Encode(text)
    const hash = Buffer.from(sha256(bytes)).toString('hex')
    const world = worldOf(changed(at.opened, { rollHash: hash }))
    const deps: RecountDeps = {
      ...depsOf(world),
      roll: (asked) => (asked === hash ? bytes : depsOf(world).roll(asked)),
    }
    const stored = world.entries.map((entry) => ({ bytes: entry, leaf: null }))
    const report = await verifyEntries(deps, { checkpoint: checkpointOf(world, world.size) }, stored)
    expect(report.verdict).toBe('wrong')
    expect(report.findings[0]).toMatchObject({
      where: `entry ${at.opened}, ballot B-0001`,
      message: expect.stringMatching(/^the roll/),
    })
  })
})
