const blocks = /^(?:p|div|li|ul|ol|h[1-6]|table|tr|br|blockquote|section|article)$/
const unread = /^(?:head|style|script|title|xml|del|o:shapedefaults|template)$/
/** Written by the word processor: list numbers, comments, deleted words, and notes under the text. */
const leftOut =
  /mso-list:\s*ignore|mso-element:\s*(?:comment|footnote|endnote)-list|mso-element:\s*field-|mso-hide:\s*all|class=["']?(?:msodel|msocomment|msocomanchor|msoins-deleted)/i

/**
 * The words of what a word processor copied, one line a paragraph: without the numbers of its lists, tracked deletions,
 * comments, field codes and notes. Linear, whatever the tags.
 */
export function wordLines(html: string): string {
  const source = fragmentOf(withoutComments(html))
  let text = ''
  let skipping: { name: string; depth: number } | null = null
  for (const piece of piecesOf(source)) {
    if ('words' in piece) {
      if (!skipping) text += decode(piece.words.replace(/[\t\n\r ]+/g, ' '))
      continue
    }
    const { name, closes, attributes } = piece
    if (skipping) {
      if (name !== skipping.name || attributes.endsWith('/')) continue
      skipping.depth += closes ? -1 : 1
      if (skipping.depth === 0) skipping = null
    } else if (!closes && !attributes.endsWith('/') && isLeftOut(name, attributes)) {
      skipping = { name, depth: 1 }
    } else if (blocks.test(name)) text += '\n'
    else if (!closes && /^t[dh]$/.test(name)) text += ' '
  }
  return text
    .replace(/[ \u00a0]*\n[ \u00a0]*/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

const isLeftOut = (name: string, attributes: string) => unread.test(name) || leftOut.test(attributes)

/** Conditional comments hide the codes of fields; what they show without support stands outside of them. */
function withoutComments(html: string): string {
  let kept = ''
  let from = 0
  for (;;) {
    const start = html.indexOf('<!--', from)
    if (start < 0) return kept + html.slice(from)
    kept += html.slice(from, start)
    if (html.startsWith('<!--StartFragment-->', start)) kept += startMark
    if (html.startsWith('<!--EndFragment-->', start)) kept += endMark
    const end = html.indexOf('-->', start + 4)
    if (end < 0) return kept
    from = end + 3
  }
}
const startMark = '<fragment>'
const endMark = '</fragment>'

function fragmentOf(html: string): string {
  const start = html.indexOf(startMark)
  const end = html.lastIndexOf(endMark)
  return start >= 0 && end > start ? html.slice(start, end) : html
}

type Piece = { words: string } | { name: string; closes: boolean; attributes: string }

function* piecesOf(html: string): Generator<Piece> {
  let from = 0
  let at = html.indexOf('<')
  while (at >= 0) {
    const end = isTag(html, at) ? tagEnd(html, at) : at
    // a tag that never ends is words, and so is all that follows
    if (end < 0) break
    if (end > at) {
      if (at > from) yield { words: html.slice(from, at) }
      const tag = html.slice(at + 1, end)
      const [name = ''] = /^\/?[a-z][\w:-]*/i.exec(tag) ?? []
      const bare = name.replace('/', '').toLowerCase()
      yield { name: bare, closes: tag.startsWith('/'), attributes: tag.slice(name.length) }
      from = end + 1
    }
    at = html.indexOf('<', Math.max(end, at) + 1)
  }
  if (from < html.length) yield { words: html.slice(from) }
}

const isTag = (html: string, at: number) => /[a-z/!?]/i.test(html[at + 1] ?? '')

function tagEnd(html: string, at: number): number {
  let quote = ''
  for (let i = at + 1; i < html.length; i++) {
    const character = html[i]!
    if (quote) {
      if (character === quote) quote = ''
    } else if (character === '>') return i
    else if ((character === '"' || character === "'") && html[i - 1] === '=') quote = character
  }
  return -1
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  shy: '\u00ad',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  bull: '•',
  middot: '·',
  sect: '§',
  para: '¶',
  deg: '°',
  euro: '€',
  copy: '©',
  reg: '®',
  trade: '™',
}

const decode = (words: string): string =>
  words.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name] ?? whole
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  })
