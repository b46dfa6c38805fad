import { secretariatSlug } from './organisations'
import type { WorldGrant, WorldPerson } from './types'

type Row = [name: string, organisation: string, language?: string]

/** Heads of delegation, one for each State. */
export const heads: readonly Row[] = [
  ['Teshrin Okavald', 'kelvaruun'],
  ['Zhanil Boruzhek', 'oshmarek', 'ru'],
  ['Farrukh Yelmazin', 'tarquesh', 'ru'],
  ['Annika Sorrelholt', 'virelgard'],
  ['Meenal Kurravati', 'juvanti'],
  ['Tsewang Norripa', 'sadhimel'],
  ['Tendai Marukwazi', 'ruvhenga'],
  ['Losa Fanualeki', 'olumave'],
  ['Hina Teavorai', 'peritaho', 'fr'],
  ['Solange Matouvier', 'sanavelle', 'fr'],
  ['Callum Trewarrock', 'wendamar'],
  ['Haruka Minagoe', 'itsukoa'],
  ['Odile Bransonet', 'marrovey', 'fr'],
  ['Rui Castelvane', 'lisandel', 'pt'],
  ['Ketut Sumarwei', 'tamborei'],
  ['Efua Danquaro', 'akwemara'],
  ['Ibrahima Kantarelo', 'doluma', 'fr'],
  ['Thandeka Mbilovu', 'umbeleko'],
  ['Salma Rawahiri', 'sahourel', 'ar'],
  ['Zuhura Makwendo', 'tirwani', 'sw'],
  ['Domingos Catambiro', 'kassavene', 'pt'],
  ['Aïcha Zoumarou', 'bezoume', 'fr'],
  ['Daryush Kamravan', 'belshaan'],
  ['Vikraman Selvathuru', 'chandravel'],
  ['Ketevani Ruzashvar', 'morvashti', 'ru'],
  ['Ignacio Quisparani', 'anqaluz', 'es'],
  ['Rayén Colimanco', 'huilacoa', 'es'],
  ['Citlali Xocoveya', 'teolanque', 'es'],
  ['Ingrid Hallormsvik', 'sjovarn'],
  ['Zofia Wierzchala', 'ulmitrava'],
  ['Ilse Marradant', 'keraselle', 'fr'],
  ['Aoife Kilvarragh', 'brennoway'],
  ['Milena Kostravec', 'dargovice'],
  ['Arkadi Lunogorov', 'vostrelya', 'ru'],
]

/** Alternates, for the States that sent one. */
export const alternates: readonly Row[] = [
  ['Marit Dosenka', 'kelvaruun'],
  ['Aibike Torsunel', 'oshmarek', 'ru'],
  ['Joren Vasskild', 'virelgard'],
  ['Dilip Ashvaranur', 'juvanti'],
  ['Cyprien Laudrange', 'sanavelle', 'fr'],
  ['Nerys Oldacombe', 'wendamar'],
  ['Sōta Kirishide', 'itsukoa'],
  ['Beatriz Lomadeira', 'lisandel', 'pt'],
  ['Kojo Abrempiro', 'akwemara'],
  ['Sipho Ndalazwe', 'umbeleko'],
  ['Nabil Tazerouk', 'sahourel', 'ar'],
  ['Leonor Vassanhe', 'kassavene', 'pt'],
  ['Mahnaz Tolouvi', 'belshaan'],
  ['Ishani Borkovale', 'chandravel'],
  ['Tomás Licanreo', 'huilacoa', 'es'],
  ['Eirik Tunglaberg', 'sjovarn'],
  ['Marek Stolbicki', 'ulmitrava'],
  ['Thibaut Corvenelle', 'keraselle', 'fr'],
  ['Daria Veshnyakina', 'vostrelya', 'ru'],
]

export const advisers: readonly Row[] = [
  ['Ruslo Venn-Adar', 'kelvaruun'],
  ['Sunita Phalgore', 'juvanti'],
  ['Emi Takamurai', 'itsukoa'],
  ['Nana Osekwei', 'akwemara'],
  ['Prakash Yendluri', 'chandravel'],
  ['Renske Oudemolen', 'keraselle'],
]

/** One person for each firm, civil-society organisation and technical body. */
export const representatives: readonly Row[] = [
  ['Brann Ostervey', 'kelvaruun-instruments'],
  ['Kavita Ramdorai', 'juvanti-mobile'],
  ['Gulnar Esenbekai', 'marches-rights-watch', 'ru'],
  ['Rudo Chinemwari', 'ruvhenga-users'],
  ['Nurlan Abdykesh', 'marches-operators', 'ru'],
  ['Kenji Amagatsuru', 'itsukoa-harbour'],
  ['Tamsin Polgarrow', 'wendamar-tidewater'],
  ['Tiare Manutahai', 'isles-consumer-voice', 'fr'],
  ['Joaquim Serravento', 'lantern-press-league', 'pt'],
  ['Siosaia Folauveka', 'lantern-registry'],
  ['Yaw Bentsikro', 'akwemara-pay'],
  ['Hichem Belouazri', 'sahourel-grid', 'ar'],
  ['Nomvula Dlakazi', 'umbeleko-tech-law'],
  ['Baraka Mshindoni', 'tirwani-data-rights', 'sw'],
  ['Mariam Coulibreau', 'long-coast-exchange', 'fr'],
  ['Aravind Kottapuri', 'chandravel-software'],
  ['Paz Antiquelo', 'huilacoa-embedded', 'es'],
  ['Laleh Nourvandi', 'basin-civic-network'],
  ['Amancay Treuquil', 'teolanque-rural-union', 'es'],
  ['Zhuge Lanxi', 'basin-academy', 'zh'],
  ['Friedel Hackenmoor', 'keraselle-automation'],
  ['Bogna Trzelawa', 'ulmitrava-components'],
  ['Clémence Aubervoix', 'keraselle-liberties', 'fr'],
  ['Tibor Halasznai', 'dargovice-patients'],
  ['Väinö Lehtosarka', 'northern-guild'],
]

/** Chairs come from a State but sit in no delegation: whoever presides does not vote. */
const chairs: readonly Row[] = [
  ['Noor Elahanti', 'doluma'],
  ['Batuya Orkhandel', 'oshmarek'],
  ['Gaspard Ilemont', 'marrovey', 'fr'],
  ['Fatoumane Sidibreko', 'bezoume', 'fr'],
  ['Shirin Varqazadi', 'morvashti'],
  ['Oskar Lindemyhr', 'sjovarn'],
]

const staff: readonly Row[] = [
  ['Priya Oyelarin', secretariatSlug],
  ['Mateo Quilanda', secretariatSlug, 'es'],
  ['Hana Brezovik', secretariatSlug],
  ['Wren Adekoval', secretariatSlug],
]

const auditors: readonly Row[] = [
  ['Gudrun Ashkelund', 'lantern-registry'],
  ['Samuel Obirakai', 'basin-academy'],
]

/** 'Sōta Kirishide' is 'sota-kirishide', and writes from sota.kirishide@itsukoa.example. */
export const personSlug = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')

const personOf = ([name, organisation, language = 'en']: Row): WorldPerson => ({
  slug: personSlug(name),
  name,
  email: `${personSlug(name).replaceAll('-', '.')}@${organisation}.example`,
  organisation,
  language,
})

export const demoPeople: readonly WorldPerson[] = [
  ...staff,
  ...chairs,
  ...auditors,
  ...heads,
  ...alternates,
  ...advisers,
  ...representatives,
].map(personOf)

/** Roles that no delegation gives. Staff serve every forum; a chair presides over one. */
export const demoGrants: readonly WorldGrant[] = [
  { person: 'wren-adekoval', role: 'administrator', forum: '' },
  { person: 'priya-oyelarin', role: 'secretariat', forum: '' },
  { person: 'mateo-quilanda', role: 'secretariat', forum: '' },
  { person: 'hana-brezovik', role: 'secretariat', forum: 'northern-arc' },
  { person: 'hana-brezovik', role: 'secretariat', forum: 'inner-basin' },
  { person: 'noor-elahanti', role: 'chair', forum: 'assembly' },
  { person: 'batuya-orkhandel', role: 'chair', forum: 'high-marches' },
  { person: 'gaspard-ilemont', role: 'chair', forum: 'lantern-isles' },
  { person: 'fatoumane-sidibreko', role: 'chair', forum: 'long-coast' },
  { person: 'shirin-varqazadi', role: 'chair', forum: 'inner-basin' },
  { person: 'oskar-lindemyhr', role: 'chair', forum: 'northern-arc' },
  { person: 'gudrun-ashkelund', role: 'auditor', forum: '' },
  { person: 'samuel-obirakai', role: 'auditor', forum: '' },
]
