import { type AmendedChange, type BaseParagraph, type NamedChange, narrow } from '~/domain/amendments/change'
import { piecesOf } from '~/domain/amendments/pieces'
import type { AmendmentId, ParagraphId } from '~/domain/ids'

export const pid = (id: string) => id as ParagraphId

/** Operative paragraphs a, b, c in the order of the texts. */
export const base = (...texts: string[]): BaseParagraph[] =>
  texts.map((text, i) => ({ id: pid('abcdefgh'[i]!), kind: 'operative', heading: '', text }))

const nothing: AmendedChange = {
  op: 'replace',
  kind: null,
  paragraphId: null,
  span: null,
  afterId: null,
  text: '',
  heading: '',
}

export const add = (text: string, afterId: string | null, heading = ''): AmendedChange => ({
  ...nothing,
  op: 'add',
  text,
  heading,
  afterId: afterId === null ? null : pid(afterId),
})
export const remove = (id: string): AmendedChange => ({ ...nothing, op: 'delete', paragraphId: pid(id) })
export const move = (id: string, afterId: string | null): AmendedChange => ({
  ...nothing,
  op: 'move',
  paragraphId: pid(id),
  afterId: afterId === null ? null : pid(afterId),
})
/** The change that turns one wording of a paragraph into another. */
export const words = (id: string, before: string, after: string, lang = 'en'): AmendedChange => {
  const found = narrow(before, after, lang)
  if (!found) throw new Error('nothing changes')
  return { ...nothing, paragraphId: pid(id), ...found }
}
export const whole = (id: string, text: string, heading = ''): AmendedChange => ({
  ...nothing,
  paragraphId: pid(id),
  text,
  heading,
})

/** `was`: the words that it is to, where it changes several places of them. */
export const named = (number: number, change: AmendedChange, parent?: number, was = ''): NamedChange => ({
  id: `id-${number}` as AmendmentId,
  ref: `AM-${number}`,
  number,
  parentId: parent === undefined ? null : (`id-${parent}` as AmendmentId),
  change,
  pieces:
    was === '' && change.span ? [{ span: change.span, text: change.text }] : piecesOf(change, was, 'en'),
})
