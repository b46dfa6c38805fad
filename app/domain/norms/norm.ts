export const normKinds = ['principle', 'norm', 'guideline', 'confidence-measure', 'specification'] as const
export type NormKind = (typeof normKinds)[number]

export const stages = ['drafting', 'consultation', 'text-final', 'ballot', 'adopted', 'rejected'] as const
export type Stage = (typeof stages)[number]

/** 'preambular' and 'operative' are the paragraphs of a resolution; 'article' and 'sub' those of a treaty. */
export const paragraphKinds = ['preambular', 'operative', 'article', 'sub'] as const
export type ParagraphKind = (typeof paragraphKinds)[number]

export const versionKinds = ['compilation', 'rolling', 'chair', 'decision', 'final'] as const
export type VersionKind = (typeof versionKinds)[number]
