/** Who is told of: everybody but those who hide, those who stand in a paragraph first; the rest as a number (D24, D25). */
export function toldOf<P extends object>(
  present: readonly { person: P; hidden: boolean }[],
  listedAtMost: number,
): { people: P[]; more: number } {
  const shown = present.filter((p) => !p.hidden).map((p) => p.person)
  const standing = shown.filter(stands)
  const people = [...standing, ...shown.filter((p) => !stands(p))].slice(0, listedAtMost)
  return { people, more: shown.length - people.length }
}

const stands = (person: object) => 'at' in person && person.at !== null
