import type { EntryBody } from '~/domain/ledger/entry'
import type { Stage } from '~/domain/norms/norm'
import { outcomeInWords } from '../ballots/test-list'
import { plural } from './norm-words'
import { stageNames } from './stage-line'

/** What an entry says happened to a norm, and where to read on. */
export interface HistoryWords {
  text: string
  href?: string
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')
const stage = (value: unknown): string => stageNames[value as Stage] ?? said(value)

type Sayer = (entry: EntryBody, at: string) => HistoryWords

const sayers: Record<string, Sayer> = {
  'norm.proposed': (e) => ({ text: `Proposed the norm “${said(e.title)}”` }),
  'norm.stage-changed': (e) => ({ text: `Moved the norm from ${stage(e.from)} to ${stage(e.to)}` }),
  'norm.put-to-ballot': (e) => ({
    text: `Put the norm to ballot ${said(e.ballot)}`,
    href: `/ballots/${said(e.ballot)}`,
  }),
  'norm.decided': (e) => ({
    text: `Ballot ${said(e.ballot)} decided: ${outcomeInWords(said(e.to)).toLowerCase()}`,
    href: `/ballots/${said(e.ballot)}`,
  }),
  'version.frozen': (e, at) => ({
    text: `Froze version ${Number(e.version)}, ${said(e.symbol)}, of ${plural(Number(e.paragraphs), 'paragraph')}`,
    href: `${at}/versions/${Number(e.version)}`,
  }),
  'paragraph.added': () => ({ text: 'Added a paragraph' }),
  'paragraph.moved': () => ({ text: 'Moved a paragraph' }),
  'paragraph.revised': () => ({ text: 'Revised the kind, heading or link of a paragraph' }),
  'paragraph.removed': () => ({ text: 'Removed a paragraph' }),
  'paragraph.restored': () => ({ text: 'Brought a removed paragraph back' }),
  'paragraph.split': () => ({ text: 'Split a paragraph in two' }),
  'paragraph.merged': () => ({ text: 'Merged a paragraph with the one before' }),
  'paragraph.lines-added': (e) => ({
    text: `Added ${plural(Array.isArray(e.paragraphs) ? e.paragraphs.length : 0, 'paragraph')} at once`,
  }),
  'bracket.placed': () => ({ text: 'Placed a bracket' }),
  'bracket.lifted': () => ({ text: 'Lifted a bracket' }),
  'comment.submitted': (e, at) => ({
    text: e.replyTo ? `Replied to ${said(e.replyTo)}` : `Commented, ${said(e.comment)}`,
    href: `${at}/comments/${said(e.comment)}`,
  }),
  'comment.withdrawn': (e, at) => ({
    text: `Withdrew the comment ${said(e.comment)}`,
    href: `${at}/comments/${said(e.comment)}`,
  }),
  'comment.imported': (e, at) => ({
    text: `Imported a comment, ${said(e.comment)}, from ${said(e.source)}`,
    href: `${at}/comments/${said(e.comment)}`,
  }),
}

/** `ref`: the norm's reference. An act that is not known here is said by its name. */
export function historyWords(entry: EntryBody, ref: string): HistoryWords {
  const act = entry.t.replace(/^parley-v1\//, '')
  const sayer = Object.hasOwn(sayers, act) ? sayers[act] : undefined
  return sayer ? sayer(entry, `/norms/${ref}`) : { text: act.replace(/[.-]/g, ' ') }
}
