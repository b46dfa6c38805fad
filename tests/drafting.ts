import { eq } from 'drizzle-orm'
import type { CommentId, NormId, ParagraphId, PersonId } from '~/domain/ids'
import { openWords } from '~db/stores/carried-words'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'
import { leaseFloor, wordings } from '~db/stores/wordings'
import { makeNorm } from './norm-world'
import type { TestWorld } from './world'

/** Words by several people in a paragraph, and what has become of them. `world`: asked for when it is there. */
export function drafting(world: () => TestWorld) {
  const read = () => world().store.read
  let drawn = leaseFloor

  /** A person's edit, as if typed. */
  const types = (id: ParagraphId, text: string, personId: PersonId) =>
    world().store.tx((c) =>
      wordings(c).revise(id, text, { personId, clientId: ++drawn, at: world().clock.now() }),
    )

  /** One paragraph among others, by the platform, Ana and Bela. */
  async function written(text: string, { before = [] as string[], after = [] as string[] } = {}) {
    const { deps, forums, people } = world()
    const wordings = [...before, 'States keep lights.', ...after].map((words) => ({ text: words }))
    const norm = await makeNorm(deps, forums.harbour, wordings)
    const id = norm.paragraphs[before.length]!
    await types(id, text.replace('Coastal ', ''), people.ana)
    await types(id, text, people.bela)
    return { ref: norm.ref, normId: norm.id, id, paragraphs: norm.paragraphs }
  }

  async function liveOf(ref: string) {
    const norm = (await norms(read()).byRef(ref))!
    return (await normTexts(read()).live(norm)).paragraphs
  }

  /** Every visible character with the person who typed it. */
  async function writers(id: ParagraphId): Promise<[string, PersonId | null][]> {
    const found: [string, PersonId | null][] = []
    for (const { clientId, text } of (await openWords(read(), id)).runsFrom(0)) {
      const lease = await wordings(read()).lease(id, clientId)
      for (const character of text) found.push([character, lease?.personId ?? null])
    }
    return found
  }

  /** On words of a paragraph, on all of it, or a reply. */
  async function comment(
    normId: NormId,
    paragraphId: ParagraphId,
    words: string | null,
    replyToId: CommentId | null = null,
  ) {
    const id = world().deps.newId() as CommentId
    const open = await openWords(read(), paragraphId)
    const start = words === null ? 0 : open.text.indexOf(words)
    const span = words === null ? {} : { ...open.spanAt({ start, end: start + words.length }), quote: words }
    await world().store.tx(async (c) => {
      const number = (await c.q.select().from(c.t.comment)).length + 1
      await c.q.insert(c.t.comment).values({
        id,
        number,
        ref: `C-${String(number).padStart(5, '0')}`,
        normId,
        paragraphId,
        replyToId,
        authorLabel: 'Olga',
        language: 'en',
        body: 'Why?',
        salt: '00',
        status: 'visible',
        createdAt: world().clock.now(),
        ...span,
      })
    })
    return id
  }
  async function commentAt(id: CommentId) {
    const { comment: t } = read().t
    const [row] = await read().q.select().from(t).where(eq(t.id, id))
    const open = await openWords(read(), row!.paragraphId!)
    const span = open.spanOf(row!)
    return { at: row!.paragraphId, words: span && open.text.slice(span.start, span.end) }
  }

  return {
    types,
    written,
    liveOf,
    texts: async (ref: string) => (await liveOf(ref)).map((p) => p.text),
    writers,
    /** Order, kinds, headings, words, and who wrote each character. */
    async stateOf(ref: string) {
      const rows = (await liveOf(ref)).map(({ id, kind, heading, text }) => ({ id, kind, heading, text }))
      return Promise.all(rows.map(async (row) => ({ ...row, writers: await writers(row.id) })))
    },
    placeAt: async (id: ParagraphId, index: number) => (await openWords(read(), id)).anchorAt(index),
    comment,
    commentAt,
  }
}
