import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBallot } from '~/commands/ballots/open-ballot.server'
import { prepareBallot } from '~/commands/ballots/prepare-ballot.server'
import type { PersonId } from '~/domain/ids'
import { ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { ledger } from '~db/stores/ledger'
import { startServer, type TestServer } from '../server'
import type { fillWorld } from '../world'

type Filled = Awaited<ReturnType<typeof fillWorld>>
let server: TestServer & { filled: Filled }
const cookies = {} as Record<keyof Filled['people'], string>

beforeAll(async () => {
  server = await startServer()
  for (const [name, id] of Object.entries(server.filled.people)) {
    cookies[name as keyof typeof cookies] = await server.cookieOf(id as PersonId)
  }
})
afterAll(() => server.stop())

async function opened(closesAt: Date | null = null) {
  const { deps, filled } = server
  const [rule] = await forums(server.store.read).currentRules(filled.forums.harbour)
  const words = { title: 'Safe harbours', question: 'Shall the harbours be kept safe?' }
  const input = { forumId: filled.forums.harbour, versionId: null, ruleId: rule!.id, ...words } as const
  const prepared = await prepareBallot(
    deps,
    { personId: filled.people.sylvie },
    { ...input, record: 'roll-call', closesAt, closesZone: 'UTC' },
  )
  if (!prepared.ok) throw new Error(prepared.error.code)
  const { ref } = prepared.value
  const done = await openBallot(deps, { personId: filled.people.chiara }, { ref })
  if (!done.ok) throw new Error(done.error.code)
  return done.value
}

const entries = () => ledger(server.store.read).size()
const votesIn = async (ref: string) => {
  const ballot = (await ballots(server.store.read).byRef(ref))!
  return ballots(server.store.read).votes(ballot.id)
}
const vote = (
  ballot: { ref: string; textHash: string },
  member: string,
  choice: string,
  more: Record<string, string> = {},
) => ({
  path: `/ballots/${ballot.ref}/votes`,
  fields: { member, choice, textHash: ballot.textHash, ...more },
})

describe('a vote over HTTP', () => {
  test('B28, B32 chosen, reviewed, cast, and answered with a receipt that says what was voted', async () => {
    const ballot = await opened()
    const page = await server.html(`/ballots/${ballot.ref}`, cookies.ana)
    expect(page).toContain('The vote of Ardenia')
    expect(page).not.toContain('The vote of Belmora')
    const review = await server.html(`/ballots/${ballot.ref}/review?member=ARD&choice=yes`, cookies.ana)
    expect(review).toContain(ballot.textHash)
    expect(await votesIn(ballot.ref)).toEqual([])
    const { path, fields } = vote(ballot, 'ARD', 'yes')
    const answer = await server.post(path, fields, cookies.ana)
    expect(answer.status).toBe(302)
    const receipt = answer.headers.get('Location')!
    expect(receipt).toMatch(
      new RegExp(`^/ballots/${ballot.ref}/receipts/[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$`),
    )
    expect(await server.html(receipt, cookies.alto)).toContain('side-yes')
    expect(await server.html(receipt)).toContain('Shown after the closing')
    expect(await server.html(`/ballots/${ballot.ref}`, cookies.ana)).toContain(receipt)
  })

  test('B31 an old receipt stays good and names the one that replaced it', async () => {
    const ballot = await opened()
    const cast = async (choice: string) => {
      const { path, fields } = vote(ballot, 'ARD', choice)
      return (await server.post(path, fields, cookies.ana)).headers.get('Location')!
    }
    const first = await cast('yes')
    expect(await cast('yes')).toBe(first)
    const second = await cast('no')
    expect(await server.html(first, cookies.ana)).toContain(second.split('/').at(-1))
  })

  test.each([
    ['a weight', { weight: '1000' }],
    ['a rule', { rule: '{"id":"mine"}' }],
    ['the key of a prototype', { constructor: 'x' }],
    ['a delegation', { delegation: 'x' }],
    ['a part', { part: '5' }],
  ])('B28 %s in the body is refused by name, and nothing is cast', async (_, more) => {
    const ballot = await opened()
    const size = await entries()
    const { path, fields } = vote(ballot, 'ARD', 'yes')
    const answer = await server.post(path, { ...fields, ...(more as Record<string, string>) }, cookies.ana)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(`not known here: ${Object.keys(more).at(-1)}`)
    expect(await entries()).toBe(size)
  })

  test('B28 a field called __proto__ is refused by name', async () => {
    const ballot = await opened()
    const { path, fields } = vote(ballot, 'ARD', 'yes')
    const body = `${new URLSearchParams(fields)}&__proto__=yes&__proto__%5Bchoice%5D=no`
    const answer = await fetch(server.origin + path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Origin: server.origin,
        Cookie: cookies.ana,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body,
    })
    expect(answer.status).toBe(400)
    expect(await votesIn(ballot.ref)).toEqual([])
  })

  test.each([
    ['BEL', 'ana'],
    ['COR', 'ana'],
    ['XXX', 'ana'],
    ['ARD', 'ivo'],
    ['ARD', 'paul'],
    ['ARD', 'chiara'],
    ['ARD', 'admin'],
  ] as const)(
    'B27 the place %s is refused to %s with 403, on the review page as in the vote',
    async (member, name) => {
      const ballot = await opened()
      const size = await entries()
      const { path, fields } = vote(ballot, member, 'yes')
      expect((await server.post(path, fields, cookies[name])).status).toBe(403)
      expect(
        (await server.get(`/ballots/${ballot.ref}/review?member=${member}&choice=yes`, cookies[name])).status,
      ).toBe(403)
      expect(await entries()).toBe(size)
    },
  )

  test.each([
    ['another text', { textHash: 'e'.repeat(64) }, 409],
    ['a hash that is none', { textHash: 'yes' }, 400],
    ['an unknown choice', { choice: 'maybe' }, 400],
    ['a choice in capitals', { choice: 'YES' }, 400],
    ['NUL in the member', { member: 'AR\u0000D' }, 400],
    ['a bidi override in the member', { member: 'AR\u202eD' }, 400],
    ['a member of 10,000 letters', { member: 'A'.repeat(10_000) }, 400],
  ])('B29 %s: %i', async (_, over, status) => {
    const ballot = await opened()
    const { path, fields } = vote(ballot, 'ARD', 'yes')
    const answer = await server.post(path, { ...fields, ...over }, cookies.ana)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain('Nothing was changed')
    expect(await votesIn(ballot.ref)).toEqual([])
  })

  test('S1 ten megabytes, a foreign page, JSON and nobody at all cast nothing', async () => {
    const ballot = await opened()
    const { path, fields } = vote(ballot, 'ARD', 'yes')
    expect(
      (
        await server
          .post(path, { ...fields, choice: 'y'.repeat(10 << 20) }, cookies.ana)
          .catch(() => ({ status: 413 }))
      ).status,
    ).toBe(413)
    expect(
      (await server.post(path, fields, cookies.ana, { Origin: 'https://elsewhere.example' })).status,
    ).toBe(403)
    const json = { Origin: server.origin, Cookie: cookies.ana, 'Content-Type': 'application/json' }
    const sent = await fetch(server.origin + path, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(fields),
    })
    expect(sent.status).toBe(400)
    expect((await server.post(path, fields)).headers.get('Location')).toMatch(/^\/sign-in/)
    expect(await votesIn(ballot.ref)).toEqual([])
    expect((await server.get('/healthz')).status).toBe(200)
  })

  test('B38 before the closing no page, file or stranger shows how anybody voted', async () => {
    const ballot = await opened()
    const { path, fields } = vote(ballot, 'ARD', 'abstain')
    await server.post(path, fields, cookies.ana)
    for (const cookie of [undefined, cookies.bela, cookies.chiara]) {
      const page = await server.html(`/ballots/${ballot.ref}`, cookie)
      expect(page).toContain('1 of 3 members')
      expect(page).not.toContain('Recorded:')
      expect(page).not.toContain('hemicycle')
    }
    expect((await server.get(`/ballots/${ballot.ref}/votes.csv`)).status).toBe(404)
    expect(JSON.parse(await server.html(`/ballots/${ballot.ref}.json`)).result).toBeNull()
  })
})

describe('the chair over HTTP', () => {
  test('B35 closing needs the reference typed, and then the result stands on the page and in files', async () => {
    const ballot = await opened()
    for (const [name, member, choice] of [
      ['ana', 'ARD', 'yes'],
      ['bela', 'BEL', 'no'],
      ['coro', 'COR', 'yes'],
    ] as const) {
      const { path, fields } = vote(ballot, member, choice)
      expect((await server.post(path, fields, cookies[name])).status).toBe(302)
    }
    const closing = `/ballots/${ballot.ref}/closing`
    expect((await server.post(closing, { confirm: 'B-9999' }, cookies.chiara)).status).toBe(400)
    expect((await server.post(closing, { confirm: ballot.ref }, cookies.sylvie)).status).toBe(403)
    expect((await server.post(closing, { confirm: ballot.ref }, cookies.chiara)).status).toBe(302)
    expect((await server.post(closing, { confirm: ballot.ref }, cookies.chiara)).status).toBe(409)
    const page = await server.html(`/ballots/${ballot.ref}`)
    expect(page).toContain('outcome-passed')
    expect(page).toContain('2 of 3 voting were in favour')
    expect(page).toContain('What other rules would have said')
    expect(await server.html(`/ballots/${ballot.ref}/votes.csv`)).toBe(
      `ballot,member,choice,part\n${ballot.ref},ARD,yes,1\n${ballot.ref},BEL,no,1\n${ballot.ref},COR,yes,1\n`,
    )
    expect(await server.html(`/ballots/${ballot.ref}/roll.csv`)).toContain('ARD,Ardenia,north,1000')
    expect(JSON.parse(await server.html(`/ballots/${ballot.ref}.json`))).toMatchObject({
      outcome: 'adopted',
      rule: { id: 'simple-majority' },
    })
    const late = vote(ballot, 'ARD', 'no')
    expect((await server.post(late.path, late.fields, cookies.ana)).status).toBe(409)
  })

  test('B25 the secretariat prepares by form; the chair opens what was shown', async () => {
    const { filled } = server
    const [rule] = await forums(server.store.read).currentRules(filled.forums.harbour)
    const fields = {
      forum: 'harbour',
      title: 'Buoys',
      question: 'Shall there be more buoys?',
      rule: rule!.id,
      version: '',
      closesAt: '2031-03-30T16:00',
      closesZone: 'Europe/Lisbon',
    }
    expect(await server.html('/desk/ballots/new?forum=harbour', cookies.sylvie)).toContain('Simple majority')
    const prepared = await server.post('/desk/ballots/new?forum=harbour', fields, cookies.sylvie)
    expect(prepared.status).toBe(302)
    const path = prepared.headers.get('Location')!
    const ballot = (await ballots(server.store.read).byRef(path.split('/').at(-1)!))!
    expect(ballot.closesAt!.toISOString()).toBe('2031-03-30T15:00:00.000Z')
    expect((await server.post(`${path}/opening`, {}, cookies.sylvie)).status).toBe(403)
    const shown = /name="roll" value="([0-9a-f]{64})"/.exec(
      await server.html(`${path}/opening`, cookies.chiara),
    )![1]!
    expect((await server.post(`${path}/opening`, { roll: 'b'.repeat(64) }, cookies.chiara)).status).toBe(409)
    expect((await server.post(`${path}/opening`, { roll: shown }, cookies.chiara)).status).toBe(302)
    expect((await server.post(`${path}/opening`, { roll: shown }, cookies.chiara)).status).toBe(409)
  })

  test.each([
    ['an hour that does not come', { closesAt: '2031-02-30T16:00' }, 'Enter a day and an hour'],
    ['a zone that is none', { closesZone: 'Mars/Olympus' }, 'time zone is not a known one'],
    ['a forum that is none', { forum: 'nowhere' }, 'Choose a forum'],
    ['a rule that is none', { rule: 'simple-majority' }, 'The rule is not an identifier'],
    ['an unknown field', { weights: '1' }, 'not known here: weights'],
    ['no question', { question: '' }, 'Enter the question'],
  ])('B25 %s: 400, what was typed is kept', async (_, over, words) => {
    const [rule] = await forums(server.store.read).currentRules(server.filled.forums.harbour)
    const fields = {
      forum: 'harbour',
      title: 'Lanterns of the quay',
      question: 'Shall there be lanterns?',
      rule: rule!.id,
      closesAt: '',
      closesZone: 'UTC',
    }
    const size = await entries()
    const answer = await server.post(
      '/desk/ballots/new?forum=harbour',
      { ...fields, ...over },
      cookies.sylvie,
    )
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('Lanterns of the quay')
    expect(await entries()).toBe(size)
  })

  test('B24 POST /ballots is refused to a delegate', async () => {
    const [rule] = await forums(server.store.read).currentRules(server.filled.forums.harbour)
    const fields = { forum: 'harbour', title: 'Mine', question: 'Shall it be mine?', rule: rule!.id }
    expect((await server.post('/ballots', fields, cookies.ana)).status).toBe(403)
  })

  test.each(['B-9999', 'B-1', '__proto__', 'B-0001%00', '..%2f..%2fetc', 'b-0001'])(
    '%s is no ballot: 404 or 400',
    async (ref) => {
      for (const path of ['', '/votes.csv', '/roll.csv', '/receipts/0000-0000-0000']) {
        expect([400, 404]).toContain((await server.get(`/ballots/${ref}${path}`)).status)
      }
    },
  )

  test('the list shows open, prepared and closed ballots and pages by key', async () => {
    const page = await server.html('/ballots')
    expect(page).toContain('Safe harbours')
    expect(await server.html('/ballots?forum=valley')).not.toContain('Safe harbours')
    expect(await server.html('/ballots?year=1999&before=2')).toContain('Closed ballots will stand here')
    expect(await server.html('/ballots?forum=__proto__&year=x&before=-1')).toContain('Ballots')
  })
})
