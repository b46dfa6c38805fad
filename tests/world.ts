import { uuidv7 } from 'uuidv7'
import type { Deps } from '~/commands/deps.server'
import type { Rule } from '~/domain/ballots/rule'
import type {
  DelegationId,
  ForumId,
  NormId,
  OrganisationId,
  ParagraphId,
  PersonId,
  RuleId,
  SeatId,
} from '~/domain/ids'
import type { MemberRole, OrganisationKind, Role } from '~/domain/members/standing'
import type { NormKind, ParagraphKind, Stage } from '~/domain/norms/norm'
import { createDeps } from '~/server/services'
import type { Conn, Engine, Store } from '~db/store'
import { settings } from '~db/stores/settings'
import { wordings } from '~db/stores/wordings'
import { engines, openEmpty } from './stores'

export { engines }

/** A clock that stands still until a test moves it. */
export function testClock(start = '2030-01-15T10:00:00.000Z') {
  let at = new Date(start)
  return {
    now: () => at,
    set: (iso: string) => {
      at = new Date(iso)
    },
    forward: (ms: number) => {
      at = new Date(at.getTime() + ms)
    },
  }
}

/**
 * A small world of fictional members in a fresh database: forum `harbour` (global) and forum `valley`
 * (regional) with States Ardenia (ARD), Belmora (BEL) and Corvania (COR) seated in the first and Ardenia and
 * Belmora in the second; the firm Ironworks and the civil-society organisation Openwatch, both accredited.
 * People: `sylvie` secretariat and `chiara` chair everywhere, `admin` administrator, `ana` and `alto` head and
 * alternate of Ardenia, `bela` of Belmora, `coro` of Corvania, `ivo` of Ironworks, `olga` of Openwatch,
 * `paul` who belongs to nobody.
 */
export async function openWorld(engine: Engine = 'sqlite', options: { announce?: () => void } = {}) {
  const opened = await openEmpty(engine)
  const clock = testClock()
  const deps: Deps = createDeps(opened.store, { now: clock.now, ...options })
  const world = await fillWorld(opened.store, clock.now())
  return { ...opened, ...world, clock, deps }
}
export type TestWorld = Awaited<ReturnType<typeof openWorld>>

export async function fillWorld(store: Store, at: Date) {
  return store.tx(async (c) => {
    const add = adders(c, at)
    const harbour = await add.forum('harbour', 'global')
    const valley = await add.forum('valley', 'regional')
    const ardenia = await add.delegation('ardenia', 'government', 'north')
    const belmora = await add.delegation('belmora', 'government', 'north')
    const corvania = await add.delegation('corvania', 'government', 'south')
    const ironworks = await add.delegation('ironworks', 'firm', 'north')
    const openwatch = await add.delegation('openwatch', 'civil-society', 'south')
    const people = {
      sylvie: await add.person('sylvie'),
      chiara: await add.person('chiara'),
      admin: await add.person('admin'),
      ana: await add.person('ana'),
      alto: await add.person('alto'),
      bela: await add.person('bela'),
      coro: await add.person('coro'),
      ivo: await add.person('ivo'),
      olga: await add.person('olga'),
      paul: await add.person('paul'),
    }
    await add.role(people.sylvie, 'secretariat')
    await add.role(people.chiara, 'chair')
    await add.role(people.admin, 'administrator')
    await add.member(ardenia, people.ana, 'head', true)
    await add.member(ardenia, people.alto, 'alternate')
    await add.member(belmora, people.bela, 'head', true)
    await add.member(corvania, people.coro, 'head', true)
    await add.member(ironworks, people.ivo, 'head', true)
    await add.member(openwatch, people.olga, 'head', true)
    await add.seat(harbour, ardenia, 'ARD', { region: 'north' }, { population: '1000' })
    await add.seat(harbour, belmora, 'BEL', { region: 'north' }, { population: '300' })
    await add.seat(harbour, corvania, 'COR', { region: 'south' }, { population: '700' })
    await add.seat(valley, ardenia, 'ARD', { region: 'north' }, { population: '1000' })
    await add.seat(valley, belmora, 'BEL', { region: 'north' }, { population: '300' })
    await add.rule(harbour, simpleMajority)
    await add.rule(valley, simpleMajority)
    return {
      forums: { harbour, valley },
      delegations: { ardenia, belmora, corvania, ironworks, openwatch },
      people,
    }
  })
}

export const simpleMajority: Rule = {
  id: 'simple-majority',
  title: 'Simple majority',
  outcomes: [
    { outcome: 'adopted', when: { ratio: { of: ['yes'], over: ['yes', 'no'] }, moreThan: '1/2' } },
    { outcome: 'tied', when: { ratio: { of: ['yes'], over: ['yes', 'no'] }, equals: '1/2' } },
  ],
}

/** Rows put in place without the commands, so that each command's test needs only itself. */
export function adders(c: Conn, at: Date) {
  return {
    async person(name: string): Promise<PersonId> {
      const id = uuidv7() as PersonId
      await c.q
        .insert(c.t.person)
        .values({ id, name, email: `${name}@people.example`, fictional: true, createdAt: at })
      return id
    },
    async role(personId: PersonId, role: Role, forumId: ForumId | '' = '') {
      await c.q.insert(c.t.roleGrant).values({ personId, role, forumId, since: at })
    },
    /** An organisation and its one delegation, of the same slug. */
    async delegation(slug: string, kind: OrganisationKind, region: string): Promise<DelegationId> {
      const organisationId = uuidv7() as OrganisationId
      const id = uuidv7() as DelegationId
      const country = slug.slice(0, 3).toUpperCase()
      const name = slug.charAt(0).toUpperCase() + slug.slice(1)
      await c.q
        .insert(c.t.organisation)
        .values({ id: organisationId, slug, name, kind, country, region, accredited: true, createdAt: at })
      await c.q.insert(c.t.delegation).values({ id, slug, name, organisationId, createdAt: at })
      return id
    },
    async member(delegationId: DelegationId, personId: PersonId, role: MemberRole, administrator = false) {
      await c.q
        .insert(c.t.delegationMember)
        .values({ delegationId, personId, role, administrator, since: at })
    },
    async forum(slug: string, kind: 'global' | 'regional'): Promise<ForumId> {
      const id = uuidv7() as ForumId
      const name = `${slug.charAt(0).toUpperCase()}${slug.slice(1)} forum`
      await c.q
        .insert(c.t.forum)
        .values({ id, slug, name, kind, region: '', charter: 'Charter.', languages: ['en'], createdAt: at })
      return id
    },
    async seat(
      forumId: ForumId,
      delegationId: DelegationId,
      member: string,
      groupings: Record<string, string>,
      weights: Record<string, string>,
    ) {
      await c.q.insert(c.t.seat).values({
        id: uuidv7() as SeatId,
        forumId,
        delegationId,
        member,
        votes: true,
        groupings,
        weights,
        since: at,
      })
    },
    async rule(forumId: ForumId, rule: Rule, isDefault = true): Promise<RuleId> {
      const id = uuidv7() as RuleId
      await c.q.insert(c.t.rule).values({
        id,
        forumId,
        key: rule.id,
        version: 1,
        title: rule.title,
        body: rule,
        isDefault,
        adoptedAt: at,
      })
      return id
    },
    async norm(
      forumId: ForumId,
      number: number,
      over: { stage?: Stage; title?: string; kind?: NormKind } = {},
    ): Promise<NormId> {
      const id = uuidv7() as NormId
      const ref = `N-${String(number).padStart(3, '0')}`
      await c.q.insert(c.t.norm).values({
        id,
        number,
        ref,
        forumId,
        title: over.title ?? `Norm ${number}`,
        kind: over.kind ?? 'norm',
        stage: over.stage ?? 'drafting',
        stageSince: at,
        summary: 'In plain words.',
        language: 'en',
        createdAt: at,
      })
      return id
    },
    async paragraph(
      normId: NormId,
      position: number,
      text: string,
      kind: ParagraphKind = 'operative',
    ): Promise<ParagraphId> {
      const id = uuidv7() as ParagraphId
      await c.q.insert(c.t.paragraph).values({ id, normId, position, kind, heading: '' })
      await wordings(c).create(id, text, { personId: null, at })
      return id
    },
  }
}

/** The database says which world it is, as after a founding; commands of the command line ask for that. */
export const nameWorld = (store: Store) => store.tx((c) => settings(c).set('world', 'empty'))
