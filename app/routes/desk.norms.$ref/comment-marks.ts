import { locateWords } from '~/domain/comments/commented-words'
import type { ParagraphId } from '~/domain/ids'
import type { Live } from './use-live-desk'
import { paragraphOf, rangeOf, wordsOnPage } from './words-on-page'

/** The words a comment is about, to be found on the page. */
export interface CommentMark {
  ref: string
  paragraphId: ParagraphId
  quote: string
  anchors: { anchorStart: string; anchorEnd: string } | null
}

interface Drawn {
  ref: string
  range: Range
}

export interface CommentMarks {
  show(marks: readonly CommentMark[], live: Live | null): void
  /** The comment whose words stand at a place on the page. */
  at(node: Node, offset: number): string | null
  /** Set these words off from those of other comments. */
  activate(ref: string | null): void
  rangeOf(ref: string): Range | null
  close(): void
}

/**
 * Words under comments, dotted, whatever draws them: highlights lie over the page and change nothing in it, so that
 * editors, redlines and links stay as they are. They are found anew in each paragraph whose words change.
 */
export function openCommentMarks(text: HTMLElement): CommentMarks {
  const drawn = new Map<string, Drawn[]>()
  const stale = new Set<string>()
  let marks = new Map<string, CommentMark[]>()
  let live: Live | null = null
  let active: string | null = null
  let frame = 0

  function find(paragraphId: string): Drawn[] {
    const paragraph = document.getElementById(paragraphId)
    const words = paragraph && wordsOnPage(paragraph)
    if (!words) return []
    const open = live?.desk.current(paragraphId as ParagraphId)?.text
    const same = open && open.toString() === words.text ? open : null
    return (marks.get(paragraphId) ?? []).flatMap(({ ref, quote, anchors }) => {
      const between = same && anchors ? live!.module.spanIn(same, anchors) : null
      const span = locateWords(words.text, quote, between)
      const range = span && rangeOf(words, span)
      return range ? [{ ref, range }] : []
    })
  }

  function draw() {
    frame = 0
    for (const id of stale) drawn.set(id, find(id))
    stale.clear()
    const all = [...drawn.values()].flat()
    CSS.highlights?.set('commented', new Highlight(...all.map((d) => d.range)))
    const own = all.filter((d) => d.ref === active).map((d) => d.range)
    CSS.highlights?.set('commented-active', new Highlight(...own))
  }
  const soon = () => {
    frame ||= requestAnimationFrame(draw)
  }
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const id = paragraphOf(target)?.id
      if (id && marks.has(id)) stale.add(id)
    }
    if (stale.size > 0) soon()
  })
  observer.observe(text, { subtree: true, childList: true, characterData: true })

  return {
    show(wanted, now) {
      live = now
      const next = new Map<string, CommentMark[]>()
      for (const mark of wanted) next.set(mark.paragraphId, [...(next.get(mark.paragraphId) ?? []), mark])
      for (const id of [...marks.keys(), ...next.keys()]) stale.add(id)
      marks = next
      soon()
    },
    at: (node, offset) =>
      [...drawn.values()].flat().find(({ range }) => range.isPointInRange(node, offset))?.ref ?? null,
    activate(ref) {
      if (ref === active) return
      active = ref
      soon()
    },
    rangeOf: (ref) => [...drawn.values()].flat().find((d) => d.ref === ref)?.range ?? null,
    close() {
      observer.disconnect()
      cancelAnimationFrame(frame)
      CSS.highlights?.delete('commented')
      CSS.highlights?.delete('commented-active')
    },
  }
}
