import type { ForumKind } from '~/domain/forums/forum'

export const forumKindNames: Record<ForumKind, string> = {
  global: 'Global forum',
  regional: 'Regional forum',
  'working-group': 'Working group',
}

/** 'region: north; group: valley', in the order of the names. */
export const figuresInWords = (figures: Readonly<Record<string, string>>): string =>
  Object.keys(figures)
    .sort()
    .map((name) => `${name}: ${figures[name]}`)
    .join('; ')

/** One `name: value` a line, as forms take them. */
export const figuresAsLines = (figures: Readonly<Record<string, string>>): string =>
  Object.keys(figures)
    .sort()
    .map((name) => `${name}: ${figures[name]}`)
    .join('\n')

/** The names that any of the seats has, in order. */
export const namesIn = (all: readonly Readonly<Record<string, string>>[]): string[] =>
  [...new Set(all.flatMap((figures) => Object.keys(figures)))].sort()
