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
 * The canonical JSON (RFC 8785) of a text: title, language and paragraphs `{id, number, kind, heading, text}`
 * in their order; further keys are left out. Throws on lone surrogates, which freezing refuses beforehand.
 */
export function versionJson({ title, language, paragraphs }: VersionContent): string {
  const bare = paragraphs.map(({ id, number, kind, heading, text }) => ({ id, number, kind, heading, text }))
  return canonicalize({ title, language, paragraphs: bare })
}

/** The hash that names a frozen text (N8): SHA-256 of `versionJson` in UTF-8, lower-case hex. */
export const versionHash = (content: VersionContent, sha256: (bytes: Uint8Array) => Uint8Array): string =>
  hexEncode(sha256(utf8Encode(versionJson(content))))
