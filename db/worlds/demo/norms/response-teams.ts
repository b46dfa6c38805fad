import type { At } from '../instants'
import type { WorldNorm, WorldParagraph } from '../types'

const paragraphs: readonly WorldParagraph[] = [
  {
    key: 'pp1',
    kind: 'preambular',
    text: 'Convinced that those who restore services after an attack must be as safe from harm as those who put out fires,',
  },
  {
    key: 'pp2',
    kind: 'preambular',
    text: 'Recalling that teams of several States often work on one incident in the same hour, and can do so only while each trusts that the others take no part in the attack,',
  },
  {
    key: 'pp3',
    kind: 'preambular',
    text: 'Disturbed by reports that response teams have been intruded upon, impersonated and pressed to hand over what they had learned in confidence,',
  },
  {
    key: 'pp4',
    kind: 'preambular',
    text: 'Determined that no political difference shall delay a warning from one team to another, the members of the Assembly have agreed as follows:',
  },
  {
    key: 'art1',
    kind: 'article',
    heading: 'Terms',
    text: 'For the purposes of this norm:',
  },
  {
    key: 'art1-team',
    kind: 'sub',
    parent: 'art1',
    text: '“response team” means a body, public or private, whose task is to prevent, detect and remedy incidents in information systems, and which holds no mandate to carry out attacks;',
  },
  {
    key: 'art1-registered',
    kind: 'sub',
    parent: 'art1',
    text: '“registered team” means a response team that a State has entered in the register under Article 2 and that is not marked inactive;',
  },
  {
    key: 'art1-urgent',
    kind: 'sub',
    parent: 'art1',
    text: '“urgent request” means a request marked as such by a registered team because delay endangers life, health or an essential service.',
  },
  {
    key: 'art2',
    kind: 'article',
    heading: 'Register',
    text: 'A State that wishes a team to enjoy the protection of this norm shall enter it in the register kept by the secretariat, with its name, its constituency, its public key and a contact that answers at every hour. The secretariat shall test every contact once in 90 days and shall mark a team inactive after two tests in succession without an answer, until it answers one.',
  },
  {
    key: 'art3',
    kind: 'article',
    heading: 'No harm to teams',
    text: 'No State shall conduct, support or knowingly allow from its territory any activity that impairs the systems, the communications or the staff of a registered team of another State.',
  },
  {
    key: 'art4',
    kind: 'article',
    heading: 'No misuse of teams',
    text: 'No State shall use a registered team, its name, addresses or keys, or information entrusted to it, to prepare, carry out or conceal an attack on information systems. A State that assigns such a task to a team shall first remove it from the register, and shall inform the other States that it has done so.',
  },
  {
    key: 'art5',
    kind: 'article',
    heading: 'Confidence',
    text: 'What a registered team receives in confidence shall be used only to handle the incident and to warn others in a form that does not identify the source. No authority shall compel its disclosure except by the reasoned order of a court, of which the source shall be informed within 30 days.',
  },
  {
    key: 'art6',
    kind: 'article',
    heading: 'Urgent requests',
    text: 'A registered team shall acknowledge an urgent request within 4 hours, at any hour, and shall give a substantive reply, or state that it cannot, within 24 hours.',
  },
  {
    key: 'art7',
    kind: 'article',
    heading: 'Passage of staff',
    text: 'A State that has invited a registered team to assist shall decide on the entry of its staff within 72 hours, and shall not inspect the content of their equipment save for the safety of transport.',
  },
  {
    key: 'art8',
    kind: 'article',
    heading: 'Clarification before accusation',
    text: 'A State that believes that this norm has been breached shall first ask the State concerned for clarification through the secretariat. The State asked shall reply within 10 days. Until it has replied or that period has ended, neither shall name the other in public as responsible, save where users must be warned of a danger that continues.',
  },
  {
    key: 'art9',
    kind: 'article',
    heading: 'Assistance',
    text: 'Every State that contributes 20 units or more to the budget of the Assembly shall each year offer places of at least 30 days, in a registered team, to two staff members of teams in other regions, and shall bear the cost of their stay.',
  },
  {
    key: 'art10',
    kind: 'article',
    heading: 'Exercise and record',
    text: 'Once a year the registered teams shall exercise together the handling of an incident that concerns at least three regions. The secretariat shall publish, for each team, the share of contact tests answered within 4 hours, and for each region, the number of requests for clarification and the days they took to answer.',
  },
  {
    key: 'art11',
    kind: 'article',
    heading: 'Review and lapse',
    text: 'The Assembly shall review this norm three years after its adoption, on the record published under Article 10. The norm lapses six years after its adoption unless it is renewed by the majority required to adopt it.',
  },
]

export const responseTeams = (at: At): WorldNorm => ({
  slug: 'response-teams',
  number: 3,
  title: 'Protection of emergency response teams',
  kind: 'norm',
  forum: 'assembly',
  language: 'en',
  summaryInPlainWords: [
    'Teams that repair the damage of cyberattacks are left in peace by every State.',
    'Nobody uses such a team, or its name, to attack.',
    'What a team is told in confidence stays with it unless a court orders otherwise.',
    'Teams answer each other’s urgent calls within 4 hours, by day and by night.',
    'Whoever suspects a breach asks first, waits up to 10 days, and only then accuses.',
  ],
  createdBy: 'priya-oyelarin',
  consultationClosesAtMs: at(-170, '16:00'),
  stages: [
    { stage: 'drafting', atMs: at(-300, '10:00'), by: 'priya-oyelarin' },
    { stage: 'consultation', atMs: at(-262, '10:00'), by: 'noor-elahanti' },
    { stage: 'text-final', atMs: at(-170, '16:30'), by: 'noor-elahanti' },
    { stage: 'ballot', atMs: at(-150, '09:00'), by: 'noor-elahanti' },
    { stage: 'adopted', atMs: at(-136, '16:00'), by: 'noor-elahanti' },
  ],
  paragraphs,
  versions: [
    {
      symbol: 'AFR/ERT/1',
      kind: 'chair',
      title: 'Zero draft by the chair',
      note: 'Opens the consultation.',
      atMs: at(-262, '09:30'),
      by: 'priya-oyelarin',
      texts: {
        'art1-team':
          '“response team” means a body, public or private, whose task is to prevent, detect and remedy incidents in information systems;',
        'art1-urgent': null,
        art2: 'A State that wishes a team to enjoy the protection of this norm shall enter it in the register kept by the secretariat, with its name, its constituency and a contact.',
        art4: 'No State shall use a registered team to carry out an attack on information systems.',
        art5: 'What a registered team receives in confidence shall be used only to handle the incident.',
        art6: 'A registered team shall answer requests of other registered teams within a reasonable time.',
        art7: null,
        art8: 'A State that believes that this norm has been breached should ask the State concerned for clarification before it names that State in public.',
        art9: 'States in a position to do so are encouraged to offer training to teams in other regions.',
        art10: 'Once a year the registered teams shall exercise together the handling of an incident.',
        art11: 'The Assembly shall review this norm five years after its adoption.',
      },
    },
    {
      symbol: 'AFR/ERT/L.1',
      kind: 'decision',
      title: 'Text put to the vote',
      note: 'Adopted without change.',
      atMs: at(-170, '16:10'),
      by: 'priya-oyelarin',
      texts: {},
    },
  ],
})
