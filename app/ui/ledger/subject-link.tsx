/** Where a ledger subject has a page: 'norm/N-014' is /norms/N-014. */
const pages: Record<string, string> = {
  norm: 'norms',
  ballot: 'ballots',
  forum: 'forums',
  organisation: 'parties',
  delegation: 'delegations',
}

export function SubjectLink({ subject }: { subject: string }) {
  const [noun = '', name = ''] = subject.split('/')
  const folder = pages[noun]
  const shown = name || noun
  return folder && name ? <a href={`/${folder}/${encodeURIComponent(name)}`}>{shown}</a> : shown
}

/** 'parley-v1/comment.submitted' as words: 'Comment submitted'. */
export function actInWords(type: string): string {
  const words = type.replace(/^parley-v1\//, '').replace(/[.-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
