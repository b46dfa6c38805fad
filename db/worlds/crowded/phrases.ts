import type { Random } from './random'

/** Parts from which texts are composed; every combination is a sentence. */
const subjects = [
  'the sharing of indicators of compromise',
  'the notification of incidents in hospitals',
  'the renewal of certificates in public services',
  'the separation of control networks',
  'the testing of backups',
  'the retention of access records',
  'the withdrawal of products without support',
  'the identification of callers between response teams',
  'the escrow of source code',
  'the safe decommissioning of meters',
  'the use of shared sinkholes',
  'the publication of transparency figures',
  'the training of first responders',
  'the supervision of managed services',
  'the protection of undersea cables',
  'the handling of leaked credentials',
  'the routing security of national networks',
  'the labelling of connected products',
  'the care for data of minors in exercises',
  'the mutual recognition of assessors',
]

const participles = [
  'Noting',
  'Recalling',
  'Recognizing',
  'Concerned about',
  'Mindful of',
  'Stressing',
  'Bearing in mind',
  'Welcoming',
]

const grounds = [
  'the unequal means of small administrations',
  'the experience gained in the annual exercise',
  'the rising share of attacks that begin with a supplier',
  'the views expressed by users and maintainers',
  'the need to act within hours rather than weeks',
  'the privacy of those whose data pass through response teams',
  'the cost of duties that are not measured',
  'the trust on which voluntary reporting depends',
]

const verbs = [
  'Decides that',
  'Requests that',
  'Recommends that',
  'Urges that',
  'Calls for arrangements by which',
  'Agrees that',
]

const actors = [
  'each State',
  'the national coordinator',
  'every supplier of an essential service',
  'the response team on duty',
  'the operator concerned',
  'the secretariat',
  'each regional forum',
  'every accredited assessor',
]

const duties = [
  'publish the figures of the past year',
  'inform those affected',
  'name a contact that answers at every hour',
  'keep a record that can be inspected',
  'test the procedure',
  'give written reasons for a refusal',
  'remove the exposed service from the network',
  'offer a remedy free of charge',
  'confirm receipt',
  'review the list of exceptions',
]

const periods = [
  'within 24 hours',
  'within 72 hours',
  'within 10 days',
  'within 30 days',
  'once in 90 days',
  'by 31 March of each year',
  'before the next session',
  'within one year of adoption',
]

const provisos = [
  '',
  ', unless a court has ordered otherwise',
  ', in the language of those addressed',
  ', in a format that machines can read',
  ', without identifying the source',
  ', taking account of the means of small operators',
]

const openings = [
  'We support the idea, but',
  'From the side of operators:',
  'On the second reading,',
  'In our region',
  'As a small administration we find that',
  'After asking our members,',
  'For the record:',
  'With regret,',
]

const remarks = [
  'the period is too short for teams without a night shift.',
  'the period is too long once an attack is under way.',
  'nobody is named who would check this.',
  'the figure should be a median, not an average.',
  'the duty falls on whoever is least able to bear it.',
  'the text should say who pays.',
  'the words “where appropriate” would take back what the sentence gives.',
  'this repeats what three other texts already ask for in other words.',
  'the exception needs an end date.',
  'the same form should serve all five regions.',
  'users learn of it last, and should learn of it first.',
  'we can agree if the wording stays as it is.',
]

const proposals = [
  'We propose 10 days in place of 30.',
  'We propose to delete the proviso.',
  'We propose to add “and to those affected”.',
  'We ask the secretariat for the figures of last year.',
  'We would join a text with “shall”.',
  'We would prefer “should” until the pilot has ended.',
  'Our delegation reserves its position.',
  'No change is needed.',
]

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const normSubject = (random: Random): string => capital(random.pick(subjects).replace(/^the /, ''))

export const preambular = (random: Random): string => `${random.pick(participles)} ${random.pick(grounds)},`

export const operative = (random: Random, last: boolean): string =>
  `${random.pick(verbs)} ${random.pick(actors)} should ${random.pick(duties)} ${random.pick(periods)}${random.pick(provisos)}${last ? '.' : ';'}`

export const plainDuty = (random: Random): string =>
  `${capital(random.pick(actors))} should ${random.pick(duties)} ${random.pick(periods)}.`

export const remark = (random: Random): string =>
  `${random.pick(openings)} ${random.pick(remarks)} ${random.pick(proposals)}`
