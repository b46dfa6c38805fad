import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userVerb } from '~/cli/user'
import { useLink as openByLink } from '~/commands/sessions/use-link.server'
import { readConfig } from '~/env.server'
import { createDeps } from '~/server/services'
import { openStore } from '~db/open'
import { ledger } from '~db/stores/ledger'
import { people } from '~db/stores/people'
import { fillWorld, nameWorld } from '../world'

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-user-'))
  const store = await openStore(readConfig(env()))
  await fillWorld(store, new Date())
  await nameWorld(store)
  await store.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const env = () => ({ DATA_DIR: folder, LOG_LEVEL: 'silent' })

async function user(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (l: string) => out.push(l), err: (l: string) => err.push(l), cwd: folder, env: env() }
  return { code: await userVerb.run(argv, io), out, err: err.join('\n') }
}

async function inside<T>(fn: (deps: ReturnType<typeof createDeps>) => Promise<T>): Promise<T> {
  const store = await openStore(readConfig(env()))
  try {
    return await fn(createDeps(store))
  } finally {
    await store.close()
  }
}
const standingOf = (email: string) =>
  inside(async ({ store }) => {
    const person = await people(store.read).findByEmail(email)
    return person && people(store.read).standing(person.id)
  })
const size = () => inside(({ store }) => ledger(store.read).size())

describe('parley user', () => {
  test('add enters a person with a role and prints the id alone', async () => {
    const added = await user(
      'add',
      '--name',
      'Dora',
      '--email',
      'Dora@People.example',
      '--role',
      'administrator',
    )
    expect(added).toMatchObject({ code: 0, out: [expect.stringMatching(/^[0-9a-f-]{36}$/)], err: '' })
    expect(await standingOf('dora@people.example')).toMatchObject({
      name: 'Dora',
      roles: [{ role: 'administrator', forumId: '' }],
    })
  })

  test('grant and revoke, everywhere and in one forum', async () => {
    const paul = ['--email', 'paul@people.example', '--role', 'chair', '--forum', 'harbour']
    expect((await user('grant', ...paul)).code).toBe(0)
    expect((await standingOf('paul@people.example'))?.roles).toMatchObject([{ role: 'chair' }])
    expect(await user('grant', ...paul)).toMatchObject({ code: 2, err: expect.stringContaining('already') })
    expect((await user('revoke', ...paul)).code).toBe(0)
    expect((await standingOf('paul@people.example'))?.roles).toEqual([])
  })

  test('list prints one JSON line a person', async () => {
    await user('grant', '--email', 'paul@people.example', '--role', 'chair', '--forum', 'harbour')
    const { code, out } = await user('list')
    expect(code).toBe(0)
    const rows = out.map((line) => JSON.parse(line) as { name: string; roles: string[] })
    expect(rows).toHaveLength(10)
    expect(rows.find((r) => r.name === 'paul')?.roles).toEqual(['chair@harbour'])
    expect(rows.find((r) => r.name === 'sylvie')?.roles).toEqual(['secretariat'])
  })

  test('link prints a link that opens a session', async () => {
    const { code, out } = await user('link', '--email', 'paul@people.example')
    expect(code).toBe(0)
    const token = /^http:\/\/localhost:3000\/sign-in\/([\w-]{43})$/.exec(out[0]!)![1]!
    const opened = await inside((deps) => openByLink(deps, { token, device: 'x', earlier: null }))
    expect(opened.ok).toBe(true)
  })

  test.each([
    [[], 'which act'],
    [['destroy'], 'no act'],
    [['__proto__'], 'no act'],
    [['add', '--name', 'Dora'], '--email is missing'],
    [['add', '--name', 'Dora', '--email', 'dora'], '--email'],
    [['add', '--name', 'a\u0000b', '--email', 'dora@people.example'], '--name'],
    [['add', '--name', 'D', '--email', 'dora@people.example', '--role', 'king'], '--role'],
    [['add', '--name', 'D', '--email', 'dora@people.example', '--forum', 'harbour'], '--forum needs --role'],
    [
      ['add', '--name', 'D', '--email', 'dora@people.example', '--role', 'chair', '--forum', 'none'],
      'no forum',
    ],
    [
      [
        'add',
        '--name',
        'D',
        '--email',
        'dora@people.example',
        '--role',
        'administrator',
        '--forum',
        'harbour',
      ],
      'everywhere',
    ],
    [['add', '--name', 'D', '--email', 'ana@people.example'], 'already'],
    [['grant', '--email', 'nobody@people.example', '--role', 'chair'], 'no such person'],
    [['revoke', '--email', 'paul@people.example', '--role', 'chair'], 'does not hold'],
    [['revoke', '--email', 'admin@people.example', '--role', 'administrator'], 'last administrator'],
    [['link', '--email', 'nobody@people.example'], 'no such person'],
    [['list', '--name', 'x'], 'means nothing'],
    [['list', 'stray'], 'stray'],
  ])('%j is refused with exit 2 and words about "%s", and changes nothing', async (argv, words) => {
    const before = await size()
    const { code, out, err } = await user(...argv)
    expect(code).toBe(2)
    expect(out).toEqual([])
    expect(err).toContain(words)
    expect(await size()).toBe(before)
  })
})
