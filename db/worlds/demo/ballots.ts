import type { Choice } from '~/domain/ballots/rule'
import type { At } from './instants'
import { heads, personSlug } from './people'
import { threeShores } from './rules'
import { demoStates } from './states'
import type { WorldBallot, WorldJoint, WorldVote } from './types'

type Row = [member: string, choice: Choice, by?: string]

const HOUR_MS = 3_600_000

export const demoBallots = (at: At): WorldBallot[] => [
  responseTeamsVote(at),
  longCoastVote(at),
  lanternIslesVote(at),
  northernArcVote(at),
  vulnerabilityVote(at),
]

/** Adopted: 113/150 of regional power, though tied in the Northern Arc and 3 to 2 in the Inner Basin. */
function responseTeamsVote(at: At): WorldBallot {
  const rows: Row[] = [
    ['XOL', 'yes'],
    ['XKE', 'yes', 'marit-dosenka'],
    ['XUM', 'yes'],
    ['XSJ', 'yes', 'eirik-tunglaberg'],
    ['XPE', 'yes'],
    ['XVI', 'yes'],
    ['XRU', 'yes'],
    ['XDO', 'yes'],
    ['XVO', 'no'],
    ['XHU', 'yes', 'tomas-licanreo'],
    ['XSN', 'yes'],
    ['XIT', 'yes', 'sota-kirishide'],
    ['XAK', 'yes'],
    ['XSA', 'yes'],
    ['XBL', 'no', 'mahnaz-tolouvi'],
    ['XBR', 'yes'],
    ['XTM', 'yes'],
    ['XTI', 'yes'],
    ['XCH', 'abstain'],
    ['XTE', 'yes'],
    ['XKR', 'abstain', 'thibaut-corvenelle'],
    ['XWE', 'yes'],
    ['XJU', 'yes', 'dilip-ashvaranur'],
    ['XMO', 'no'],
    ['XBE', 'yes'],
    ['XSH', 'no', 'nabil-tazerouk'],
    ['XAN', 'yes'],
    ['XTA', 'abstain'],
    ['XDA', 'no'],
    ['XLI', 'abstain', 'beatriz-lomadeira'],
    ['XOS', 'no', 'aibike-torsunel'],
    ['XKA', 'abstain'],
  ]
  return {
    slug: 'response-teams-adoption',
    number: 1,
    norm: 'response-teams',
    version: 'AFR/ERT/L.1',
    forum: 'assembly',
    title: 'Protection of emergency response teams',
    question: 'Shall the norm on the protection of emergency response teams, AFR/ERT/L.1, be adopted?',
    rule: 'regional-forums',
    preparedBy: 'priya-oyelarin',
    preparedAtMs: at(-158, '14:00'),
    openedBy: 'noor-elahanti',
    opensAtMs: at(-150, '09:00'),
    closesAtMs: at(-136, '16:00'),
    closesZone: 'UTC',
    closed: {
      by: 'noor-elahanti',
      atMs: at(-136, '16:00'),
      outcome: 'adopted',
      counts: { yes: 21, no: 6, abstain: 5, absent: 2 },
    },
    votes: spread(rows, at(-150, '11:20'), 9.4),
  }
}

const rosterQuestion =
  'Shall the guideline on shared duty rosters, LCF/ERT/G.1/Rev.1, apply to the response teams of this region?'

const rosterVote = (at: At) => ({
  norm: 'duty-rosters',
  version: 'LCF/ERT/G.1/Rev.1',
  title: 'Shared duty rosters among response teams',
  question: rosterQuestion,
  preparedAtMs: at(-31, '10:30'),
  opensAtMs: at(-28, '09:00'),
  joint: 'three-shores-rosters',
})

/** Carried by 91,868,669 of 180,178,963 people, against the vote of the largest State. */
function longCoastVote(at: At): WorldBallot {
  const rows: Row[] = [
    ['XUM', 'yes', 'sipho-ndalazwe'],
    ['XTI', 'yes'],
    ['XAK', 'no', 'kojo-abrempiro'],
    ['XSH', 'yes'],
    ['XKA', 'yes', 'leonor-vassanhe'],
    ['XBE', 'abstain'],
    ['XDO', 'yes'],
  ]
  return {
    ...rosterVote(at),
    slug: 'duty-rosters-long-coast',
    number: 3,
    forum: 'long-coast',
    rule: 'people-and-ports',
    preparedBy: 'mateo-quilanda',
    openedBy: 'fatoumane-sidibreko',
    closesAtMs: at(-10, '16:00'),
    closesZone: 'Etc/GMT-1',
    closed: {
      by: 'fatoumane-sidibreko',
      atMs: at(-10, '16:00'),
      outcome: 'adopted',
      counts: { yes: 5, no: 1, abstain: 1, absent: 0 },
    },
    votes: spread(rows, at(-27, '10:15'), 53.2),
  }
}

function lanternIslesVote(at: At): WorldBallot {
  const rows: Row[] = [
    ['XPE', 'yes'],
    ['XOL', 'yes'],
    ['XIT', 'yes', 'sota-kirishide'],
    ['XMA', 'yes'],
    ['XTM', 'no'],
    ['XSN', 'yes', 'cyprien-laudrange'],
    ['XLI', 'abstain'],
    ['XWE', 'yes', 'nerys-oldacombe'],
  ]
  return {
    ...rosterVote(at),
    slug: 'duty-rosters-lantern-isles',
    number: 4,
    forum: 'lantern-isles',
    rule: 'both-island-groups',
    preparedBy: 'mateo-quilanda',
    openedBy: 'gaspard-ilemont',
    closesAtMs: at(-10, '06:00'),
    closesZone: 'Etc/GMT-10',
    closed: {
      by: 'gaspard-ilemont',
      atMs: at(-10, '06:00'),
      outcome: 'adopted',
      counts: { yes: 6, no: 1, abstain: 1, absent: 0 },
    },
    votes: spread(rows, at(-27, '01:40'), 47.9),
  }
}

/** Exactly two-thirds. */
function northernArcVote(at: At): WorldBallot {
  const rows: Row[] = [
    ['XSJ', 'yes', 'eirik-tunglaberg'],
    ['XBR', 'no'],
    ['XUL', 'yes', 'marek-stolbicki'],
    ['XVO', 'yes', 'daria-veshnyakina'],
    ['XDA', 'no'],
    ['XKR', 'yes'],
  ]
  return {
    ...rosterVote(at),
    slug: 'duty-rosters-northern-arc',
    number: 5,
    forum: 'northern-arc',
    rule: 'heads-with-safeguard',
    preparedBy: 'hana-brezovik',
    openedBy: 'oskar-lindemyhr',
    closesAtMs: at(-10, '15:00'),
    closesZone: 'Etc/GMT-2',
    closed: {
      by: 'oskar-lindemyhr',
      atMs: at(-10, '15:00'),
      outcome: 'adopted',
      counts: { yes: 4, no: 2, abstain: 0, absent: 0 },
    },
    votes: spread(rows, at(-26, '08:05'), 62.7),
  }
}

/** Open: thirteen acts of voting by twelve members, of which Umbeleko has changed its vote. */
function vulnerabilityVote(at: At): WorldBallot {
  const rows: Row[] = [
    ['XPE', 'yes'],
    ['XSJ', 'yes'],
    ['XVI', 'yes', 'joren-vasskild'],
    ['XUM', 'abstain', 'sipho-ndalazwe'],
    ['XVO', 'no'],
    ['XOL', 'yes'],
    ['XBL', 'abstain'],
    ['XTE', 'yes'],
    ['XUM', 'yes'],
    ['XIT', 'yes', 'sota-kirishide'],
    ['XTA', 'no'],
    ['XDO', 'yes'],
    ['XHU', 'abstain', 'tomas-licanreo'],
  ]
  return {
    slug: 'vulnerability-disclosure-adoption',
    number: 6,
    norm: 'vulnerability-disclosure',
    version: 'AFR/CVD/L.1',
    forum: 'assembly',
    title: 'Coordinated disclosure of vulnerabilities',
    question: 'Shall the norm on coordinated disclosure of vulnerabilities, AFR/CVD/L.1, be adopted?',
    rule: 'regional-forums',
    preparedBy: 'priya-oyelarin',
    preparedAtMs: at(-12, '10:00'),
    openedBy: 'noor-elahanti',
    opensAtMs: at(-6, '09:00'),
    closesAtMs: at(24, '16:00'),
    closesZone: 'UTC',
    votes: spread(rows, at(-6, '10:50'), 9.1),
  }
}

/** Two-fifths of 5/6, three-tenths of 6/7 and three-tenths of 4/6: 83/105 of the power in favour. */
export const demoJoints = (at: At): WorldJoint[] => [
  {
    slug: 'three-shores-rosters',
    number: 2,
    norm: 'duty-rosters',
    version: 'LCF/ERT/G.1/Rev.1',
    forum: 'long-coast',
    title: 'Shared duty rosters: joint result of three forums',
    question:
      'Shall the teams of the Long Coast, the Lantern Isles and the Northern Arc share their rosters?',
    rule: threeShores,
    ballots: ['duty-rosters-long-coast', 'duty-rosters-lantern-isles', 'duty-rosters-northern-arc'],
    preparedBy: 'mateo-quilanda',
    preparedAtMs: at(-31, '11:00'),
    closed: {
      by: 'fatoumane-sidibreko',
      atMs: at(-10, '16:00'),
      outcome: 'adopted',
      counts: { yes: 15, no: 4, abstain: 2, absent: 0 },
    },
  },
]

/** One vote every `hours`, with minutes that differ; cast by the head unless another member is named. */
function spread(rows: readonly Row[], firstMs: number, hours: number): WorldVote[] {
  return rows.map(([member, choice, by], index) => ({
    member,
    choice,
    by: by ?? headOf(member),
    atMs: firstMs + Math.round((index * hours * HOUR_MS + ((index * 17) % 23) * 60_000) / 1000) * 1000,
  }))
}

function headOf(member: string): string {
  const state = demoStates.find((s) => s.code === member)
  const head = heads.find(([, organisation]) => organisation === state?.slug)
  if (!head) throw new Error(`no head of delegation for ${member}`)
  return personSlug(head[0])
}
