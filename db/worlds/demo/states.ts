/** Five regions that exist on no map. */
export type Region = 'high-marches' | 'lantern-isles' | 'long-coast' | 'inner-basin' | 'northern-arc'

export const regionNames: Record<Region, string> = {
  'high-marches': 'High Marches',
  'lantern-isles': 'Lantern Isles',
  'long-coast': 'Long Coast',
  'inner-basin': 'Inner Basin',
  'northern-arc': 'Northern Arc',
}

export type DemoState = {
  slug: string
  /** From the range XAA to XXZ, which ISO 3166 leaves to users and gives to no country. */
  code: string
  name: string
  region: Region
  /** The part its regional forum counts it in. */
  group: string
  /** Inhabitants. */
  population: string
  /** Contribution units; all States together pay exactly 1000. */
  contribution: string
}

type Row = [slug: string, code: string, name: string, group: string, population: string, contribution: string]

const rows: Record<Region, readonly Row[]> = {
  'high-marches': [
    ['kelvaruun', 'XKE', 'Kelvaruun', 'valley', '41218600', '41.5'],
    ['oshmarek', 'XOS', 'Oshmarek', 'plateau', '18402117', '22'],
    ['tarquesh', 'XTA', 'Tarquesh', 'plateau', '6730455', '6.5'],
    ['virelgard', 'XVI', 'Virelgard', 'valley', '9115208', '31'],
    ['juvanti', 'XJU', 'Juvanti', 'valley', '63904780', '58'],
    ['sadhimel', 'XSA', 'Sadhimel', 'plateau', '27551036', '19'],
    ['ruvhenga', 'XRU', 'Ruvhenga', 'plateau', '3266912', '2'],
  ],
  'lantern-isles': [
    ['olumave', 'XOL', 'Olumave', 'outer', '212406', '0.5'],
    ['peritaho', 'XPE', 'Peritaho', 'outer', '88951', '0.5'],
    ['sanavelle', 'XSN', 'Sanavelle', 'inner', '1341077', '4'],
    ['wendamar', 'XWE', 'Wendamar', 'inner', '5020633', '17.5'],
    ['itsukoa', 'XIT', 'Itsukoa', 'inner', '104577318', '96'],
    ['marrovey', 'XMA', 'Marrovey', 'outer', '367240', '1'],
    ['lisandel', 'XLI', 'Lisandel', 'inner', '2894165', '9.5'],
    ['tamborei', 'XTM', 'Tamborei', 'outer', '640812', '1'],
  ],
  'long-coast': [
    ['akwemara', 'XAK', 'Akwemara', 'windward', '88310294', '52'],
    ['doluma', 'XDO', 'Doluma', 'windward', '12764889', '11'],
    ['umbeleko', 'XUM', 'Umbeleko', 'leeward', '34095671', '24.5'],
    ['sahourel', 'XSH', 'Sahourel', 'windward', '21448350', '47'],
    ['tirwani', 'XTI', 'Tirwani', 'leeward', '7902116', '4.5'],
    ['kassavene', 'XKA', 'Kassavene', 'leeward', '15660043', '13'],
    ['bezoume', 'XBE', 'Bezoumé', 'windward', '4381925', '3'],
  ],
  'inner-basin': [
    ['belshaan', 'XBL', 'Belshaan', 'upper', '51730662', '44'],
    ['chandravel', 'XCH', 'Chandravel', 'lower', '196482005', '128'],
    ['morvashti', 'XMO', 'Morvashti', 'upper', '29118747', '25'],
    ['anqaluz', 'XAN', 'Anqaluz', 'upper', '8245390', '7.5'],
    ['huilacoa', 'XHU', 'Huilacoa', 'lower', '17006581', '21'],
    ['teolanque', 'XTE', 'Teolanque', 'lower', '11573204', '14.5'],
  ],
  'northern-arc': [
    ['sjovarn', 'XSJ', 'Sjövarn', 'fjord', '10402733', '42'],
    ['ulmitrava', 'XUL', 'Ulmitrava', 'plain', '38219450', '51'],
    ['keraselle', 'XKR', 'Keraselle', 'plain', '66871928', '104'],
    ['brennoway', 'XBR', 'Brennoway', 'fjord', '5318096', '19.5'],
    ['dargovice', 'XDA', 'Dargovice', 'plain', '9740215', '16.5'],
    ['vostrelya', 'XVO', 'Vostrelya', 'plain', '72604381', '62'],
  ],
}

const stateOf = (region: Region, [slug, code, name, group, population, contribution]: Row): DemoState => ({
  slug,
  code,
  name,
  region,
  group,
  population,
  contribution,
})

export const regions = Object.keys(regionNames) as Region[]

export const demoStates: readonly DemoState[] = regions.flatMap((region) =>
  rows[region].map((row) => stateOf(region, row)),
)
