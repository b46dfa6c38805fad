import type { AmendmentStatus } from '~/domain/amendments/amendment'
import type { At } from './instants'
import type { Slug, WorldAmendmentAct } from './types'

const norm = 'electronic-evidence'
const to = { norm, version: 3 } as const

const preserved = (period: string) =>
  `Requests each State to see to it that a keeper preserves evidence within ${period} of a request by the coordinator of another State, unchanged and with the time of its taking;`

const answered = (period: string, body: string) =>
  `Urges States to answer a request for evidence within ${period}, to give reasons for every refusal in writing, and to name ${body};`

/** On the draft for decision, from its publication to the first four decided of them; by the commands, as in life. */
export const demoAmendments = (at: At): WorldAmendmentAct[] => [
  ...periods(at),
  ...cost(at),
  ...answers(at),
  ...persons(at),
  ...others(at),
  { act: 'plan', amendment: 'order', norm, by: 'noor-elahanti', atMs: at(-4, '09:30') },
  {
    act: 'settle',
    amendment: 'no-cost',
    adopted: false,
    note: '14 for, 17 against, 3 abstentions, by show of hands.',
    by: 'noor-elahanti',
    atMs: at(-3, '10:10'),
  },
  {
    act: 'settle',
    amendment: 'only-by-a-judge',
    adopted: true,
    note: '19 for, 12 against, 3 abstentions, by show of hands.',
    by: 'noor-elahanti',
    atMs: at(-3, '10:15'),
  },
  {
    act: 'settle',
    amendment: 'five-days',
    adopted: false,
    note: '11 for, 20 against, 3 abstentions, by show of hands.',
    by: 'noor-elahanti',
    atMs: at(-3, '10:20'),
  },
  {
    act: 'settle',
    amendment: 'one-day',
    adopted: true,
    note: '21 for, 9 against, 4 abstentions, by show of hands.',
    by: 'noor-elahanti',
    atMs: at(-3, '10:25'),
  },
  { act: 'merge', amendment: 'one-day', by: 'priya-oyelarin', atMs: at(-2, '15:00') },
]

/** What each has come to; 'one-day' was brought in against words that had changed. */
export const amendmentStatuses: Readonly<Record<Slug, AmendmentStatus>> = {
  'one-day': 'merged',
  'five-days': 'rejected',
  'no-cost': 'rejected',
  'sooner-and-by-a-court': 'tabled',
  'by-an-ombuds-body': 'tabled',
  'shall-be': 'fallen',
  'only-by-a-judge': 'adopted',
  'keepers-first': 'tabled',
  'mirror-list': 'draft',
  extradition: 'inadmissible',
}

const periods = (at: At): WorldAmendmentAct[] => [
  {
    act: 'table',
    amendment: 'one-day',
    ...to,
    op: 'replace',
    paragraph: 'op2',
    text: preserved('24 hours'),
    reason: 'Most systems overwrite their records after a day. What is asked for on the third day is gone.',
    by: 'salma-rawahiri',
    atMs: at(-11, '08:40'),
  },
  { act: 'sponsor', amendment: 'one-day', by: 'ilse-marradant', atMs: at(-11, '09:15') },
  { act: 'sponsor', amendment: 'one-day', by: 'efua-danquaro', atMs: at(-11, '13:50') },
  {
    act: 'table',
    amendment: 'five-days',
    ...to,
    op: 'replace',
    paragraph: 'op2',
    text: preserved('five working days'),
    reason: 'Our keepers are small. A period that cannot be kept protects nobody.',
    by: 'arkadi-lunogorov',
    atMs: at(-10, '11:05'),
  },
  { act: 'sponsor', amendment: 'five-days', by: 'daryush-kamravan', atMs: at(-10, '14:30') },
]

const cost = (at: At): WorldAmendmentAct[] => [
  {
    act: 'table',
    amendment: 'no-cost',
    ...to,
    op: 'delete',
    paragraph: 'op7',
    reason: 'Who pays is for the two States, case by case. The paragraph invites quarrels over invoices.',
    by: 'vikraman-selvathuru',
    atMs: at(-10, '09:20'),
  },
  { act: 'sponsor', amendment: 'no-cost', by: 'haruka-minagoe', atMs: at(-10, '16:00') },
]

const answers = (at: At): WorldAmendmentAct[] => [
  {
    act: 'table',
    amendment: 'sooner-and-by-a-court',
    ...to,
    op: 'replace',
    paragraph: 'op3',
    text: answered('10 days', 'a court that hears complaints against a refusal'),
    reason: 'A month is too long for the one who asks, and an authority should not judge itself.',
    by: 'thandeka-mbilovu',
    atMs: at(-9, '10:00'),
  },
  { act: 'sponsor', amendment: 'sooner-and-by-a-court', by: 'aoife-kilvarragh', atMs: at(-9, '10:45') },
  {
    act: 'name-main',
    amendment: 'sooner-and-by-a-court',
    delegation: 'brennoway',
    by: 'thandeka-mbilovu',
    atMs: at(-9, '11:00'),
  },
  {
    act: 'revise',
    amendment: 'sooner-and-by-a-court',
    version: 3,
    text: answered('14 days', 'a court or another independent body that hears complaints against a refusal'),
    reason: 'Revised from the floor, to meet those whose courts do not hear such complaints.',
    by: 'aoife-kilvarragh',
    atMs: at(-7, '15:20'),
  },
  {
    act: 'table',
    amendment: 'by-an-ombuds-body',
    norm,
    version: 3,
    op: 'replace',
    amends: 'sooner-and-by-a-court',
    text: '14 days, to give reasons for every refusal in writing, and to name a court or an ombuds body',
    reason: '“Another independent body” may be anything; an ombuds body exists in most States.',
    by: 'ingrid-hallormsvik',
    atMs: at(-6, '09:00'),
  },
  { act: 'sponsor', amendment: 'by-an-ombuds-body', by: 'annika-sorrelholt', atMs: at(-6, '11:30') },
]

const persons = (at: At): WorldAmendmentAct[] => [
  {
    act: 'table',
    amendment: 'shall-be',
    ...to,
    op: 'replace',
    paragraph: 'op4',
    text: 'Decides that evidence that concerns a person shall be handed over only where the law of both States would allow its use:',
    reason: 'A limit that only should hold is none.',
    by: 'rayen-colimanco',
    atMs: at(-8, '12:00'),
  },
  { act: 'sponsor', amendment: 'shall-be', by: 'citlali-xocoveya', atMs: at(-8, '12:40') },
  {
    act: 'table',
    amendment: 'only-by-a-judge',
    ...to,
    op: 'replace',
    paragraph: 'op4',
    text: 'Decides that evidence that concerns a person may be handed over only by order of a judge:',
    reason: 'The law of both States can be low on both sides. A judge looks at the case.',
    by: 'solange-matouvier',
    atMs: at(-8, '14:10'),
  },
  { act: 'sponsor', amendment: 'only-by-a-judge', by: 'losa-fanualeki', atMs: at(-8, '18:00') },
]

const others = (at: At): WorldAmendmentAct[] => [
  {
    act: 'table',
    amendment: 'keepers-first',
    ...to,
    op: 'move',
    paragraph: 'op5',
    after: 'op3',
    reason: 'Keepers read this norm too. Their duty should stand before the rules for persons.',
    by: 'callum-trewarrock',
    atMs: at(-9, '08:00'),
  },
  { act: 'sponsor', amendment: 'keepers-first', by: 'ketut-sumarwei', atMs: at(-9, '08:30') },
  { act: 'withdraw', amendment: 'keepers-first', by: 'callum-trewarrock', atMs: at(-7, '09:00') },
  { act: 'take-over', amendment: 'keepers-first', by: 'hina-teavorai', atMs: at(-7, '10:15') },
  {
    act: 'table',
    amendment: 'mirror-list',
    ...to,
    op: 'add',
    after: 'op6',
    text: 'Encourages every region to keep a copy of that list that can be read when the others cannot be reached;',
    reason: 'A list in one place is the first thing that an attack takes away.',
    by: 'zofia-wierzchala',
    atMs: at(-5, '16:45'),
  },
  {
    act: 'table',
    amendment: 'extradition',
    ...to,
    op: 'add',
    after: 'op5',
    text: 'Calls upon States to surrender whoever the evidence shows to have committed the act;',
    reason: 'Evidence without a person before a court changes nothing.',
    by: 'milena-kostravec',
    atMs: at(-8, '09:30'),
  },
  { act: 'sponsor', amendment: 'extradition', by: 'ketevani-ruzashvar', atMs: at(-8, '10:00') },
  {
    act: 'rule',
    amendment: 'extradition',
    admissible: false,
    reason: 'The mandate of this norm is evidence. The surrender of persons is outside it.',
    by: 'noor-elahanti',
    atMs: at(-6, '14:00'),
  },
  {
    act: 'appeal',
    amendment: 'extradition',
    reason: 'The mandate names “what follows from evidence”. Surrender is what follows.',
    by: 'milena-kostravec',
    atMs: at(-6, '14:05'),
  },
]
