import { hexEncode, utf8Encode } from '../bytes'
import { canonicalize } from '../ledger/canonical'
import type { ParagraphKind } from './norm'

export interface VersionParagraph {
  id: string
  number: string
  kind: ParagraphKind
  heading: string
  text: string
}

export interface VersionContent {
  title: string
  language: string
  /** In order. */
  paragraphs: readonly VersionParagraph[]
}

/**
 * The hash that names a frozen text (N8): SHA-256, lower-case hex, over the canonical JSON (RFC 8785) of
 * title, language and paragraphs `{id, number, kind, heading, text}` in their order; further keys are left
 * out. Throws on lone surrogates, which freezing refuses beforehand.
 */
export function versionHash(content: VersionContent, sha256: (bytes: Uint8Array) => Uint8Array): string {
  const { title, language } = content
  const paragraphs = content.paragraphs.map(({ id, number, kind, heading, text }) => ({
    id,
    number,
    kind,
    heading,
    text,
  }))
  return hexEncode(sha256(utf8Encode(canonicalize({ title, language, paragraphs }))))
}
