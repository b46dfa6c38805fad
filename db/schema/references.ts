import type { NormId, ParagraphId, PersonId, VersionId } from '~/domain/ids'
import type { ReferenceForm } from '~/domain/norms/references'
import type { Kit } from '../kit'
import type { defineNorms } from './norms'

/** What makes words of a text more than words: references to paragraphs, defined terms, and both in frozen versions. */
export function defineReferences(
  k: Kit,
  { norm, paragraph, version }: Pick<ReturnType<typeof defineNorms>, 'norm' | 'paragraph' | 'version'>,
) {
  const reference = k.table(
    'reference',
    {
      id: k.text().primaryKey(),
      /** The paragraph it stands in. */
      paragraphId: k
        .text()
        .notNull()
        .references(() => paragraph.id)
        .$type<ParagraphId>(),
      /** The paragraph it names, of the same norm. */
      targetId: k
        .text()
        .notNull()
        .references(() => paragraph.id)
        .$type<ParagraphId>(),
      form: k.text().notNull().$type<ReferenceForm>(),
      /** The number as it was last put into the text. */
      written: k.text().notNull(),
      /** Relative positions of its first and last character in the live text, base64. */
      anchorStart: k.text().notNull(),
      anchorEnd: k.text().notNull(),
      placedBy: k.text().$type<PersonId>(),
      placedAt: k.ts().notNull(),
    },
    (t) => [k.index('reference_paragraph').on(t.paragraphId), k.index('reference_target').on(t.targetId)],
  )

  const definition = k.table(
    'definition',
    {
      id: k.text().primaryKey(),
      normId: k
        .text()
        .notNull()
        .references(() => norm.id)
        .$type<NormId>(),
      /** The paragraph that says what the term means. */
      paragraphId: k
        .text()
        .notNull()
        .references(() => paragraph.id)
        .$type<ParagraphId>(),
      term: k.text().notNull(),
      language: k.text().notNull(),
      /** Relative positions of the term's first and last character in the live text, base64. */
      anchorStart: k.text().notNull(),
      anchorEnd: k.text().notNull(),
      definedBy: k.text().$type<PersonId>(),
      definedAt: k.ts().notNull(),
    },
    (t) => [k.index('definition_norm').on(t.normId), k.index('definition_paragraph').on(t.paragraphId)],
  )

  /** References and definitions as they stood when a version was frozen; offsets in UTF-16 units, [start, end). */
  const versionMark = k.table(
    'version_mark',
    {
      versionId: k
        .text()
        .notNull()
        .references(() => version.id)
        .$type<VersionId>(),
      paragraphId: k.text().notNull().$type<ParagraphId>(),
      start: k.int().notNull(),
      end: k.int().notNull(),
      /** The paragraph that a reference names; null for a definition. */
      targetId: k.text().$type<ParagraphId>(),
      /** The term that is defined here; null for a reference. */
      term: k.text(),
    },
    (t) => [k.pk({ columns: [t.versionId, t.paragraphId, t.start, t.end] })],
  )

  return { reference, definition, versionMark }
}
