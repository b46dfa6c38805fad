import type { ParagraphKind } from './norm'

/** How strong an operative verb is, from deciding to taking note. */
export const verbGrades = ['decides', 'demands', 'calls', 'recommends', 'invites', 'notes'] as const
export type VerbGrade = (typeof verbGrades)[number]

/** Operative verbs as resolutions in English begin with them, the strongest first. */
export const operativeVerbs: readonly { verb: string; grade: VerbGrade }[] = [
  { verb: 'Decides', grade: 'decides' },
  { verb: 'Adopts', grade: 'decides' },
  { verb: 'Establishes', grade: 'decides' },
  { verb: 'Requests', grade: 'demands' },
  { verb: 'Demands', grade: 'demands' },
  { verb: 'Urges', grade: 'calls' },
  { verb: 'Calls upon', grade: 'calls' },
  { verb: 'Appeals to', grade: 'calls' },
  { verb: 'Recommends', grade: 'recommends' },
  { verb: 'Endorses', grade: 'recommends' },
  { verb: 'Invites', grade: 'invites' },
  { verb: 'Encourages', grade: 'invites' },
  { verb: 'Reaffirms', grade: 'notes' },
  { verb: 'Stresses', grade: 'notes' },
  { verb: 'Welcomes', grade: 'notes' },
  { verb: 'Takes note of', grade: 'notes' },
  { verb: 'Notes', grade: 'notes' },
]

/** How preambular paragraphs in English begin. */
export const preambularParticiples: readonly string[] = [
  'Recalling',
  'Reaffirming',
  'Guided by',
  'Bearing in mind',
  'Noting',
  'Noting with concern',
  'Taking note of',
  'Recognizing',
  'Acknowledging',
  'Welcoming',
  'Emphasizing',
  'Convinced',
  'Concerned',
  'Deeply concerned',
  'Mindful of',
  'Aware of',
  'Having considered',
]

export interface Opening {
  words: string
  /** Null for a participle: a preamble decides nothing. */
  grade: VerbGrade | null
}

const isEnglish = (language: string) => /^en(?:-|$)/i.test(language)

/** N22: what a paragraph of a kind may begin with; nothing for articles, sub-paragraphs and other languages. */
export function openingsFor(kind: ParagraphKind, language: string): readonly Opening[] {
  if (!isEnglish(language)) return []
  if (kind === 'operative') return operativeVerbs.map(({ verb, grade }) => ({ words: verb, grade }))
  if (kind === 'preambular') return preambularParticiples.map((words) => ({ words, grade: null }))
  return []
}

/** "Further requests", "Strongly urges": the verb is what counts. */
const before = /^[\s"“‘[]*(?:(?:once again|also|again|further|strongly|solemnly|deeply)\s+)*/iu

/** N22: the verb or participle a paragraph begins with, as the table has it; null: none that is known. */
export function openingOf(text: string, kind: ParagraphKind, language: string): Opening | null {
  const known = [...openingsFor(kind, language)].sort((a, b) => b.words.length - a.words.length)
  if (known.length === 0) return null
  const starts = [text, text.replace(before, '')].map((words) => words.trimStart().toLowerCase())
  const begins = (words: string) =>
    starts.some((start) => start.startsWith(words) && !/^[\p{L}\p{N}]/u.test(start.slice(words.length)))
  return known.find(({ words }) => begins(words.toLowerCase())) ?? null
}
