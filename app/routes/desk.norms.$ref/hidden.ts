import type { PersonId } from '~/domain/ids'

/** Whether a person wants others to be told of them: kept on the device, for each person who uses it. */
const stored = (person: PersonId) => `parley.hidden.${person}`

export const isHidden = (person: PersonId) => localStorage.getItem(stored(person)) === 'yes'

export function keepHidden(person: PersonId, hidden: boolean) {
  if (hidden) localStorage.setItem(stored(person), 'yes')
  else localStorage.removeItem(stored(person))
}
