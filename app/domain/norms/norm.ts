export const normKinds = ['principle', 'norm', 'guideline', 'confidence-measure', 'specification'] as const
export type NormKind = (typeof normKinds)[number]

export const stages = ['drafting', 'consultation', 'text-final', 'ballot', 'adopted', 'rejected'] as const
export type Stage = (typeof stages)[number]

/** Stages in which the wording can still change (N4). */
export const openStages: readonly Stage[] = ['drafting', 'consultation']
export const isOpenText = (stage: Stage): boolean => openStages.includes(stage)

/** 'preambular' and 'operative' are the paragraphs of a resolution; 'article' and 'sub' those of a treaty. */
export const paragraphKinds = ['preambular', 'operative', 'article', 'sub'] as const
export type ParagraphKind = (typeof paragraphKinds)[number]

export const versionKinds = ['compilation', 'rolling', 'chair', 'decision', 'final'] as const
export type VersionKind = (typeof versionKinds)[number]

export const normLimits = {
  title: 200,
  summary: 2_000,
  heading: 200,
  /** Characters of one paragraph's wording. */
  text: 20_000,
  paragraphs: 1_000,
  symbol: 40,
  note: 1_000,
  reason: 500,
  quote: 2_000,
  /** Of one defined term. */
  term: 80,
  definitions: 200,
  /** Offered in place of one bracket, dropped ones included. */
  alternatives: 9,
} as const

/** How far the negotiation of one paragraph has come. */
export const paragraphStates = ['open', 'agreed-ad-referendum', 'closed', 'reopened'] as const
export type ParagraphState = (typeof paragraphStates)[number]

/** N17: the wording of a settled paragraph changes only after the chair has reopened it. */
export const isSettled = (state: ParagraphState): boolean =>
  state === 'agreed-ad-referendum' || state === 'closed'

/** Where a delegation stands on somebody else's bracket. */
export const bracketPositions = ['co-holder', 'supporter', 'opponent'] as const
export type BracketPosition = (typeof bracketPositions)[number]
