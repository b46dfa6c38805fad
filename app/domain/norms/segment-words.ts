const segmenters = new Map<string, Intl.Segmenter>()

/** The word segmenter of a language (BCP 47); of English where the language is not known to the runtime. */
export function wordSegmenter(lang = 'en'): Intl.Segmenter {
  const kept = segmenters.get(lang)
  if (kept) return kept
  const made = new Intl.Segmenter(supported(lang), { granularity: 'word' })
  segmenters.set(lang, made)
  return made
}

function supported(lang: string): string {
  try {
    return Intl.Segmenter.supportedLocalesOf(lang)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** Words, spaces and marks of a text in any script; joined again they are the text. */
export function segmentWords(text: string, lang = 'en'): string[] {
  return Array.from(wordSegmenter(lang).segment(text), (s) => s.segment)
}
