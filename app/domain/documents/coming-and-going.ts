export interface Named {
  name: string
  speaksFor: string
}

const namedAtMost = 3

/**
 * What is said of people who have come and gone since it was last said; '' when that is nobody. Whoever has come and
 * gone meanwhile is not named at all.
 */
export function comingAndGoing(before: readonly Named[], now: readonly Named[]): string {
  const said = [
    sentence(missing(now, before), 'has come to the desk', 'have come to the desk'),
    sentence(missing(before, now), 'has left', 'have left'),
  ]
  return said.filter(Boolean).join(' ')
}

const called = ({ name, speaksFor }: Named) => `${name} (${speaksFor})`
const missing = (people: readonly Named[], among: readonly Named[]) => {
  const known = new Set(among.map(called))
  return people.map(called).filter((name) => !known.has(name))
}

function sentence(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return ''
  if (names.length > namedAtMost) return `${names.length} people ${many}.`
  return `${names.join(', ')} ${names.length === 1 ? one : many}.`
}
