import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submitComment } from '~/commands/comments/submit-comment.server'
import { changeStage } from '~/commands/norms/change-stage.server'
import { norms } from '~db/stores/norms'
import { makeNorm } from '../norm-world'
import { startServer } from '../server'
import { by, sure } from '../sure'
import type { fillWorld } from '../world'

let server: Awaited<ReturnType<typeof startServer<Awaited<ReturnType<typeof fillWorld>>>>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const said = async () =>
  (await server.html('/'))
    .replace(/<head[\s\S]*?<\/head>/, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('the home page', () => {
  test('of an empty platform says what will stand there and who can start it', async () => {
    expect(await said()).toContain('Nothing is open at this moment')
    expect(await said()).toContain('Adopted norms will stand here')
  })
  test('shows what is open, adopted and said, at once', async () => {
    const { harbour } = server.filled.forums
    const open = await makeNorm(server.deps, harbour, [{ text: 'Keep them.' }], 'Open for comment')
    const closesAt = new Date('2030-02-01T12:00:00Z')
    sure(await changeStage(server.deps, null, { ref: open.ref, to: 'consultation', closesAt }))
    const adopted = await makeNorm(server.deps, harbour, [{ text: 'Kept.' }], 'Adopted last week')
    await server.store.tx((c) => norms(c).setStage(adopted.id, 'adopted', server.clock.now()))
    const body = `${'é'.repeat(300)}<script>alert(1)</script>`
    const comment = { ref: open.ref, body, language: 'fr', key: 'home-page-test-key' }
    sure(await submitComment(server.deps, by(server.filled.people.olga), comment))
    const words = await said()
    expect(words).toContain('Open for comment')
    expect(words).toContain('Comment until 1 February 2030, 12:00 UTC')
    expect(words).toContain('Adopted last week')
    expect(words).toContain('olga , Openwatch')
    expect(words).toContain(`${'é'.repeat(220)}…`)
    const html = await server.html('/')
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('data-rooms="all"')
  })
  test('comes from the page cache with an ETag', async () => {
    const first = await server.get('/')
    const etag = first.headers.get('etag')!
    const again = await fetch(server.origin, { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
  })
})
