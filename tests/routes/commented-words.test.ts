import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submitComment } from '~/commands/comments/submit-comment.server'
import { leaseFloor, wordings } from '~db/stores/wordings'
import { makeNorm } from '../norm-world'
import { startServer } from '../server'
import { by, sure } from '../sure'
import type { fillWorld } from '../world'

describe('C9, C10 comments on words by plain forms', () => {
  let server: Awaited<ReturnType<typeof startServer<Awaited<ReturnType<typeof fillWorld>>>>>
  let cookie = ''
  let keys = 0
  beforeAll(async () => {
    server = await startServer({ world: 'empty' })
    cookie = await server.cookieOf(server.filled.people.olga)
  })
  afterAll(() => server.stop())

  const text = 'Ships keep <lights>. Ports keep <lights> too.'
  async function written() {
    const norm = await makeNorm(server.deps, server.filled.forums.harbour, [{ text }])
    return { ref: norm.ref, id: norm.paragraphs[0]!, page: `/norms/${norm.ref}/comments` }
  }
  const fields = (more: Record<string, string>) => ({
    body: 'Which ones?',
    language: 'en',
    key: `words-test-key-${String(++keys).padStart(6, '0')}`,
    ...more,
  })

  test('the form has a field for the words; they stand above the comment, escaped', async () => {
    const { id, page } = await written()
    expect(await server.html(page, cookie)).toContain('name="quote"')
    const sent = await server.post(page, fields({ paragraph: id, quote: ' <lights> too ' }), cookie)
    expect(sent.status).toBe(302)
    const html = await server.html(page)
    expect(html).toMatch(/<blockquote dir="auto">.*&lt;lights&gt; too<\/blockquote>.*Which ones\?/s)
    expect(html).not.toContain('no longer in the text')
  })

  test.each([
    ['lamps', 'quote', 'do not stand in the paragraph'],
    ['keep <lights>', 'quote', 'stand in the paragraph 2 times'],
    ['half \ud800', 'quote', 'do not stand in the paragraph'],
    ['over \u202e', 'quote', 'text-direction override'],
    ['x'.repeat(1_001), 'quote', 'at most 1000 characters'],
  ])('%j is an error at its field, and what was typed stays', async (quote, field, words) => {
    const { id, page } = await written()
    const answer = await server.post(page, fields({ paragraph: id, quote }), cookie)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const html = await answer.text()
    expect(html).toContain(`id="field-${field}-error"`)
    expect(html).toContain(words)
    expect(html).toContain('Which ones?')
    expect(await server.html(page)).not.toContain('Which ones?')
  })

  test('words without a paragraph are an error at the paragraph', async () => {
    const { page } = await written()
    const answer = await server.post(page, fields({ quote: 'Ports' }), cookie)
    expect(await answer.text()).toContain('id="field-paragraph-error"')
  })

  test.each<Record<string, string>>([{ anchorStart: '!' }, { anchorEnd: 'A'.repeat(90) }])(
    'a false place is 400: %j',
    async (place) => {
      const { id, page } = await written()
      const answer = await server.post(page, fields({ paragraph: id, quote: 'Ports', ...place }), cookie)
      expect(answer.status).toBe(400)
    },
  )

  test('words that read otherwise now, or are gone, are shown as such', async () => {
    const { ref, id, page } = await written()
    const { people } = server.filled
    const input = { ref, body: 'Which?', language: 'en', paragraph: id, quote: 'Ships keep' }
    const { ref: comment } = sure(
      await submitComment(server.deps, by(people.ana), { ...input, key: 'a-key-of-its-own' }),
    )
    let drawn = leaseFloor
    const types = (words: string) =>
      server.store.tx((c) =>
        wordings(c).revise(id, words, { personId: null, clientId: ++drawn, at: new Date() }),
      )
    await types(text.replace('Ships keep', 'Ships shall keep'))
    for (const path of [page, `${page}/${comment}`]) {
      const html = await server.html(path, cookie)
      expect(html).toContain('<q dir="auto">Ships shall keep</q>')
    }
    await types('Ports only.')
    for (const path of [page, `${page}/${comment}`]) {
      const html = await server.html(path, cookie)
      expect(html).toContain('Ships keep</blockquote>')
      expect(html).toContain('The words are no longer in the text.')
    }
  })
})
