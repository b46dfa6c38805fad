import type { NormKind, ParagraphKind, ParagraphState, Stage, VersionKind } from '~/domain/norms/norm'

export const normKindWords: Record<NormKind, string> = {
  principle: 'Principle',
  norm: 'Norm',
  guideline: 'Guideline',
  'confidence-measure': 'Confidence-building measure',
  specification: 'Specification',
}

export const versionKindWords: Record<VersionKind, string> = {
  compilation: 'Compilation of proposals',
  rolling: 'Rolling text',
  chair: 'Chair’s text',
  decision: 'Text for decision',
  final: 'Final text',
}

export const paragraphKindWords: Record<ParagraphKind, string> = {
  preambular: 'Preambular paragraph',
  operative: 'Operative paragraph',
  article: 'Article',
  sub: 'Sub-paragraph',
}

export const paragraphStateWords: Record<ParagraphState, string> = {
  open: 'Open',
  'agreed-ad-referendum': 'Agreed ad referendum',
  closed: 'Closed',
  reopened: 'Reopened',
}

/** What a stage means, for somebody who has not seen the procedure before. */
export const stageMeans: Record<Stage, string> = {
  drafting: 'Delegations are writing the text. Comments are open.',
  consultation: 'The text is out for comment. Delegations may still change it.',
  'text-final': 'The text is agreed and can no longer change. The ballot is to come.',
  ballot: 'The forum is voting on the text.',
  adopted: 'The forum has adopted the text.',
  rejected: 'The forum has voted on the text and not adopted it.',
}

export const plural = (n: number, noun: string, nouns = `${noun}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? noun : nouns}`
