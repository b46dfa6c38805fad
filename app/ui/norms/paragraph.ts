/** A paragraph as it is drawn: a row and its wording, of a draft or of a frozen version. */
export interface ShownParagraph {
  id: string
  /** "2.1", "PP3": what a person says aloud, and the fragment of the link. */
  number: string
  /** 'article' has a heading and opens a part; 'sub' stands under it; see domain/norms. */
  kind: string
  heading?: string | null | undefined
  text: string
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | undefined
}

/** `space` keeps the anchors of two texts on one page apart. */
export const paragraphAnchor = (number: string, space = 'p'): string =>
  `${space}-${number.replace(/[^\p{L}\p{N}.-]/gu, '-')}`

/** Where each paragraph of a text stands on its page; null for one that is not in the text. */
export function anchorsIn(
  paragraphs: readonly { id: string; number: string }[],
): (id: string) => string | null {
  const numbers = new Map(paragraphs.map((p) => [p.id, p.number]))
  return (id) => {
    const number = numbers.get(id)
    return number === undefined ? null : `#${paragraphAnchor(number)}`
  }
}
