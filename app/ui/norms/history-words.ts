import type { EntryBody } from '~/domain/ledger/entry'
import type { Stage } from '~/domain/norms/norm'
import { amendmentAct } from '../amendments/amendment-words'
import { outcomeInWords } from '../ballots/test-list'
import { instantInWords } from '../time'
import { plural } from './norm-words'
import { stageNames } from './stage-line'

/** What an entry says happened to a norm, and where to read on. */
export interface HistoryWords {
  text: string
  href?: string
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')
const count = (value: unknown): number => (Array.isArray(value) ? value.length : 0)
function when(value: unknown): string {
  if (!said(value)) return ''
  const { day, clock, zone } = instantInWords(said(value))
  return `${day}, ${clock} ${zone}`
}
const stage = (value: unknown): string => stageNames[value as Stage] ?? said(value)

type Sayer = (entry: EntryBody, at: string) => HistoryWords

const onBracket = (text: string, e: EntryBody, at: string): HistoryWords => ({
  text,
  href: `${at}/brackets#bracket-${said(e.bracket)}`,
})

const onState = (text: string, e: EntryBody, at: string): HistoryWords => ({
  text,
  href: `${at}/brackets#state-${said(e.paragraph)}`,
})

const positionWords: Record<string, string> = {
  'co-holder': 'Holds a bracket too',
  supporter: 'Supports a bracket',
  opponent: 'Opposes a bracket',
  none: 'Left a position on a bracket',
}

const suggestion = (what: string, e: EntryBody, at: string): HistoryWords => ({
  text: `${what}, ${said(e.suggestion)}`,
  href: `${at}/suggestions#${said(e.suggestion)}`,
})

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
  'paragraph.split': (e, at) => ({
    text: 'Split a paragraph in two',
    href: `${at}/paragraphs/${said(e.created)}/history`,
  }),
  'paragraph.merged': (e, at) => ({
    text: 'Merged a paragraph with the one before',
    href: `${at}/paragraphs/${said(e.into)}/history`,
  }),
  'paragraph.parted': (e, at) => ({
    text: 'Brought a merged paragraph back with its words',
    href: `${at}/paragraphs/${said(e.paragraph)}/history`,
  }),
  'paragraph.lines-removed': (e) => ({
    text: `Took back ${plural(count(e.paragraphs), 'paragraph')} added at once`,
  }),
  'paragraph.lines-added': (e) => ({
    text: `Added ${plural(count(e.paragraphs), 'paragraph')} at once`,
  }),
  'reference.placed': (e) => ({ text: `Made ${said(e.written)} a reference to a paragraph` }),
  'reference.removed': () => ({ text: 'Unlinked a reference to a paragraph' }),
  'reference.renumbered': (e) => ({
    text: `The numbers of ${plural(Number(e.references), 'reference')} followed their paragraphs`,
  }),
  'definition.placed': () => ({ text: 'Marked a term as defined' }),
  'definition.removed': () => ({ text: 'Took back that a term is defined' }),
  'bracket.placed': (e, at) => onBracket('Placed a bracket', e, at),
  'bracket.lifted': (e, at) => ({
    text: e.silenceEndedAt ? 'Lifted a bracket after an unbroken silence' : 'Lifted a bracket',
    href: `${at}/brackets`,
  }),
  'bracket.narrowed': (e, at) => onBracket('Narrowed a bracket', e, at),
  'bracket.widened': (e, at) => onBracket('Widened a narrowed bracket again', e, at),
  'bracket.withdrawn': (_, at) => ({ text: 'Withdrew a bracket', href: `${at}/brackets` }),
  'bracket.restored': (e, at) => onBracket('Put a lifted bracket back', e, at),
  'bracket.lift-proposed': (e, at) =>
    onBracket(`Proposed to lift a bracket unless a delegation objects by ${when(e.silenceEndsAt)}`, e, at),
  'bracket.lift-objected': (e, at) => onBracket('Objected to the lifting of a bracket', e, at),
  'bracket.position-taken': (e, at) => onBracket(positionWords[said(e.position)] ?? '', e, at),
  'bracket.alternative-offered': (e, at) =>
    onBracket(`Offered Alt ${Number(e.alternative)} in place of a bracket`, e, at),
  'bracket.alternative-dropped': (e, at) =>
    onBracket(`Dropped Alt ${Number(e.alternative)} of a bracket`, e, at),
  'bracket.alternative-chosen': (e, at) => ({
    text: `Chose Alt ${Number(e.alternative)} of a bracket`,
    href: `${at}/brackets`,
  }),
  'suggestion.opened': (e, at) => suggestion('Suggested a change', e, at),
  'suggestion.accepted': (e, at) =>
    suggestion(e.status === 'part' ? 'Accepted a part of a suggestion' : 'Accepted a suggestion', e, at),
  'suggestion.explained': (e, at) => suggestion('Gave the reason for a suggestion', e, at),
  'suggestion.rejected': (e, at) => suggestion('Rejected a suggestion', e, at),
  'suggestion.withdrawn': (e, at) => suggestion('Withdrew a suggestion', e, at),
  'suggestion.bracketed': (e, at) =>
    suggestion('Bracketed a suggestion and the words it clashed with', e, at),
  'paragraph.agreed': (e, at) => onState('Declared a paragraph agreed ad referendum', e, at),
  'paragraph.confirmed': (e, at) => onState('Confirmed a paragraph', e, at),
  'paragraph.objected': (e, at) => onState('Objected to a paragraph; it is open again', e, at),
  'paragraph.closed': (e, at) => onState('Closed a paragraph', e, at),
  'paragraph.reopened': (e, at) => onState(`Reopened a paragraph: ${said(e.reason)}`, e, at),
  'norm.package-deal': (e) => ({
    text: e.packageDeal
      ? 'Declared that nothing is agreed until everything is agreed'
      : 'Declared that paragraphs are agreed one by one',
  }),
  'proposal.submitted': (e, at) => ({
    text: `Proposed wording, ${said(e.proposal)}`,
    href: `${at}/proposals/${said(e.proposal)}`,
  }),
  'proposal.supported': (e, at) => ({
    text: `Supported the proposal ${said(e.proposal)}`,
    href: `${at}/proposals/${said(e.proposal)}`,
  }),
  'proposal.support-ended': (e, at) => ({
    text: `Ended the support of the proposal ${said(e.proposal)}`,
    href: `${at}/proposals/${said(e.proposal)}`,
  }),
  'proposal.withdrawn': (e, at) => ({
    text: `Withdrew the proposal ${said(e.proposal)}`,
    href: `${at}/proposals/${said(e.proposal)}`,
  }),
  'proposal.settled': (e, at) => ({
    text: `Settled the proposal ${said(e.proposal)}: ${said(e.settlement).replaceAll('-', ' ')}`,
    href: `${at}/proposals/${said(e.proposal)}`,
  }),
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
  const undone = typeof entry.undoes === 'number'
  if (sayer) return suffixed(sayer(entry, `/norms/${ref}`), undone ? ' (undo)' : '')
  const amended = amendmentAct(entry)
  if (amended === null) return { text: act.replace(/[.-]/g, ' ') }
  const am = said(entry.amendment)
  return { text: amended, href: `/norms/${ref}/amendments${am && `/${am}`}` }
}

const suffixed = ({ text, ...more }: HistoryWords, suffix: string): HistoryWords => ({
  text: text + suffix,
  ...more,
})
