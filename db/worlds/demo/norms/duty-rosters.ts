import type { At } from '../instants'
import type { WorldNorm, WorldParagraph } from '../types'

const implementing = (paragraph: string) => ({ norm: 'response-teams', paragraph })

const paragraphs: readonly WorldParagraph[] = [
  {
    key: 'pp1',
    kind: 'preambular',
    text: 'Guided by the norm of the Assembly on the protection of emergency response teams, and wishing to give its periods and contacts a practical form on coasts that lie eleven hours of the day apart,',
  },
  {
    key: 'pp2',
    kind: 'preambular',
    text: 'Mindful that several teams of the Long Coast and of the Lantern Isles have fewer than six members, none of whom can be on call without pause, the Forum recommends the following practice:',
  },
  {
    key: 'art1',
    kind: 'article',
    heading: 'Shared roster',
    text: 'Teams with fewer than six members keep one duty roster among them. The roster names, for every hour of the coming 28 days, the team on call and the team that follows if it does not answer within 30 minutes.',
    implements: implementing('art2'),
  },
  {
    key: 'art2',
    kind: 'article',
    heading: 'One number, one address',
    text: 'The Long Coast Incident Exchange provides one telephone number and one address that lead to the team on call. A team tells the Exchange of any change at least 12 hours before it takes effect; in an emergency, as soon as it can speak.',
    implements: implementing('art2'),
  },
  {
    key: 'art3',
    kind: 'article',
    heading: 'First answer',
    text: 'The team on call acknowledges an urgent request within 60 minutes, on behalf of all teams on the roster. It states which team will handle the request and in which language, and passes it on within 2 further hours.',
    implements: implementing('art6'),
  },
  {
    key: 'art4',
    kind: 'article',
    heading: 'Languages',
    text: 'A request may be made in Arabic, English, French, Portuguese or Swahili. The first answer is given in the language of the request; where that is not possible, in English, with a machine translation marked as such.',
    implements: implementing('art6'),
  },
  {
    key: 'art5',
    kind: 'article',
    heading: 'Keys',
    text: 'Each team has its public key signed by two other teams on the roster, renews it every 24 months, and rehearses its revocation once a year.',
    implements: implementing('art2'),
  },
  {
    key: 'art6',
    kind: 'article',
    heading: 'Handling of confidences',
    text: 'A request carries one of the four sharing labels, which the team on call repeats unchanged when it passes the request on. Where no label is given, the request goes to the handling team only.',
    implements: implementing('art5'),
  },
  {
    key: 'art7',
    kind: 'article',
    heading: 'When a roster partner is suspected',
    text: 'A team that suspects another team on the roster asks it for clarification within 48 hours and informs the chair of the Forum. Until the reply is there, the suspected team remains on the roster, and urgent requests go to the following team in parallel.',
    implements: implementing('art8'),
  },
  {
    key: 'art8',
    kind: 'article',
    heading: 'Practice calls',
    text: 'The Exchange places one unannounced call to each team on call every 14 days. It reports the minutes to the first answer to the Forum each quarter; the secretariat may count these calls as contact tests.',
    implements: implementing('art10'),
  },
  {
    key: 'art9',
    kind: 'article',
    heading: 'Costs',
    text: 'The common number and address are paid for by the States whose teams are on the roster, in proportion to their contribution units, with no State paying more than one third.',
  },
  {
    key: 'art10',
    kind: 'article',
    heading: 'Other regions',
    text: 'Teams of another regional forum join the roster once that forum has agreed to this guideline. The three forums review it together two years after it takes effect.',
  },
]

export const dutyRosters = (at: At): WorldNorm => ({
  slug: 'duty-rosters',
  number: 4,
  title: 'Shared duty rosters and urgent requests among response teams of the three shores',
  kind: 'guideline',
  forum: 'long-coast',
  language: 'en',
  summaryInPlainWords: [
    'Small response teams share one duty roster, so that somebody always answers.',
    'One telephone number and one address lead to the team on call.',
    'The first answer comes within an hour, in the caller’s language where possible.',
    'A practice call every two weeks shows whether it works.',
    'The Long Coast drafted it; the Lantern Isles and the Northern Arc joined by their own votes.',
  ],
  createdBy: 'mateo-quilanda',
  consultationClosesAtMs: at(-34, '16:00'),
  stages: [
    { stage: 'drafting', atMs: at(-110, '10:00'), by: 'mateo-quilanda' },
    { stage: 'consultation', atMs: at(-90, '10:00'), by: 'fatoumane-sidibreko' },
    { stage: 'text-final', atMs: at(-34, '16:30'), by: 'fatoumane-sidibreko' },
    { stage: 'ballot', atMs: at(-28, '09:00'), by: 'fatoumane-sidibreko' },
    { stage: 'adopted', atMs: at(-10, '16:00'), by: 'fatoumane-sidibreko' },
  ],
  paragraphs,
  versions: [
    {
      symbol: 'LCF/ERT/G.1',
      kind: 'chair',
      title: 'Draft by the chair of the Long Coast',
      note: 'Opens the consultation of eight weeks.',
      atMs: at(-90, '09:30'),
      by: 'mateo-quilanda',
      texts: {
        pp1: 'Guided by the norm of the Assembly on the protection of emergency response teams, and wishing to give its periods and contacts a practical form on the Long Coast,',
        art1: 'Teams with fewer than six members keep one duty roster among them. The roster names, for every hour of the coming 14 days, the team on call.',
        art3: 'The team on call acknowledges an urgent request within 2 hours and passes it on to the team concerned.',
        art4: 'A request may be made in Arabic, English or French.',
        art6: 'A request carries one of the four sharing labels. Where no label is given, the team on call chooses one.',
        art7: null,
        art9: 'The common number and address are paid for by the States whose teams are on the roster, in equal shares.',
        art10: 'Teams of another regional forum may be invited to join the roster.',
      },
    },
    {
      symbol: 'LCF/ERT/G.1/Rev.1',
      kind: 'decision',
      title: 'Text put to the vote in three forums',
      note: 'The same text for the Long Coast, the Lantern Isles and the Northern Arc.',
      atMs: at(-34, '16:10'),
      by: 'mateo-quilanda',
      texts: {},
    },
  ],
})
