import { type Settlement, settlements } from './proposal'

export interface SettledProposal {
  ref: string
  /** The paragraph's present number; null: a new paragraph; '' when it has left the text. */
  paragraph: string | null
  delegation: string
  settlement: Settlement
  /** The chair's reason. */
  answer: string
}

const words: Record<Settlement, string> = {
  merged: 'merged',
  'merged-in-part': 'merged in part',
  noted: 'noted',
  'not-taken': 'not taken',
}

/** R9: what became of each proposal and why, a line each under a line that counts them. Never empty. */
export function changeLog(settled: readonly SettledProposal[]): string {
  const counts = settlements
    .map((s) => ({ s, n: settled.filter((p) => p.settlement === s).length }))
    .filter(({ n }) => n > 0)
    .map(({ s, n }) => `${n} ${words[s]}`)
  const head = `${settled.length} ${settled.length === 1 ? 'proposal' : 'proposals'} settled: ${counts.join(', ')}.`
  return [head, ...settled.map(logLine)].join('\n')
}

function logLine({ ref, paragraph, delegation, settlement, answer }: SettledProposal): string {
  const place =
    paragraph === null
      ? 'New paragraph'
      : paragraph === ''
        ? 'A paragraph since removed'
        : `Paragraph ${paragraph}`
  return `${place}: ${ref} of ${delegation} ${words[settlement]}. ${answer.replace(/\s+/g, ' ')}`
}
