import type { Rule, SideName, Test } from './rule'

const cast: SideName[] = ['yes', 'no']
const notInFavour: SideName[] = ['no', 'abstain', 'absent']

const yesOfCast = { ratio: { of: ['yes'], over: cast } } as const satisfies { ratio: object }
const yesOfAll = { ratio: { of: ['yes'], over: ['eligible'] } } as const satisfies { ratio: object }
const majority: Test = { ...yesOfCast, moreThan: '1/2' }
const noObjection: Test = { count: { of: ['no'] }, atMost: '0' }

const ofPower = (of: SideName, over: SideName[]) => ({ ratio: { of: [of], over, measure: 'power' } })
const yesOfAllBy = (measure: string) => ({ ratio: { of: ['yes'], over: ['eligible'], measure } }) as const

function adoptedWhen(id: string, title: string, source: string, when: Test): Rule {
  return { id, title, source, outcomes: [{ outcome: 'adopted', when }] }
}

function euCouncil(id: string, title: string, share: string): Rule {
  return adoptedWhen(
    id,
    title,
    'Treaty on European Union, art. 16, and on its Functioning, art. 238. The roll needs the weight "population".',
    {
      all: [
        { ...yesOfAll, atLeast: share },
        {
          any: [
            { ...yesOfAllBy('population'), atLeast: '0.65' },
            { count: { of: notInFavour }, lessThan: '4' },
          ],
        },
      ],
    },
  )
}

function quotaMajority(percent: string): Rule {
  return adoptedWhen(
    `imf-${percent}`,
    `${percent} per cent of all quotas`,
    'Special majorities of the International Monetary Fund. The roll needs the weight "quota".',
    { ...yesOfAllBy('quota'), atLeast: `0.${percent}` },
  )
}

const simpleMajority: Rule = {
  id: 'simple-majority',
  title: 'Simple majority of those present and voting',
  source: 'Rules of procedure of the UN General Assembly, rules 85, 86 and 133.',
  outcomes: [
    { outcome: 'adopted', when: majority },
    { outcome: 'tied', when: { ...yesOfCast, equals: '1/2' } },
  ],
}

const consensus: Rule = {
  id: 'consensus',
  title: 'Consensus: no formal objection',
  source: 'Practice of UN working groups. More than half of the members must be present.',
  quorum: { ratio: { of: ['present'], over: ['eligible'] }, moreThan: '1/2' },
  outcomes: [{ outcome: 'adopted', when: noObjection }],
}

const peopleAndCantons = adoptedWhen(
  'people-and-cantons',
  'Majority of the people and of the cantons',
  'Swiss Federal Constitution, art. 142. Members vote as the people; the roll needs the grouping "canton", and the six half cantons (OW, NW, BS, BL, AR, AI) count 1/2 each.',
  {
    all: [
      majority,
      {
        each: 'canton',
        test: majority,
        weights: { OW: '1/2', NW: '1/2', BS: '1/2', BL: '1/2', AR: '1/2', AI: '1/2' },
        share: { moreThan: '1/2' },
      },
    ],
  },
)

const fscChambers: Rule = {
  id: 'fsc-chambers',
  title: 'Three chambers of equal power, north and south',
  source:
    'Statutes of the Forest Stewardship Council. The roll needs the groupings "chamber", "sub-chamber" and "class" (organisation or individual).',
  measures: {
    power: {
      split: [
        { by: 'chamber', shares: 'equal' },
        { by: 'sub-chamber', shares: 'equal' },
        { by: 'class', shares: { organisation: '9/10', individual: '1/10' } },
      ],
    },
  },
  quorum: { each: 'chamber', test: { ...ofPower('present', ['eligible']), moreThan: '1/2' }, all: true },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { each: 'chamber', test: { ...ofPower('yes', cast), moreThan: '1/2' }, all: true },
          { ...ofPower('yes', cast), atLeast: '2/3' },
        ],
      },
    },
  ],
}

const regionalForums: Rule = {
  id: 'regional-forums',
  title: 'Regional forums of equal power',
  source: 'Each region has equal power among those who vote in it. The roll needs the grouping "region".',
  measures: { power: { split: [{ by: 'region', shares: 'equal' }], among: cast } },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { ...ofPower('yes', cast), atLeast: '2/3' },
          { each: 'region', test: majority, atLeast: '3' },
        ],
      },
    },
  ],
}

const stakeholderChambers: Rule = {
  id: 'stakeholder-chambers',
  title: 'Chambers of governments, firms and civil society',
  source:
    'Governments one half, firms and civil society one quarter each, divided equally among the regions that vote. The roll needs the groupings "chamber" (government, firm, civil-society) and "region".',
  measures: {
    power: {
      split: [
        { by: 'chamber', shares: { government: '1/2', firm: '1/4', 'civil-society': '1/4' } },
        { by: 'region', shares: 'equal' },
      ],
      among: cast,
    },
  },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { ...ofPower('yes', cast), atLeast: '2/3' },
          // Counted, not negated inside `all`: a chamber in which nobody votes is not against.
          { each: 'chamber', test: { ...ofPower('no', cast), moreThan: '2/3' }, atMost: '0' },
        ],
      },
    },
  ],
}

/** The rules that ship, in the order in which pages list them. */
export const presets: readonly Rule[] = [
  simpleMajority,
  adoptedWhen(
    'two-thirds',
    'Two-thirds of those present and voting',
    'Rules of procedure of the UN General Assembly, rules 83 and 86.',
    { ...yesOfCast, atLeast: '2/3' },
  ),
  adoptedWhen(
    'majority-of-members',
    'Majority of all members',
    'More than half of the roll; abstentions and absences work as votes against.',
    { ...yesOfAll, moreThan: '1/2' },
  ),
  consensus,
  adoptedWhen(
    'security-council',
    'Nine votes and no veto',
    'Charter of the United Nations, art. 27 (3). The roll needs the grouping "class", with "permanent" for those who can veto.',
    {
      all: [
        { count: { of: ['yes'] }, atLeast: '9' },
        { ...noObjection, where: { class: 'permanent' } },
      ],
    },
  ),
  euCouncil('eu-council-qmv', 'Qualified majority of members and population', '0.55'),
  euCouncil('eu-council-reinforced', 'Reinforced qualified majority', '0.72'),
  quotaMajority('85'),
  quotaMajority('70'),
  adoptedWhen(
    'gef-double-majority',
    'Sixty per cent of members and of contributions',
    'Instrument of the Global Environment Facility. The roll needs the weight "contribution".',
    {
      all: [
        { ...yesOfAll, atLeast: '0.6' },
        { ...yesOfAllBy('contribution'), atLeast: '0.6' },
      ],
    },
  ),
  adoptedWhen(
    'montreal-protocol',
    'Two-thirds, and a majority in each group of parties',
    'Montreal Protocol, art. 2 (9). The roll needs the grouping "group" (article-5, others).',
    {
      all: [
        { ...yesOfCast, atLeast: '2/3' },
        { each: 'group', test: majority, all: true },
      ],
    },
  ),
  adoptedWhen(
    'iso-enquiry',
    'Two-thirds of P-members, at most a quarter against',
    'ISO/IEC Directives, enquiry stage. The roll needs the grouping "class", with "P" for participating members.',
    {
      all: [
        { ...yesOfCast, atLeast: '2/3', where: { class: 'P' } },
        { ratio: { of: ['no'], over: cast }, atMost: '1/4' },
      ],
    },
  ),
  adoptedWhen(
    'iesg-alternate',
    'Two-thirds of those not recused, at most two against',
    'Alternate balloting of the IETF steering group. Whoever is recused abstains.',
    {
      all: [
        { ratio: { of: ['yes'], over: ['yes', 'no', 'absent'] }, atLeast: '2/3' },
        { count: { of: ['no'] }, atMost: '2' },
      ],
    },
  ),
  peopleAndCantons,
  fscChambers,
  regionalForums,
  stakeholderChambers,
  adoptedWhen(
    'silence',
    'Silence procedure',
    'Adopted when the deadline passes without an objection; silence is assent.',
    noObjection,
  ),
]

const byId = new Map(presets.map((rule) => [rule.id, rule]))

export const findPreset = (id: string): Rule | undefined => byId.get(id)
