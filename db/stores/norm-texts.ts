import type { ParagraphId } from '~/domain/ids'
import type { ParagraphKind } from '~/domain/norms/norm'
import { numbered } from '~/domain/norms/numbering'
import type { Conn } from '../store'
import { type NormRow, norms, type VersionRow } from './norms'
import { wordings } from './wordings'

export interface TextParagraph {
  id: ParagraphId
  number: string
  kind: ParagraphKind
  heading: string
  text: string
  implementsId: ParagraphId | null
}

/** A whole text, live or frozen, as it is read, compared, hashed and voted on. */
export interface NormText {
  title: string
  language: string
  paragraphs: TextParagraph[]
}

export const normTexts = (c: Conn) => ({
  /** What stands in the drafting desk now, as it would be frozen. */
  async live(norm: Pick<NormRow, 'id' | 'title' | 'language'>): Promise<NormText> {
    const rows = await norms(c).paragraphs(norm.id)
    const texts = await wordings(c).texts(rows.map((p) => p.id))
    const paragraphs = numbered(rows).map(({ id, number, kind, heading, implementsId }) => ({
      id,
      number,
      kind,
      heading,
      text: texts.get(id) ?? '',
      implementsId,
    }))
    return { title: norm.title, language: norm.language, paragraphs }
  },

  async frozen({ id, title, language }: Pick<VersionRow, 'id' | 'title' | 'language'>): Promise<NormText> {
    const rows = await norms(c).versionParagraphs(id)
    const paragraphs = rows.map(({ paragraphId, number, kind, heading, text, implementsId }) => ({
      id: paragraphId,
      number,
      kind,
      heading,
      text,
      implementsId,
    }))
    return { title, language, paragraphs }
  },
})
