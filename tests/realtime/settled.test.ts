import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { liftBracket } from '~/commands/brackets/lift-bracket.server'
import { narrowBracket } from '~/commands/brackets/narrow-bracket.server'
import { placeBracket } from '~/commands/brackets/place-bracket.server'
import { agreeParagraph } from '~/commands/norms/agree-paragraph.server'
import { confirmParagraph } from '~/commands/norms/confirm-paragraph.server'
import { reopenParagraph } from '~/commands/norms/reopen-paragraph.server'
import type { ParagraphId } from '~/domain/ids'
import { norms } from '~db/stores/norms'
import { wordings } from '~db/stores/wordings'
import { engines } from '../stores'
import { by, sure } from '../sure'
import { adders } from '../world'
import { rawWriter } from './raw-writer'
import { type DraftServer, openToWrite, reads, saved, socketsTo, startDraft } from './sockets'

describe.each(engines)('brackets and settled paragraphs at the desk, on %s', (engine) => {
  let server: DraftServer
  let sockets: ReturnType<typeof socketsTo>
  beforeAll(async () => {
    server = await startDraft({ engine })
    sockets = socketsTo(server)
  })
  afterEach(() => sockets.closeAll())
  afterAll(() => server.stop())

  const as = (name: keyof DraftServer['filled']['people']) => by(server.filled.people[name])
  const ref = 'N-014'
  const fresh = (text: string): Promise<ParagraphId> =>
    server.store.tx((c) => adders(c, server.clock.now()).paragraph(server.filled.normId, 9, text))
  const stored = (id: ParagraphId) => wordings(server.store.read).text(id)

  test('N12 a bracket placed by a form appears in the text of whoever is writing', async () => {
    const paragraphId = await fresh('Report within 72 hours.')
    const ana = await openToWrite(await sockets.as(server.filled.people.ana), paragraphId)
    const bela = as('bela')
    const input = { ref, paragraphId, words: 'within 72 hours', reason: '' }
    const { id: bracketId } = sure(await placeBracket(server.deps, bela, input))
    await reads(ana, 'Report [within 72 hours].')
    ana.text.insert(0, 'Always ')
    sure(await narrowBracket(server.deps, bela, { ref, bracketId, words: '72 hours' }))
    await reads(ana, 'Always Report within [72 hours].')
    await saved(ana)
    sure(await liftBracket(server.deps, bela, { ref, bracketId }))
    await reads(ana, 'Always Report within 72 hours.')
    expect(await stored(paragraphId)).toBe('Always Report within 72 hours.')
  })

  test('N17 who edits a settled paragraph is refused, whatever the client sends, until it is reopened', async () => {
    const paragraphId = await fresh('Keep the lights.')
    const place = { ref, paragraphId }
    const writer = await rawWriter(await sockets.as(server.filled.people.ana), paragraphId)
    const confirmBy = new Date(server.clock.now().getTime() + 86_400_000)
    const chair = as('chiara')
    const refused = async () => {
      const answer = await writer.send(writer.change((d) => d.getText('t').insert(0, 'Not ')))
      expect(answer).toMatchObject({ ok: false, code: 'paragraph-closed' })
      expect(await stored(paragraphId)).toBe('Keep the lights.')
    }
    sure(await agreeParagraph(server.deps, chair, { ...place, confirmBy }))
    await refused()
    for (const name of ['ana', 'bela', 'coro'] as const)
      sure(await confirmParagraph(server.deps, as(name), { ...place, confirmed: true }))
    expect((await norms(server.store.read).paragraph(paragraphId))?.state).toBe('closed')
    await refused()
    sure(await reopenParagraph(server.deps, chair, { ...place, reason: 'New figures.' }))
    const again = await openToWrite(await sockets.as(server.filled.people.bela), paragraphId)
    again.text.insert(0, 'Please: ')
    await saved(again)
    expect(await stored(paragraphId)).toBe('Please: Keep the lights.')
  })
})
