import type { ParagraphId } from '~/domain/ids'
import type { BracketPlace, Span } from '~/domain/norms/bracket-place'
import type { BracketAct } from '~/domain/norms/may-bracket'
import type { BracketPosition } from '~/domain/norms/norm'

/** A bracket that somebody has placed, as pages show it to one reader. */
export interface BracketView {
  id: string
  paragraphId: ParagraphId | null
  /** Of its paragraph; 'Title' for the title. */
  number: string
  where: BracketPlace
  quote: string
  /** Where it stood when this was read. */
  span: Span | null
  /** How it is found in the live text. */
  anchorStart: string | null
  anchorEnd: string | null
  /** The words on either side. */
  around: { before: string; after: string }
  /** How many brackets it counts for: one, or one for each alternative with words. */
  pairs: number
  /** Its characters are no longer in the text. */
  gone: boolean
  reason: string
  holder: { name: string; slug: string } | null
  placedAt: string
  silenceEndsAt: string | null
  positions: { coHolders: string[]; supporters: string[]; opponents: string[] }
  /** Those not dropped. */
  alternatives: { number: number; text: string; proponent: string | null; mayDrop: boolean }[]
  /** What the reader may do to it. */
  acts: BracketAct[]
  /** Where the reader's delegation stands. */
  mine: BracketPosition | null
}

/** A bracket in the text that nobody has said anything of. */
export interface UnheldView {
  quote: string
  span: Span
  around: { before: string; after: string }
  /** It has no partner. */
  stray: boolean
  where: BracketPlace
  number: string
  paragraphId: ParagraphId | null
}

/** For whom somebody who speaks for no delegation may place a bracket. */
export type Holders = readonly { id: string; name: string }[]

export const holderWords = ({ holder }: Pick<BracketView, 'holder'>): string =>
  holder?.name ?? 'The chair or the secretariat'

export const bracketFragment = (id: string) => `bracket-${id}`
