import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AskForLinkInput, askForLink } from '~/commands/sessions/ask-for-link.server'
import { endOtherSessions, endSession } from '~/commands/sessions/end-session.server'
import { enterAs } from '~/commands/sessions/enter-as.server'
import { makeLink } from '~/commands/sessions/make-link.server'
import { useLink as openByLink } from '~/commands/sessions/use-link.server'
import type { PersonId } from '~/domain/ids'
import { sessions, signInLinks, tokenHash } from '~db/stores/sessions'
import { settings, type World } from '~db/stores/settings'
import { codeOf, sure } from '../../sure'
import { engines, openWorld, type TestWorld } from '../../world'

const minute = 60_000

describe.each(engines)('signing in on %s', (engine) => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld(engine)
  })
  afterEach(() => world.drop())

  const browser = { device: 'Firefox on Linux', earlier: null }
  const ask = (over: Partial<AskForLinkInput> = {}) =>
    askForLink(world.deps, {
      email: 'ana@people.example',
      address: '192.0.2.7',
      way: 'shown',
      linkTo: (token) => token,
      ...over,
    })
  const linkFor = async (email: string) => sure(await ask({ email })).link!
  const mail = () => world.store.read.q.select().from(world.store.read.t.mail)
  const links = () => world.store.read.q.select().from(world.store.read.t.signInLink)
  const sessionOf = (token: string) => sessions(world.store.read).open(tokenHash(token), world.deps.now())

  test('P10 a link opens one session of its person, once', async () => {
    const token = await linkFor('ana@people.example')
    const { sessionToken, personId } = sure(await openByLink(world.deps, { token, ...browser }))
    expect(personId).toBe(world.people.ana)
    expect((await sessionOf(sessionToken))?.personId).toBe(world.people.ana)
    expect(codeOf(await openByLink(world.deps, { token, ...browser }))).toBe('link-used')
  })

  test('P10 of two that come at once, one wins', async () => {
    const token = await linkFor('ana@people.example')
    const both = await Promise.all([1, 2].map(() => openByLink(world.deps, { token, ...browser })))
    expect(both.map(codeOf).sort()).toEqual(['link-used', 'ok'])
    expect(await sessions(world.store.read).ofPerson(world.people.ana, world.deps.now())).toHaveLength(1)
  })

  test('P10 it works until its end and not at it', async () => {
    const [early, late] = [await linkFor('ana@people.example'), await linkFor('ana@people.example')]
    world.clock.forward(15 * minute - 1)
    expect(codeOf(await openByLink(world.deps, { token: early, ...browser }))).toBe('ok')
    world.clock.forward(1)
    expect(codeOf(await openByLink(world.deps, { token: late, ...browser }))).toBe('link-expired')
  })

  test('P10 neither the link nor the session token is stored, only hashes', async () => {
    const token = await linkFor('ana@people.example')
    const { sessionToken } = sure(await openByLink(world.deps, { token, ...browser }))
    const { read } = world.store
    const stored = JSON.stringify([await links(), await read.q.select().from(read.t.session)])
    expect(stored).toContain(tokenHash(token))
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(sessionToken)
    expect(stored).not.toContain('ana@people.example')
  })

  test('P14 an address that nobody has is answered alike, and its link opens nothing', async () => {
    const token = await linkFor('stranger@people.example')
    expect(token).toHaveLength((await linkFor('ana@people.example')).length)
    expect(codeOf(await openByLink(world.deps, { token, ...browser }))).toBe('link-for-nobody')
  })

  test('P14 mailed, both answers are empty and only one message waits', async () => {
    const known = await ask({ way: 'mailed' })
    const unknown = await ask({ way: 'mailed', email: 'stranger@people.example' })
    expect(known).toEqual(unknown)
    expect(known).toEqual({ ok: true, value: { link: null } })
    expect((await mail()).map((m) => m.to)).toEqual(['ana@people.example'])
  })

  describe('P11 limits', () => {
    test('five an hour for one address, known or not; the sixth waits for the first to be an hour old', async () => {
      for (const email of ['ana@people.example', 'stranger@people.example']) {
        const began = world.deps.now()
        for (let i = 0; i < 5; i++) {
          expect(codeOf(await ask({ email, address: `198.51.100.${i}` }))).toBe('ok')
          world.clock.forward(minute)
        }
        const sixth = await ask({ email, address: '198.51.100.9' })
        expect(sixth).toEqual({
          ok: false,
          error: { code: 'too-many', until: new Date(began.getTime() + 60 * minute) },
        })
        world.clock.forward(55 * minute - 1)
        expect(codeOf(await ask({ email }))).toBe('too-many')
        world.clock.forward(1)
        expect(codeOf(await ask({ email }))).toBe('ok')
      }
    })

    test('a hundred an hour for one network, of whatever addresses', async () => {
      for (let i = 0; i < 100; i++)
        expect(codeOf(await ask({ email: `p${i}@people.example`, address: `2001:db8:1:2::${i}` }))).toBe('ok')
      expect(codeOf(await ask({ email: 'p100@people.example', address: '2001:db8:1:2:ffff::1' }))).toBe(
        'too-many',
      )
      expect(codeOf(await ask({ email: 'p100@people.example', address: '2001:db8:1:3::1' }))).toBe('ok')
    })

    test('a refused attempt writes nothing', async () => {
      for (let i = 0; i < 5; i++) await ask()
      const before = await links()
      await ask()
      expect(await links()).toEqual(before)
    })

    test('what is older than a day is forgotten', async () => {
      await ask()
      world.clock.forward(24 * 60 * minute)
      await ask({ email: 'bela@people.example' })
      expect(await links()).toHaveLength(1)
    })
  })

  describe('P13 sessions', () => {
    test('signing in ends the session that the browser had, also another person’s', async () => {
      const first = sure(
        await openByLink(world.deps, { token: await linkFor('ana@people.example'), ...browser }),
      )
      const open = (await sessionOf(first.sessionToken))!
      const earlier = { personId: open.personId, sessionId: open.id }
      const second = sure(
        await openByLink(world.deps, { token: await linkFor('bela@people.example'), ...browser, earlier }),
      )
      expect(await sessionOf(first.sessionToken)).toBeNull()
      expect((await sessionOf(second.sessionToken))?.personId).toBe(world.people.bela)
    })

    test('one lasts 14 days', async () => {
      const { sessionToken } = sure(
        await openByLink(world.deps, { token: await linkFor('ana@people.example'), ...browser }),
      )
      world.clock.forward(14 * 24 * 60 * minute - 1)
      expect(await sessionOf(sessionToken)).not.toBeNull()
      world.clock.forward(1)
      expect(await sessionOf(sessionToken)).toBeNull()
    })

    test('one ends one’s own only, and all others at once', async () => {
      const { ana, bela } = world.people
      const tokens: string[] = []
      for (let i = 0; i < 3; i++) {
        const token = await linkFor('ana@people.example')
        tokens.push(sure(await openByLink(world.deps, { token, ...browser })).sessionToken)
      }
      const own = (await sessionOf(tokens[0]!))!.id
      expect(codeOf(await endSession(world.deps, { personId: bela, sessionId: own }))).toBe('not-found')
      expect(await sessionOf(tokens[0]!)).not.toBeNull()
      expect(sure(await endOtherSessions(world.deps, { personId: ana, except: own })).ended).toBe(2)
      expect(await sessionOf(tokens[1]!)).toBeNull()
      expect(codeOf(await endSession(world.deps, { personId: ana, sessionId: own }))).toBe('ok')
      expect(await sessionOf(tokens[0]!)).toBeNull()
    })
  })

  describe('P15 entering as somebody', () => {
    const worldIs = (name: World) => world.store.tx((c) => settings(c).set('world', name))
    const enter = (personId: PersonId) => enterAs(world.deps, { personId, ...browser })

    test('in the demonstration world opens a session', async () => {
      await worldIs('demo')
      const { sessionToken } = sure(await enter(world.people.ana))
      expect((await sessionOf(sessionToken))?.personId).toBe(world.people.ana)
    })

    test.each(['empty', 'un', 'crowded'] as const)('in the world %s nobody enters', async (name) => {
      await worldIs(name)
      expect(codeOf(await enter(world.people.ana))).toBe('not-fictional')
      expect(await sessions(world.store.read).ofPerson(world.people.ana, world.deps.now())).toEqual([])
    })

    test('a database that names no world is not the demonstration', async () => {
      expect(codeOf(await enter(world.people.ana))).toBe('not-fictional')
    })

    test('a real person is nobody to be entered as, even there', async () => {
      await worldIs('demo')
      const { t } = world.store.read
      await world.store.tx((c) => c.q.update(t.person).set({ fictional: false }))
      expect(codeOf(await enter(world.people.ana))).toBe('not-fictional')
      expect(codeOf(await enter('nobody' as PersonId))).toBe('not-found')
    })
  })

  test('P10 the operator makes a link for whoever is known', async () => {
    const linkTo = (token: string) => token
    expect(codeOf(await makeLink(world.deps, { email: 'stranger@people.example', linkTo }))).toBe('not-found')
    const { link } = sure(await makeLink(world.deps, { email: 'ana@people.example', linkTo }))
    expect(codeOf(await openByLink(world.deps, { token: link, ...browser }))).toBe('ok')
    expect(await signInLinks(world.store.read).find(tokenHash(link))).toMatchObject({
      usedAt: expect.any(Date),
    })
  })
})
