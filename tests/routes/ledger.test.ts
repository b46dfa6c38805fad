import { afterAll, beforeAll, expect, test } from 'vitest'
import { castVote } from '~/commands/ballots/cast-vote.server'
import { closeBallot } from '~/commands/ballots/close-ballot.server'
import { openBallot } from '~/commands/ballots/open-ballot.server'
import { prepareBallot } from '~/commands/ballots/prepare-ballot.server'
import { ballots } from '~db/stores/ballots'
import { forums } from '~db/stores/forums'
import { startServer, type TestServer } from '../server'
import { by, sure } from '../sure'

let server: TestServer
let ref: string
let voteIndex: number

beforeAll(async () => {
  server = await startServer()
  const { deps, filled, store } = server
  const { people, forums: known } = filled
  const [rule] = await forums(store.read).currentRules(known.harbour)
  const prepared = await prepareBallot(deps, by(people.sylvie), {
    forumId: known.harbour,
    title: 'Safe harbours',
    question: 'Shall the harbours be kept safe?',
    versionId: null,
    ruleId: rule!.id,
    record: 'roll-call',
    closesAt: null,
    closesZone: 'UTC',
  })
  ref = sure(prepared).ref
  sure(await openBallot(deps, by(people.chiara), { ref }))
  const { textHash } = (await ballots(store.read).byRef(ref))!
  sure(await castVote(deps, by(people.ana), { ref, member: 'ARD', choice: 'abstain', textHash: textHash! }))
  const lines = (await server.html('/ledger/entries.jsonl?from=0')).trim().split('\n')
  voteIndex = lines.length - 1
})
afterAll(() => server.stop())

test('L16 while the ballot is open, the ledger shows that a vote was cast and not which', async () => {
  const page = await server.html(`/ledger/${voteIndex}`)
  expect(page).toContain('Withheld until the ballot has closed')
  expect(page).toContain('Ballot vote')
  expect(page).not.toContain('abstain')
  const data = await server.html(`/ledger/entries.jsonl?from=${voteIndex}`)
  expect(JSON.parse(data)).toEqual({ withheld: true, leaf: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('L16 once it has closed, the entry is there as it was hashed', async () => {
  sure(await closeBallot(server.deps, by(server.filled.people.chiara), { ref }))
  expect(await server.html(`/ledger/${voteIndex}`)).toContain('abstain')
  const [line] = (await server.html(`/ledger/entries.jsonl?from=${voteIndex}`)).split('\n')
  expect(JSON.parse(line!)).toMatchObject({ member: 'ARD', parts: [{ choice: 'abstain', part: '1' }] })
})

test.each(['-1', 'x', '1.5', '1e99', '2147483648'])('entries from %s are refused by name', async (from) => {
  const answer = await server.get(`/ledger/entries.jsonl?from=${from}`)
  expect(answer.status).toBe(400)
  expect(await answer.text()).toMatch(/^from: /)
})
