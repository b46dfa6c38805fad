import { demoStates, type Region, regionNames } from './states'
import type { WorldOrganisation } from './types'

type Body = [slug: string, state: string, kind: WorldOrganisation['kind'], name: string, about: string]

const bodies: readonly Body[] = [
  [
    'kelvaruun-instruments',
    'kelvaruun',
    'firm',
    'Kelvaruun Instrument Works',
    'Makes controllers for mountain railways and cable cars.',
  ],
  [
    'juvanti-mobile',
    'juvanti',
    'firm',
    'Juvanti Mobile Services',
    'Runs mobile networks and a payment service for 30 million subscribers.',
  ],
  [
    'marches-rights-watch',
    'oshmarek',
    'civil-society',
    'Marches Digital Rights Watch',
    'Documents arrests and lawsuits against people who report security flaws.',
  ],
  [
    'ruvhenga-users',
    'ruvhenga',
    'civil-society',
    'Ruvhenga Users’ Association',
    'Represents users of public services in rural districts.',
  ],
  [
    'marches-operators',
    'tarquesh',
    'technical-community',
    'High Marches Network Operators’ Forum',
    'Where the engineers of 41 networks compare incidents every Thursday.',
  ],
  [
    'itsukoa-harbour',
    'itsukoa',
    'firm',
    'Itsukoa Harbour Controls',
    'Builds crane and lock controls for small ports.',
  ],
  [
    'wendamar-tidewater',
    'wendamar',
    'firm',
    'Wendamar Tidewater Software',
    'Sells hospital records software to island health services; 38 employees.',
  ],
  [
    'isles-consumer-voice',
    'peritaho',
    'civil-society',
    'Isles Consumer Voice',
    'Tests connected products sold in the islands and publishes the results.',
  ],
  [
    'lantern-press-league',
    'lisandel',
    'civil-society',
    'Lantern Press League',
    'Defends journalists who report on security and surveillance.',
  ],
  [
    'lantern-registry',
    'olumave',
    'technical-community',
    'Lantern Isles Domain Registry',
    'Runs the domain names of five island States and a shared response desk.',
  ],
  [
    'akwemara-pay',
    'akwemara',
    'firm',
    'Akwemara Pay',
    'Clears payments for banks and market traders in four States.',
  ],
  [
    'sahourel-grid',
    'sahourel',
    'firm',
    'Sahourel Grid Systems',
    'Supplies and maintains control rooms of electricity networks.',
  ],
  [
    'umbeleko-tech-law',
    'umbeleko',
    'civil-society',
    'Umbeleko Centre for Technology and Law',
    'Litigates and trains judges on digital evidence.',
  ],
  [
    'tirwani-data-rights',
    'tirwani',
    'civil-society',
    'Tirwani Data Rights Circle',
    'Helps patients and farmers to see who holds data about them.',
  ],
  [
    'long-coast-exchange',
    'doluma',
    'technical-community',
    'Long Coast Incident Exchange',
    'Relays warnings among the response teams of the coast.',
  ],
  [
    'chandravel-software',
    'chandravel',
    'firm',
    'Chandravel Enterprise Software',
    'Writes accounting and logistics software used in 20 States.',
  ],
  [
    'huilacoa-embedded',
    'huilacoa',
    'firm',
    'Huilacoa Embebidos',
    'Designs water meters and the radio modules inside them; 24 employees.',
  ],
  [
    'basin-civic-network',
    'belshaan',
    'civil-society',
    'Basin Civic Technology Network',
    'Brings together community groups that build public-interest software.',
  ],
  [
    'teolanque-rural-union',
    'teolanque',
    'civil-society',
    'Teolanque Rural Connectivity Union',
    'Runs village networks owned by those who use them.',
  ],
  [
    'basin-academy',
    'morvashti',
    'technical-community',
    'Inner Basin Academy of Measurement',
    'Sets measurement methods and audits those who claim to meet them.',
  ],
  [
    'keraselle-automation',
    'keraselle',
    'firm',
    'Keraselle Automation',
    'Supplies control systems to water works and food plants.',
  ],
  [
    'ulmitrava-components',
    'ulmitrava',
    'firm',
    'Ulmitrava Components',
    'Publishes and supports libraries that other firms build into their products.',
  ],
  [
    'keraselle-liberties',
    'keraselle',
    'civil-society',
    'Keraselle League for Digital Liberties',
    'Challenges secret use of vulnerabilities before courts and parliaments.',
  ],
  [
    'dargovice-patients',
    'dargovice',
    'civil-society',
    'Dargovice Patients’ Trust',
    'Speaks for patients whose care depends on connected devices.',
  ],
  [
    'northern-guild',
    'sjovarn',
    'technical-community',
    'Northern Guild of Free Software Maintainers',
    'Four hundred people who maintain software that others depend on.',
  ],
]

export const secretariatSlug = 'standing-secretariat'

const secretariat: WorldOrganisation = {
  slug: secretariatSlug,
  name: 'Standing Secretariat of the Five Regions',
  kind: 'intergovernmental',
  country: '',
  region: '',
  accredited: true,
  about: 'Prepares the meetings, keeps the texts and the register, and serves all forums alike.',
}

/** Governments have the slug of their State. */
export const demoOrganisations: readonly WorldOrganisation[] = [
  ...demoStates.map(
    (state): WorldOrganisation => ({
      slug: state.slug,
      name: state.name,
      kind: 'government',
      country: state.code,
      region: state.region,
      accredited: true,
      about: `Government of ${state.name}, ${regionNames[state.region]}.`,
    }),
  ),
  ...bodies.map(bodyOf),
  secretariat,
]

function bodyOf([slug, home, kind, name, about]: Body): WorldOrganisation {
  const state = demoStates.find((s) => s.slug === home)
  if (!state) throw new Error(`no such State: ${home}`)
  const region: Region = state.region
  return { slug, name, kind, country: state.code, region, accredited: true, about }
}
