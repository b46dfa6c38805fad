import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPreset } from '~/domain/ballots/presets'
import type { Roll } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import { concatBytes } from '~/domain/bytes'
import { encodeEntry, type Json } from '~/domain/ledger/canonical'
import { signCheckpoint } from '~/domain/ledger/checkpoint'
import type { EntryBody } from '~/domain/ledger/entry'
import { exportFiles, exportReadme, rollFile } from '~/domain/ledger/export-format'
import { leafHash, rootOf } from '~/domain/ledger/merkle'
import { printVkey, type Signer } from '~/domain/ledger/note'
import { printRoll, rollHash } from '~/domain/ledger/roll'
import { seed, sha256, signerFrom } from './vectors'

const simpleMajority = findPreset('simple-majority')!
const twoThirds = findPreset('two-thirds')!

export const origin = 'ledger.example/parley'
export const logSigner: Signer = signerFrom(origin, seed(11))
export const otherSigner: Signer = signerFrom(origin, seed(12))

const member = (id: string, name: string, region: string, contribution: string) => ({
  member: id,
  name,
  groupings: { region },
  weights: { contribution },
})

export const north: Roll = [
  member('aru', 'Republic of Aruvia', 'north', '3'),
  member('bel', 'Kingdom of Belmora', 'north', '1/2'),
  member('cor', 'Coralie Federation', 'north', '0.25'),
]
export const south: Roll = [member('dun', 'Dunmarch', 'south', '10'), member('est', 'Estoria', 'south', '1')]
const prefixed = (prefix: string, roll: Roll): Roll =>
  roll.map((each) => ({ ...each, member: `${prefix}:${each.member}` }))
export const both: Roll = [...prefixed('north', north), ...prefixed('south', south)]

/** Half of the power to each region, shared by those who vote yes or no: north for, south against. */
export const regionalRule: Rule = {
  id: 'two-regions',
  title: 'Half of the power of two regions',
  measures: { power: { split: [{ by: 'region', shares: 'equal' }], among: ['yes', 'no'] } },
  outcomes: [
    {
      outcome: 'adopted',
      when: { ratio: { of: ['yes'], over: ['yes', 'no'], measure: 'power' }, atLeast: '1/2' },
    },
  ],
}

type Facts = { readonly [fact: string]: Json }
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json

function entryAt(index: number, t: EntryBody['t'], on: string, facts: Facts): EntryBody {
  const at = new Date(Date.UTC(2026, 2, 1, 9, 0, index)).toISOString()
  return { t, at, by: { person: 'p-1', as: 'secretariat' }, on, ...facts }
}

const opened = (ballot: string, roll: Roll, rule: Rule): [EntryBody['t'], string, Facts] => [
  'parley-v1/ballot.opened',
  `ballot/${ballot}`,
  { ballot, rule: asJson(rule), rollHash: rollHash(sha256, roll), textHash: null, members: roll.length },
]
const whole = (choice: string): Json => [{ choice, part: '1' }]
const vote = (ballot: string, who: string, parts: Json, revision = 1): [EntryBody['t'], string, Facts] => [
  'parley-v1/ballot.vote',
  `ballot/${ballot}`,
  { ballot, member: who, parts, revision },
]
const closed = (
  ballot: string,
  outcome: string,
  [yes, no, abstain, absent]: string[],
): [EntryBody['t'], string, Facts] => [
  'parley-v1/ballot.closed',
  `ballot/${ballot}`,
  { ballot, outcome, counts: { yes: yes!, no: no!, abstain: abstain!, absent: absent! } },
]

/** Where in `smallLedger` the acts of interest stand. */
export const at = {
  comment: 1,
  opened: 2,
  joined: 4,
  vote: 5,
  revised: 8,
  closed: 10,
  jointClosed: 12,
  recorded: 13,
}

/** Two forums vote, one ballot joins them, one was recorded elsewhere, one is still open. */
export function smallLedger(): EntryBody[] {
  const joint = {
    ballot: 'B-0003',
    of: [
      { ballot: 'B-0001', prefix: 'north' },
      { ballot: 'B-0002', prefix: 'south' },
    ],
    rule: asJson(regionalRule),
    rollHash: rollHash(sha256, both),
    members: both.length,
  }
  const recorded = {
    ballot: 'B-0004',
    rule: asJson(twoThirds),
    rollHash: rollHash(sha256, north),
    textHash: null,
    source: 'minutes of the third session',
    votes: { aru: 'yes', bel: whole('yes'), cor: 'no' },
    outcome: 'adopted',
    counts: { yes: '2', no: '1', abstain: '0', absent: '0' },
  }
  const acts: [EntryBody['t'], string, Facts][] = [
    ['parley-v1/norm.created', 'norm/N-001', { title: 'Vulnérabilité, 脆弱性, ثغرة', kind: 'norm' }],
    ['parley-v1/comment.posted', 'norm/N-001', { comment: 'C-00001', bodyHash: 'ab'.repeat(32) }],
    opened('B-0001', north, simpleMajority),
    opened('B-0002', south, simpleMajority),
    ['parley-v1/ballot.joined', 'ballot/B-0003', joint],
    vote('B-0001', 'aru', whole('yes')),
    vote('B-0001', 'bel', whole('no')),
    vote('B-0002', 'dun', whole('no')),
    vote('B-0001', 'bel', whole('yes'), 2),
    vote('B-0001', 'cor', [
      { choice: 'yes', part: '1/2' },
      { choice: 'abstain', part: '1/2' },
    ]),
    closed('B-0001', 'adopted', ['5/2', '0', '1/2', '0']),
    closed('B-0002', 'rejected', ['0', '1', '0', '1']),
    closed('B-0003', 'adopted', ['5/2', '1', '1/2', '1']),
    ['parley-v1/ballot.recorded', 'ballot/B-0004', recorded],
    opened('B-0005', south, simpleMajority),
    vote('B-0005', 'est', whole('abstain')),
  ]
  return acts.map(([t, on, facts], index) => entryAt(index, t, on, facts))
}

export type World = {
  entries: Uint8Array[]
  leaves: Uint8Array[]
  rolls: Roll[]
  signer: Signer
  size: number
}

/** An honest log of these entries: leaf hashes that fit, signed as it stands. */
export function worldOf(bodies: readonly unknown[] = smallLedger(), signer = logSigner): World {
  const entries = bodies.map(encodeEntry)
  const leaves = entries.map((bytes) => leafHash(sha256, bytes))
  return { entries, leaves, rolls: [north, south, both], signer, size: entries.length }
}

/** The checkpoint a log of these leaves signs at a size. */
export function checkpointAt({ leaves, signer }: World, size: number): string {
  return signCheckpoint(signer, {
    origin: signer.key.name,
    size,
    root: rootOf(sha256, leaves.slice(0, size)),
    extension: [],
  })
}

const newline = Uint8Array.of(0x0a)

/** Write the folder of docs/export-format.md. */
export function writeExport(folder: string, world: World): void {
  mkdirSync(join(folder, exportFiles.rolls), { recursive: true })
  const lines = world.entries.flatMap((bytes) => [bytes, newline])
  writeFileSync(join(folder, exportFiles.entries), concatBytes(...lines))
  writeFileSync(join(folder, exportFiles.leaves), concatBytes(...world.leaves))
  writeFileSync(join(folder, exportFiles.checkpoint), checkpointAt(world, world.size))
  writeFileSync(join(folder, exportFiles.key), `${printVkey(world.signer.key)}\n`)
  writeFileSync(join(folder, exportFiles.readme), exportReadme)
  for (const roll of world.rolls)
    writeFileSync(join(folder, rollFile(rollHash(sha256, roll))), printRoll(roll))
}
