import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmPlan } from '~/commands/amendments/confirm-plan.server'
import { settleAmendment } from '~/commands/amendments/settle-amendment.server'
import { tableAmendment } from '~/commands/amendments/table-amendment.server'
import { amendments } from '~db/stores/amendments'
import { freeze, makeNorm } from '../norm-world'
import { startServer, type TestServer } from '../server'
import { by, sure } from '../sure'

let server: TestServer
let ana: string
let bela: string
let chiara: string
let olga: string
beforeAll(async () => {
  server = await startServer()
  const { people } = server.filled
  ana = await server.cookieOf(people.ana)
  bela = await server.cookieOf(people.bela)
  chiara = await server.cookieOf(people.chiara)
  olga = await server.cookieOf(people.olga)
})
afterAll(() => server.stop())

const first = 'Ships shall report within 72 hours.'
const arabic = 'يجب على السفن حمل الأنوار'
const words = (html: string) =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const plain = (html: string) =>
  html.replace(/<!--.*?-->/g, '').replace(/<span class="visually-hidden">.*?<\/span>/g, '')

async function norm() {
  const made = await makeNorm(server.deps, server.filled.forums.valley, [
    { heading: 'Reports', text: first },
    { kind: 'sub', text: arabic },
  ])
  await freeze(server.deps, made.ref, 'V/1')
  return made
}
type Made = Awaited<ReturnType<typeof norm>>

const asked = (made: Made, over: Record<string, string> = {}) => ({
  version: '1',
  op: 'replace',
  paragraphId: made.paragraphs[0]!,
  heading: 'Reports',
  text: 'Ships shall report within 48 hours.',
  reason: 'Two days are <b>enough</b>.',
  ...over,
})
const tabled = async (made: Made, name: 'ana' | 'bela', over: Record<string, string> = {}) =>
  sure(
    await tableAmendment(server.deps, by(server.filled.people[name]), {
      ...(asked(made, over) as never as Parameters<typeof tableAmendment>[2]),
      ref: made.ref,
      version: 1,
    }),
  ).am

describe('/norms/:ref/amendments/new', () => {
  test('a place is chosen, the words stand there to be changed, the difference is the amendment', async () => {
    const made = await norm()
    const page = `/norms/${made.ref}/amendments/new`
    expect(await server.html(page, ana)).toContain(`href="${page}?paragraph=1.1"`)
    const form = await server.html(`${page}?paragraph=1`, ana)
    expect(form).toContain(`${first}</textarea>`)
    expect(form).toContain(`name="paragraphId" value="${made.paragraphs[0]}"`)
    const answer = await server.post(`${page}?paragraph=1`, asked(made), ana)
    expect(answer.status).toBe(302)
    const one = await server.html(answer.headers.get('location')!)
    expect(plain(one)).toContain('<del>72</del><ins>48</ins>')
    expect(one).toContain('Two days are &lt;b&gt;enough&lt;/b&gt;.')
    expect(words(one)).toContain('Ardenia , main sponsor,')
    expect(words(one)).toContain('Change words of 1')
  })
  test('a new paragraph, and words of another amendment', async () => {
    const made = await norm()
    const page = `/norms/${made.ref}/amendments/new`
    expect(await server.html(`${page}?after=`, ana)).toContain('at the beginning')
    const { version, reason } = asked(made)
    const fields = {
      version,
      reason,
      op: 'add',
      afterId: made.paragraphs[1]!,
      heading: '',
      text: 'New words.',
    }
    const added = await server.post(`${page}?after=1.1`, fields, ana)
    const am = added.headers.get('location')!.split('/').at(-1)!
    expect(await server.html(`${page}?amends=${am}`, bela)).toContain('New words.</textarea>')
    const child = await server.post(
      `${page}?amends=${am}`,
      { version, reason, op: 'replace', parent: am, text: 'Better words.' },
      bela,
    )
    expect(child.status).toBe(302)
    const list = await server.html(`/norms/${made.ref}/amendments`)
    expect(words(list)).toContain('New paragraph after 1.1')
    expect(words(list)).toContain(`Change the words of ${am}`)
  })
  test.each([
    { over: { reason: '' }, status: 400, says: 'Enter the reason' },
    { over: { op: 'burn' }, status: 400, says: 'The kind of amendment must be one of' },
    { over: { paragraphId: "1' or '1'='1" }, status: 400, says: 'is not an identifier' },
    { over: { version: '-1' }, status: 400, says: 'must be a number' },
    { over: { text: `a\u202eb` }, status: 400, says: 'text-direction override' },
    { over: { text: 'x'.repeat(20_001) }, status: 400, says: 'at most 20000' },
    { over: { parent: 'AM-x' }, status: 400, says: 'named like AM-7' },
    { over: { surprise: '1' }, status: 400, says: 'not known here' },
    { over: { version: '7' }, status: 409, says: 'was frozen again meanwhile' },
    { over: { text: first }, status: 409, says: 'changes nothing' },
    { over: { paragraphId: '00000000-0000-7000-8000-000000000000' }, status: 409, says: 'no such paragraph' },
    { over: { parent: 'AM-99999' }, status: 409, says: 'is not there' },
  ])('$over is refused and what was written stays', async ({ over, status, says }) => {
    const made = await norm()
    const answer = await server.post(
      `/norms/${made.ref}/amendments/new?paragraph=1`,
      asked(made, over as never),
      ana,
    )
    const html = await answer.text()
    expect(answer.status).toBe(status)
    expect(words(html)).toContain(says)
    expect(await amendments(server.store.read).countOf(made.id)).toBe(0)
    if (!('reason' in over)) expect(html).toContain('Two days are &lt;b&gt;enough&lt;/b&gt;.</textarea>')
  })
  test('a paragraph of another norm is none of this one; stakeholders may not; nobody signs in first', async () => {
    const made = await norm()
    const other = await norm()
    const page = `/norms/${made.ref}/amendments/new`
    const foreign = asked(made, { paragraphId: other.paragraphs[0]! })
    expect((await server.post(page, foreign, ana)).status).toBe(409)
    expect((await server.post(page, asked(made), olga)).status).toBe(403)
    const nobody = await server.post(page, asked(made))
    expect(nobody.headers.get('location')).toContain('/sign-in')
    expect((await server.post(page, asked(made), ana, { Origin: 'https://evil.example' })).status).toBe(403)
    expect(await amendments(server.store.read).countOf(made.id)).toBe(0)
  })
  test.each(['paragraph=9', 'after=__proto__', 'amends=AM-0', "amends='--", 'amends=AM-99999'])(
    '?%s is not found',
    async (query) => {
      expect((await server.get(`/norms/${(await norm()).ref}/amendments/new?${query}`)).status).toBe(404)
    },
  )
})

describe('/norms/:ref/amendments', () => {
  test('before anything is frozen, and before anything is tabled', async () => {
    const made = await makeNorm(server.deps, server.filled.forums.valley, [{ text: first }])
    expect(words(await server.html(`/norms/${made.ref}/amendments`))).toContain('are to a frozen version')
    await freeze(server.deps, made.ref, 'V/1')
    expect(words(await server.html(`/norms/${made.ref}/amendments`))).toContain('will stand here')
    expect(words(await server.html(`/norms/${made.ref}`))).toContain('Amendments')
  })
  test('by paragraph, with redlines, collisions and the proposed order', async () => {
    const made = await norm()
    const to48 = await tabled(made, 'ana')
    const to24 = await tabled(made, 'bela', { text: 'Ships shall report within 24 hours.' })
    const softer = await tabled(made, 'ana', {
      paragraphId: made.paragraphs[1]!,
      heading: '',
      text: 'ينبغي على السفن حمل الأنوار',
    })
    const html = await server.html(`/norms/${made.ref}/amendments`)
    expect(plain(html)).toContain('<del>يجب</del><ins>ينبغي</ins>')
    expect(words(html)).toContain(`Collides with ${to24} : change the same words`)
    expect(words(html)).toContain(`Collides with ${to48} : change the same words`)
    expect(words(html)).toMatch(
      new RegExp(`${to48} Change words of 1 .*if adopted, ${to24} falls .*${to24} .*${softer} .*Paragraph 1`),
    )
    expect(html).not.toContain('confirm the order')
    expect(html).not.toMatch(/\sstyle=/)
    expect([...html.matchAll(/<script[^>]*>/g)]).toHaveLength(1)
    expect(html).toContain(`data-rooms="norm/${made.ref}"`)
  })
  test('the chair confirms the order; a wrong one is refused by line or name', async () => {
    const made = await norm()
    const am = await tabled(made, 'ana')
    const page = `/norms/${made.ref}/amendments`
    expect(await server.html(page, chiara)).toContain(`href="${page}/plan"`)
    expect(await server.html(page, ana)).not.toContain(`href="${page}/plan"`)
    expect(await server.html(`${page}/plan`, chiara)).toContain(`${am}</textarea>`)
    expect(await server.html(`${page}/plan`, ana)).not.toContain('</textarea>')
    const wrong = await server.post(`${page}/plan`, { plan: `${am}\nnonsense` }, chiara)
    expect(wrong.status).toBe(400)
    const again = await wrong.text()
    expect(words(again)).toContain('Line 2 of the plan')
    expect(again).toContain('nonsense</textarea>')
    const missing = await server.post(`${page}/plan`, { plan: 'AM-99999' }, chiara)
    expect(missing.status).toBe(409)
    expect(words(await missing.text())).toContain('AM-99999 is not among')
    expect((await server.post(`${page}/plan`, { plan: am }, ana)).status).toBe(403)
    expect((await server.post(`${page}/plan`, { plan: am }, chiara)).headers.get('location')).toBe(
      `${page}#order`,
    )
    expect(words(await server.html(page))).toContain('Confirmed by the chair')
    const json = await (await server.get(`${page}/plan.json`)).json()
    expect(json).toMatchObject({
      norm: made.ref,
      version: 1,
      confirmed: { steps: [{ ref: am, falls: [] }], next: am },
    })
    await tabled(made, 'bela', { text: 'Ships shall report at once.' })
    expect(words(await server.html(page))).toContain('The confirmed order is out of date')
  })
  test('without scripts the chair moves a step with a button; what collides falls the other way round', async () => {
    const made = await norm()
    const to48 = await tabled(made, 'ana')
    const to24 = await tabled(made, 'bela', { text: 'Ships shall report within 24 hours.' })
    const page = `/norms/${made.ref}/amendments/plan`
    const query = new URLSearchParams({ plan: `${to48} > ${to24}\n${to24}`, move: `${to24} up` })
    expect(await server.html(`${page}?${query}`, chiara)).toContain(
      `${to24} &gt; ${to48}\n${to48}</textarea>`,
    )
    const twice = new URLSearchParams({ plan: `${to48}\n${to48}` })
    expect(words(await server.html(`${page}?${twice}`, chiara))).toContain('stands in the plan twice')
    for (const odd of ['move=AM-9%20up', 'plan=x&move=y', 'plan=AM-1%20%3E%20AM-1'])
      expect((await server.get(`${page}?${odd}`, chiara)).status).toBe(200)
  })
  test('A15 the terms are shown to everybody and set by chair or secretariat', async () => {
    const made = await norm()
    const page = `/norms/${made.ref}/amendments`
    expect(words(await server.html(page))).toContain('1 member must stand behind an amendment')
    expect(await server.html(page, ana)).not.toContain(`action="${page}/terms"`)
    const terms = { sponsorsNeeded: '2', tableUntil: '2030-01-14T10:00', sponsorUntil: '' }
    expect((await server.post(`${page}/terms`, terms, ana)).status).toBe(403)
    expect((await server.post(`${page}/terms`, { ...terms, sponsorsNeeded: '0' }, chiara)).status).toBe(400)
    expect(
      (await server.post(`${page}/terms`, { ...terms, tableUntil: '2030-02-30T10:00' }, chiara)).status,
    ).toBe(400)
    expect((await server.post(`${page}/terms`, terms, chiara)).headers.get('location')).toBe(`${page}#terms`)
    expect(words(await server.html(page))).toContain('Amendments are tabled until')
    const late = await server.post(`${page}/new?paragraph=1`, asked(made), ana)
    expect(late.status).toBe(409)
    expect(words(await late.text())).toContain('Amendments could be tabled until 14 January 2030, 10:00 UTC')
    expect(words(await server.html(`${page}/new?paragraph=1`, ana))).toContain(
      'You can read this form, not send it',
    )
  })
})

describe('/norms/:ref/amendments/:am', () => {
  test('acts are offered to those who may, and answer on their own address', async () => {
    const made = await norm()
    const am = await tabled(made, 'ana')
    const own = `/norms/${made.ref}/amendments/${am}`
    expect(await server.html(own)).not.toContain(`action="${own}`)
    expect(await server.html(own, olga)).not.toContain(`action="${own}`)
    expect(await server.html(own, ana)).toContain(`action="${own}/withdrawal"`)
    expect(await server.html(own, bela)).toContain(`action="${own}/sponsorship"`)
    expect((await server.post(`${own}/sponsorship`, {}, bela)).headers.get('location')).toBe(own)
    expect(words(await server.html(own))).toContain('Belmora since')
    const twice = await server.post(`${own}/sponsorship`, {}, bela)
    expect(twice.status).toBe(409)
    expect(words(await twice.text())).toContain('Your delegation sponsors it already.')
    expect((await server.post(`${own}/withdrawal`, {}, bela)).status).toBe(409)
    expect((await server.post(`${own}/withdrawal`, {}, olga)).status).toBe(403)
    expect((await server.post(`${own}/departure`, {}, bela)).status).toBe(302)
    expect((await server.post(`${own}/withdrawal`, {}, ana)).status).toBe(302)
    expect((await server.post(`${own}/takeover`, {}, bela)).status).toBe(302)
    expect(words(await server.html(own))).toContain(`Took over ${am}`)
  })
  test('ruled out, appealed, ruled in', async () => {
    const made = await norm()
    const own = `/norms/${made.ref}/amendments/${await tabled(made, 'ana')}`
    const ruling = { ruling: 'inadmissible', reason: 'Out of <i>scope</i>.' }
    expect((await server.post(`${own}/ruling`, ruling, ana)).status).toBe(403)
    expect((await server.post(`${own}/ruling`, { ...ruling, reason: '' }, chiara)).status).toBe(400)
    expect((await server.post(`${own}/ruling`, ruling, chiara)).status).toBe(302)
    expect(await server.html(own)).toContain('Out of &lt;i&gt;scope&lt;/i&gt;.')
    expect((await server.post(`${own}/appeal`, { reason: 'In scope.' }, ana)).status).toBe(302)
    const appealed = words(await server.html(own))
    expect(appealed).toContain('Appeal waits for a vote')
    expect(appealed).toMatch(/Ardenia appealed .* In scope\./)
    expect((await server.post(`${own}/appeal`, { reason: 'Again.' }, ana)).status).toBe(409)
    const votes = { votesFor: '1', votesAgainst: '2', abstentions: '0' }
    expect((await server.post(`${own}/appeal-result`, votes, ana)).status).toBe(403)
    expect((await server.post(`${own}/appeal-result`, { ...votes, votesFor: '-1' }, chiara)).status).toBe(400)
    expect((await server.post(`${own}/appeal-result`, votes, chiara)).status).toBe(302)
    expect(words(await server.html(own))).toContain('The ruling stands: 1 for the appeal, 2 against')
    expect(
      (await server.post(`${own}/ruling`, { ruling: 'admissible', reason: 'Yes.' }, chiara)).status,
    ).toBe(302)
    expect(words(await server.html(own))).toContain('Tabled')
  })
  test('A14 revised by its main sponsor: both wordings stay readable', async () => {
    const made = await norm()
    const am = await tabled(made, 'ana')
    const own = `/norms/${made.ref}/amendments/${am}`
    const form = await server.html(`${own}/revision`, ana)
    expect(form).toContain('Ships shall report within 48 hours.</textarea>')
    const revision = {
      version: '1',
      heading: 'Reports',
      text: 'Ships shall report within 36 hours.',
      reason: 'For <b>peace</b>.',
    }
    expect(words(await server.html(`${own}/revision`, bela))).toContain('You can read this form, not send it')
    expect((await server.post(`${own}/revision`, revision, bela)).status).toBe(409)
    expect((await server.post(`${own}/revision`, revision, olga)).status).toBe(403)
    const empty = await server.post(`${own}/revision`, { ...revision, reason: '' }, ana)
    expect(empty.status).toBe(400)
    expect(await empty.text()).toContain('within 36 hours.</textarea>')
    expect((await server.post(`${own}/revision`, revision, ana)).headers.get('location')).toBe(own)
    const page = plain(await server.html(own))
    expect(page).toContain('<del>72</del><ins>36</ins>')
    expect(page).toContain('<del>48</del><ins>36</ins>')
    expect(page).toContain('For &lt;b&gt;peace&lt;/b&gt;.')
    expect((await server.post(`${own}/sponsorship`, {}, bela)).status).toBe(302)
    const delegationId = server.filled.delegations.belmora
    expect((await server.post(`${own}/main-sponsors`, { delegationId }, bela)).status).toBe(409)
    expect((await server.post(`${own}/main-sponsors`, { delegationId: 'x' }, ana)).status).toBe(400)
    expect((await server.post(`${own}/main-sponsors`, { delegationId }, ana)).status).toBe(302)
    expect((await server.post(`${own}/withdrawal`, {}, ana)).status).toBe(409)
    expect((await server.post(`${own}/departure`, {}, ana)).status).toBe(302)
  })
  test('A2 two places of a paragraph are one amendment, and said to be two', async () => {
    const made = await norm()
    const am = await tabled(made, 'ana', { text: 'Boats shall report within 48 hours.' })
    const html = await server.html(`/norms/${made.ref}/amendments/${am}`)
    expect(plain(html)).toContain('<del>Ships</del><ins>Boats</ins>')
    expect(plain(html)).toContain('<del>72</del><ins>48</ins>')
    expect(words(html)).toContain('Change words of 1, in 2 places')
  })
  test('adopted: in the preview, then in the draft', async () => {
    const made = await norm()
    const am = await tabled(made, 'ana')
    const place = { ref: made.ref, am }
    const own = `/norms/${made.ref}/amendments/${am}`
    const preview = `/norms/${made.ref}/amendments/preview`
    expect(words(await server.html(preview))).toContain('No amendment to the newest version was adopted yet')
    sure(await confirmPlan(server.deps, null, { ref: made.ref, steps: [{ ref: am, falls: [] }] }))
    expect(await server.html(own, chiara)).toContain(`action="${own}/result"`)
    expect((await server.post(`${own}/result`, { result: 'maybe' }, chiara)).status).toBe(400)
    expect((await server.post(`${own}/result`, { result: 'adopted' }, chiara)).status).toBe(302)
    expect(plain(await server.html(preview))).toContain('<del>72</del><ins>48</ins>')
    expect(words(await server.html(`${own}/merging`))).toContain('No conflict')
    expect(await server.html(`${own}/merging`, ana)).not.toContain('Bring it into the draft')
    expect(await server.html(`${own}/merging`, chiara)).toContain(`action="${own}/merging"`)
    expect((await server.post(`${own}/merging`, {}, ana)).status).toBe(403)
    expect((await server.post(`${own}/merging`, {}, chiara)).status).toBe(302)
    expect(words(await server.html(`/norms/${made.ref}?text=draft`))).toContain('within 48 hours')
    expect(words(await server.html(own))).toContain('Adopted, in the draft')
    expect((await settleAmendment(server.deps, null, { ...place, adopted: true, note: '' })).ok).toBe(false)
  })
  test.each(['AM-0', 'AM-99999', 'am-1', '__proto__', "AM-1'"])('%s is not found', async (am) => {
    expect(
      (await server.get(`/norms/${(await norm()).ref}/amendments/${encodeURIComponent(am)}`)).status,
    ).toBe(404)
  })
  test('an amendment stands under its own norm only, for reading and for every act', async () => {
    const made = await norm()
    const other = await norm()
    const own = `/norms/${other.ref}/amendments/${await tabled(made, 'ana')}`
    expect((await server.get(own)).status).toBe(404)
    for (const page of ['revision', 'merging']) expect((await server.get(`${own}/${page}`)).status).toBe(404)
    for (const act of ['sponsorship', 'departure', 'withdrawal', 'takeover', 'merging'])
      expect((await server.post(`${own}/${act}`, {}, chiara)).status).toBe(404)
  })
})
