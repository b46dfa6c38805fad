import type { PersonId } from '../ids'

interface Administering {
  personId: PersonId
  administrator: boolean
}

/**
 * P7: whether `leaver`, removed or no longer an administrator, would leave the others without one.
 * A list that has no administrator loses none.
 */
export function isLastAdministrator(members: readonly Administering[], leaver: PersonId): boolean {
  const administrators = members.filter((m) => m.administrator)
  return administrators.length === 1 && administrators[0]!.personId === leaver
}
