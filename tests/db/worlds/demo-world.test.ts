import { describe, expect, test } from 'vitest'
import { parseRule } from '~/contracts/rule'
import { checkRule } from '~/domain/ballots/check-rule'
import { findPreset } from '~/domain/ballots/presets'
import type { Roll, Votes } from '~/domain/ballots/roll'
import type { Rule } from '~/domain/ballots/rule'
import { tally } from '~/domain/ballots/tally'
import { demoWorld } from '~db/worlds/demo/demo-world'
import { demoStates, regions } from '~db/worlds/demo/states'
import type { WorldBallot } from '~db/worlds/demo/types'
import { bracketSpans, wordingOf } from '~db/worlds/demo/wording'
import { unMembers } from '~db/worlds/un/members'

const now = new Date('2030-03-01T12:34:56Z')
const world = demoWorld(now)

const slugs = (records: readonly { slug: string }[]) => new Set(records.map((r) => r.slug))
const find = <T extends { slug: string }>(records: readonly T[], slug: string): T => {
  const found = records.find((r) => r.slug === slug)
  if (!found) throw new Error(`nothing is called ${slug}`)
  return found
}

const rollOf = (forum: string): Roll => world.seats.filter((seat) => seat.forum === forum && seat.votes)

/** A later vote of a member replaces an earlier one. */
const votesOf = (ballot: WorldBallot): Votes => {
  const last = new Map(ballot.votes.map((vote) => [vote.member, vote.choice]))
  return [...last].map(([member, choice]) => ({ member, choice, part: '1' }))
}

const ruleOf = (forum: string, id: string): Rule => {
  const listed = find(world.forums, forum).rules.find((r) => (typeof r === 'string' ? r : r.id) === id)
  const rule = typeof listed === 'string' ? findPreset(listed) : listed
  if (!rule) throw new Error(`${forum} has no rule ${id}`)
  return rule
}

const decide = (rule: Rule, roll: Roll, votes: Votes) => {
  const result = tally(rule, roll, votes)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const headsIn = ({
  yes,
  no,
  abstain,
  absent,
}: {
  yes: string
  no: string
  abstain: string
  absent: string
}) => ({
  yes: Number(yes),
  no: Number(no),
  abstain: Number(abstain),
  absent: Number(absent),
})

describe('fictional States', () => {
  test('are 30 to 36, with 6 to 8 in each of five regions', () => {
    expect(demoStates.length).toBeGreaterThanOrEqual(30)
    expect(demoStates.length).toBeLessThanOrEqual(36)
    expect(regions).toHaveLength(5)
    for (const region of regions) {
      const count = demoStates.filter((state) => state.region === region).length
      expect(count).toBeGreaterThanOrEqual(6)
      expect(count).toBeLessThanOrEqual(8)
    }
  })

  test('have distinct codes from the range that ISO 3166 gives to no country', () => {
    expect(new Set(demoStates.map((state) => state.code)).size).toBe(demoStates.length)
    for (const { code } of demoStates) expect(code).toMatch(/^X[A-X][A-Z]$/)
  })

  test('bear names that are at least three letters away from that of any real State', () => {
    const real = unMembers.map((member) => plain(member.name))
    for (const { name } of demoStates) {
      const nearest = Math.min(...real.map((other) => distance(plain(name), other)))
      expect(nearest, name).toBeGreaterThanOrEqual(3)
      expect(
        real.some((other) => other.includes(plain(name)) || plain(name).includes(other)),
        name,
      ).toBe(false)
    }
  })

  test('have exact weights: inhabitants are whole numbers, contributions sum to 1000', () => {
    let tenths = 0n
    for (const { population, contribution } of demoStates) {
      expect(population).toMatch(/^[1-9]\d*$/)
      expect(contribution).toMatch(/^\d+(\.\d)?$/)
      const [whole, tenth = '0'] = contribution.split('.')
      tenths += BigInt(whole ?? '0') * 10n + BigInt(tenth)
    }
    expect(tenths).toBe(10_000n)
  })
})

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

describe('organisations and people', () => {
  test.each([
    ['firm', 2],
    ['civil-society', 2],
    ['technical-community', 1],
  ] as const)('%s: %i in each region', (kind, count) => {
    for (const region of regions) {
      const found = world.organisations.filter((o) => o.kind === kind && o.region === region)
      expect(found, region).toHaveLength(count)
    }
  })

  test('one intergovernmental organisation keeps the secretariat', () => {
    expect(world.organisations.filter((o) => o.kind === 'intergovernmental')).toHaveLength(1)
  })

  test('slugs, names and addresses are unique, and addresses end in .example', () => {
    for (const records of [world.organisations, world.people, world.delegations, world.forums, world.norms])
      expect(slugs(records).size).toBe(records.length)
    expect(new Set(world.people.map((p) => p.email)).size).toBe(world.people.length)
    for (const { email, organisation, slug } of world.people) {
      expect(email).toMatch(/^[a-z]+(\.[a-z]+)+@[a-z-]+\.example$/)
      expect(email.endsWith(`@${organisation}.example`)).toBe(true)
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)+$/)
    }
  })

  test('everybody belongs to a listed organisation; each delegation has one head, who administers it', () => {
    const organisations = slugs(world.organisations)
    for (const person of world.people) expect(organisations).toContain(person.organisation)
    for (const delegation of world.delegations) {
      expect(organisations).toContain(delegation.organisation)
      expect(delegation.members.filter((m) => m.role === 'head' && m.administrator)).toHaveLength(1)
      for (const { person } of delegation.members)
        expect(find(world.people, person).organisation).toBe(delegation.organisation)
    }
  })

  test('at least twelve States sent an alternate', () => {
    const withAlternate = world.delegations.filter((d) => d.members.some((m) => m.role === 'alternate'))
    expect(withAlternate.length).toBeGreaterThanOrEqual(12)
  })

  test('there is one administrator, two auditors, staff, and a chair in each forum who sits in no delegation', () => {
    const people = slugs(world.people)
    for (const grant of world.grants) expect(people).toContain(grant.person)
    const holders = (role: string) =>
      new Set(world.grants.filter((g) => g.role === role).map((g) => g.person))
    expect(holders('administrator').size).toBe(1)
    expect(holders('auditor').size).toBe(2)
    expect(holders('secretariat').size).toBe(3)
    const members = world.delegations.flatMap((d) => d.members.map((m) => m.person))
    for (const forum of world.forums) {
      expect(forum.chairs).toHaveLength(1)
      expect(forum.secretariat.length).toBeGreaterThan(0)
      expect(members).not.toContain(forum.chairs[0])
    }
  })
})

describe('forums and seats', () => {
  test('the Assembly and five regions; every State votes in the Assembly and in its own region only', () => {
    expect(world.forums.map((f) => f.kind)).toEqual(['global', ...regions.map(() => 'regional')])
    for (const state of demoStates) {
      const seats = world.seats.filter((seat) => seat.member === state.code)
      expect(seats.map((seat) => seat.forum)).toEqual(['assembly', state.region])
      expect(seats.every((seat) => seat.votes)).toBe(true)
    }
  })

  test('seats name a listed forum and delegation; a member has one seat in a forum; stakeholders have no vote', () => {
    const [forums, delegations] = [slugs(world.forums), slugs(world.delegations)]
    const places = world.seats.map((seat) => `${seat.forum} ${seat.member}`)
    expect(new Set(places).size).toBe(places.length)
    for (const seat of world.seats) {
      expect(forums).toContain(seat.forum)
      expect(delegations).toContain(seat.delegation)
      const { kind } = find(world.organisations, find(world.delegations, seat.delegation).organisation)
      expect(seat.votes).toBe(kind === 'government')
    }
  })

  test('every rule of every forum fits its roll, and the default is one of them', () => {
    for (const forum of world.forums) {
      const ids = forum.rules.map((rule) => (typeof rule === 'string' ? rule : rule.id))
      expect(ids).toContain(forum.defaultRule)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(checkRule(ruleOf(forum.slug, id), rollOf(forum.slug)), id).toEqual([])
    }
  })

  test('the rules that forums wrote themselves, and the joint one, are in the grammar', () => {
    const own = [...world.forums.flatMap((forum) => forum.rules), ...world.joints.map((joint) => joint.rule)]
    const documents = own.filter((rule) => typeof rule !== 'string')
    expect(documents).toHaveLength(6)
    for (const rule of documents) expect(parseRule(rule), rule.id).toEqual({ ok: true, value: rule })
  })

  test('no single State of the Long Coast can carry or stop a text alone', () => {
    const roll = rollOf('long-coast')
    for (const { member: alone } of roll) {
      const votes = (own: 'yes' | 'no', others: 'yes' | 'no'): Votes =>
        roll.map(({ member }) => ({ member, choice: member === alone ? own : others, part: '1' }))
      const rule = ruleOf('long-coast', 'people-and-ports')
      expect(decide(rule, roll, votes('yes', 'no')).outcome, alone).toBe('rejected')
      expect(decide(rule, roll, votes('no', 'yes')).outcome, alone).toBe('adopted')
    }
  })
})

describe('norms', () => {
  test('stand at different stages, reached in order and in the past', () => {
    expect(world.norms.map((norm) => norm.stages.at(-1)?.stage)).toEqual([
      'ballot',
      'drafting',
      'adopted',
      'adopted',
      'drafting',
      'drafting',
    ])
    const order = ['drafting', 'consultation', 'text-final', 'ballot', 'adopted']
    for (const { stages } of world.norms) {
      expect(stages.map((s) => s.stage)).toEqual(order.slice(0, stages.length))
      const instants = stages.map((s) => s.atMs)
      expect(instants).toEqual([...instants].sort((a, b) => a - b))
      expect(instants.at(-1)).toBeLessThan(now.getTime())
    }
  })

  test.each(world.norms.map((norm) => [norm.slug, norm] as const))('%s is sound', (_, norm) => {
    expect(norm.paragraphs.length).toBeGreaterThanOrEqual(10)
    expect(norm.paragraphs.length).toBeLessThanOrEqual(18)
    expect(norm.summaryInPlainWords).toHaveLength(5)
    expect(slugs(world.forums)).toContain(norm.forum)
    const keys = norm.paragraphs.map((p) => p.key)
    expect(new Set(keys).size).toBe(keys.length)
    let above: string | undefined
    for (const paragraph of norm.paragraphs) {
      if (paragraph.kind === 'sub') expect(paragraph.parent).toBe(above)
      else above = paragraph.key
      expect(paragraph.parent === undefined).toBe(paragraph.kind !== 'sub')
      expect(bracketSpans(paragraph.text), paragraph.key).not.toBeNull()
    }
  })

  test('articles and operative paragraphs follow the preamble', () => {
    for (const { paragraphs } of world.norms) {
      const last = paragraphs.findLastIndex((p) => p.kind === 'preambular')
      expect(paragraphs.slice(0, last + 1).every((p) => p.kind === 'preambular')).toBe(true)
    }
  })

  test('texts end as treaty texts do: the preamble with a comma or colon, the whole with a full stop', () => {
    for (const { paragraphs } of world.norms) {
      for (const p of paragraphs)
        expect(p.text, p.key).toMatch(p.kind === 'preambular' ? /[,:،]\]?$/ : /[.;:؛]$/)
      expect(paragraphs.at(-1)?.text.endsWith('.')).toBe(true)
    }
  })

  test('cross-references lead to an article or paragraph that exists', () => {
    for (const { paragraphs } of world.norms) {
      const count = (kind: string) => paragraphs.filter((p) => p.kind === kind).length
      for (const { text } of paragraphs) {
        for (const [, n] of text.matchAll(/\bArticle (\d+)/g))
          expect(Number(n)).toBeLessThanOrEqual(count('article'))
        for (const [, n] of text.matchAll(/\bparagraph (\d+)/g)) {
          expect(Number(n)).toBeLessThanOrEqual(count('operative'))
        }
      }
    }
  })

  test('versions change known paragraphs, differ from one another and are frozen in order; decisions have no bracket', () => {
    for (const norm of world.norms) {
      const keys = norm.paragraphs.map((p) => p.key)
      let before: string | undefined
      let atMs = norm.stages[0]?.atMs ?? 0
      for (const version of norm.versions) {
        for (const key of Object.keys(version.texts)) expect(keys).toContain(key)
        const wording = wordingOf(norm, version.symbol)
        expect(JSON.stringify(wording)).not.toBe(before)
        before = JSON.stringify(wording)
        expect(version.atMs).toBeGreaterThan(atMs)
        atMs = version.atMs
        if (version.kind === 'decision') expect(wording.every(({ text }) => !/[[\]]/.test(text))).toBe(true)
      }
    }
  })

  test('the norm under ballot has an earlier version, and most of its articles changed since', () => {
    const norm = find(world.norms, 'vulnerability-disclosure')
    const [first, last] = [norm.versions[0]!, norm.versions.at(-1)!]
    const then = new Map(wordingOf(norm, first.symbol).map(({ key, text }) => [key, text]))
    const changed = wordingOf(norm, last.symbol).filter(({ key, text }) => then.get(key) !== text)
    expect(changed.length).toBeGreaterThanOrEqual(10)
  })

  test('the guideline points to paragraphs of a global norm', () => {
    const guideline = world.norms.find((norm) => norm.kind === 'guideline')!
    const targets = guideline.paragraphs.flatMap((p) => (p.implements ? [p.implements] : []))
    expect(targets.length).toBeGreaterThanOrEqual(5)
    for (const { norm, paragraph } of targets) {
      const target = find(world.norms, norm)
      expect(find(world.forums, target.forum).kind).toBe('global')
      expect(target.paragraphs.map((p) => p.key)).toContain(paragraph)
    }
  })

  test('attributions name delegations', () => {
    const delegations = slugs(world.delegations)
    for (const norm of world.norms)
      for (const { attribution } of norm.paragraphs)
        for (const slug of [...(attribution?.proposedBy ?? []), ...(attribution?.supportedBy ?? [])])
          expect(delegations).toContain(slug)
  })
})

describe('brackets', () => {
  test('every bracket of a drafting text is held by somebody, and its quote is what stands there', () => {
    for (const norm of world.norms)
      for (const { key, text } of norm.paragraphs) {
        // brought in by an amendment, which says who holds them
        if (norm.draft && key in norm.draft) continue
        const spans = bracketSpans(text)!
        const held = world.brackets.filter((b) => b.norm === norm.slug && b.paragraph === key)
        expect(held.map((b) => b.nth).sort(), key).toEqual(spans.map((_, nth) => nth))
        for (const { nth, quote } of held) expect(text.slice(spans[nth]!.open, spans[nth]!.close)).toBe(quote)
      }
  })

  test('they are placed by a member of the holding delegation, after drafting began; some are nested', () => {
    for (const bracket of world.brackets) {
      const members = find(world.delegations, bracket.holder).members.map((m) => m.person)
      expect(members).toContain(bracket.placedBy)
      expect(bracket.atMs).toBeGreaterThan(find(world.norms, bracket.norm).stages[0]!.atMs)
    }
    const depths = world.norms.flatMap((n) =>
      n.paragraphs.flatMap((p) => bracketSpans(p.text)!.map((s) => s.depth)),
    )
    expect(Math.max(...depths)).toBe(1)
  })

  test.each([
    ['plain text', []],
    ['a [b] c', [{ open: 2, close: 5, depth: 0 }]],
    [
      '[a [b]]',
      [
        { open: 0, close: 7, depth: 0 },
        { open: 3, close: 6, depth: 1 },
      ],
    ],
    ['a [b', null],
    ['a] [b', null],
  ])('spans of %j', (text, spans) => {
    expect(bracketSpans(text)).toEqual(spans)
  })
})

describe('amendments', () => {
  test('are in every state that people have to know, and acts come after what they are to, in the past', () => {
    const statuses = new Set(Object.values(world.amendmentStatuses))
    expect([...statuses].sort()).toEqual([
      'adopted',
      'draft',
      'fallen',
      'inadmissible',
      'merged',
      'rejected',
      'tabled',
    ])
    const acts = new Set(world.amendments.map((a) => a.act))
    for (const act of [
      'table',
      'sponsor',
      'name-main',
      'revise',
      'withdraw',
      'take-over',
      'appeal',
      'merge',
    ] as const)
      expect(acts).toContain(act)
    const norm = find(world.norms, 'electronic-evidence')
    for (const { atMs } of world.amendments) {
      expect(atMs).toBeGreaterThan(norm.versions.at(-1)!.atMs)
      expect(atMs).toBeLessThan(now.getTime())
    }
  })
  test('the norm has three kinds of version, and a paragraph that moved between them', () => {
    const norm = find(world.norms, 'electronic-evidence')
    expect(norm.versions.map((v) => v.kind)).toEqual(['rolling', 'chair', 'decision'])
    const place = (symbol: string) => wordingOf(norm, symbol).findIndex((p) => p.key === 'op5')
    const ahead = (symbol: string) => wordingOf(norm, symbol)[place(symbol) - 1]?.key
    expect(ahead(norm.versions[0]!.symbol)).toBe('op3')
    expect(ahead(norm.versions[1]!.symbol)).toBe('op4-deletion')
  })
})

describe('comments', () => {
  test('are about forty, in seven languages, and one was withdrawn', () => {
    expect(world.comments.length).toBeGreaterThanOrEqual(38)
    const languages = new Set(world.comments.map((c) => c.language))
    expect([...languages].sort()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'sw', 'zh'])
    expect(world.comments.filter((c) => c.withdrawnAtMs !== undefined)).toHaveLength(1)
    expect(slugs(world.comments).size).toBe(world.comments.length)
  })

  test('are written in the script of their language', () => {
    for (const { body, language } of world.comments.flatMap((c) => [c, ...c.replies])) {
      const script = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u }[language]
      if (script) expect(body).toMatch(script)
      else expect(body).not.toMatch(/[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Han}]/u)
    }
  })

  test('one paragraph has comments in Arabic, one in Chinese, on the guideline too', () => {
    const languages = world.comments.filter((c) => c.norm === 'duty-rosters').map((c) => c.language)
    expect(languages).toEqual(expect.arrayContaining(['ar', 'zh']))
  })

  test('concern a paragraph that existed, and come from somebody with a voice in that forum', () => {
    for (const comment of world.comments) {
      const norm = find(world.norms, comment.norm)
      if (comment.paragraph) expect(norm.paragraphs.map((p) => p.key)).toContain(comment.paragraph)
      for (const said of [comment, ...comment.replies]) {
        expect(hasVoice(said.author, norm.forum), `${said.author} in ${norm.forum}`).toBe(true)
        expect(find(world.people, said.author).organisation).toBe(said.onBehalfOf)
      }
    }
  })

  test('come after drafting began, before their replies, before now, and in order', () => {
    const instants = world.comments.map((c) => c.atMs)
    expect(instants).toEqual([...instants].sort((a, b) => a - b))
    for (const comment of world.comments) {
      expect(comment.atMs).toBeGreaterThan(find(world.norms, comment.norm).stages[0]!.atMs)
      const thread = [comment.atMs, ...comment.replies.map((r) => r.atMs)]
      expect(thread).toEqual([...thread].sort((a, b) => a - b))
      expect(comment.withdrawnAtMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(thread.at(-1)!)
      expect(thread.at(-1)).toBeLessThan(now.getTime())
    }
  })
})

function hasVoice(person: string, forum: string): boolean {
  const granted = world.grants.some((g) => g.person === person && (g.forum === '' || g.forum === forum))
  const delegation = world.delegations.find((d) => d.members.some((m) => m.person === person))
  const seated = world.seats.some((s) => s.forum === forum && s.delegation === delegation?.slug)
  return granted || seated
}

describe('ballots', () => {
  test('have distinct numbers, joints included, without a gap', () => {
    const numbers = [...world.ballots, ...world.joints].map((b) => b.number).sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  })

  test('put a frozen version to the vote under a rule of the forum, prepared by staff and opened by the chair', () => {
    for (const ballot of world.ballots) {
      const norm = find(world.norms, ballot.norm)
      const version = norm.versions.find((v) => v.symbol === ballot.version)!
      const forum = find(world.forums, ballot.forum)
      expect(version.atMs).toBeLessThan(ballot.preparedAtMs)
      expect(ballot.preparedAtMs).toBeLessThan(ballot.opensAtMs)
      expect(forum.secretariat).toContain(ballot.preparedBy)
      expect(forum.chairs).toContain(ballot.openedBy)
      expect(() => ruleOf(ballot.forum, ballot.rule)).not.toThrow()
    }
  })

  test('votes are cast in order, while the ballot is open, by a head or alternate of a member of the roll', () => {
    for (const ballot of world.ballots) {
      let before = ballot.opensAtMs
      for (const vote of ballot.votes) {
        expect(vote.atMs).toBeGreaterThan(before)
        before = vote.atMs
        const seat = world.seats.find((s) => s.forum === ballot.forum && s.member === vote.member && s.votes)
        const members = find(world.delegations, seat!.delegation).members
        expect(members.find((m) => m.person === vote.by)?.role, vote.by).toMatch(/^(head|alternate)$/)
      }
      expect(before).toBeLessThan(Math.min(ballot.closesAtMs, now.getTime()))
    }
  })

  test('each closed ballot has the outcome and the counts it is said to have', () => {
    for (const ballot of world.ballots.filter((b) => b.closed)) {
      const result = decide(ruleOf(ballot.forum, ballot.rule), rollOf(ballot.forum), votesOf(ballot))
      expect(result.outcome, ballot.slug).toBe(ballot.closed?.outcome)
      expect(headsIn(result.counts), ballot.slug).toEqual(ballot.closed?.counts)
    }
  })

  test('the finished ballot was adopted with a tie in one region and a margin of one in another', () => {
    const ballot = find(world.ballots, 'response-teams-adoption')
    const { groups } = decide(ruleOf('assembly', ballot.rule), rollOf('assembly'), votesOf(ballot))
    expect(headsIn(groups.region!['northern-arc']!)).toEqual({ yes: 2, no: 2, abstain: 1, absent: 1 })
    expect(headsIn(groups.region!['inner-basin']!)).toEqual({ yes: 3, no: 2, abstain: 1, absent: 0 })
  })

  test('the open ballot stays open for weeks; twelve members have voted and one of them changed its vote', () => {
    const open = world.ballots.filter((ballot) => !ballot.closed)
    expect(open).toHaveLength(1)
    expect(open[0]!.closesAtMs - now.getTime()).toBeGreaterThan(21 * 86_400_000)
    expect(open[0]!.votes).toHaveLength(13)
    expect(votesOf(open[0]!)).toHaveLength(12)
    expect(decide(ruleOf('assembly', open[0]!.rule), rollOf('assembly'), votesOf(open[0]!)).counts.yes).toBe(
      '8',
    )
  })

  test('three regional ballots join into one result of 83/105 of the power', () => {
    const joint = world.joints[0]!
    const parts = joint.ballots.map((slug) => find(world.ballots, slug))
    expect(parts.every((part) => part.joint === joint.slug && part.closed!.atMs <= joint.closed.atMs)).toBe(
      true,
    )
    const roll = parts.flatMap((part) => rollOf(part.forum))
    const result = decide(joint.rule, roll, parts.flatMap(votesOf))
    expect(result.outcome).toBe(joint.closed.outcome)
    expect(headsIn(result.counts)).toEqual(joint.closed.counts)
    expect(result.counts.weights?.power?.yes).toBe('83/105')
  })
})

describe('all text', () => {
  test('is NFC, without control or direction characters, untrimmed ends or doubled spaces', () => {
    for (const text of textsIn(world)) {
      expect(text).toBe(text.normalize('NFC').trim())
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]| {2}/u)
    }
  })
})

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

/** When acts are done; deadlines lie ahead. */
function instantsIn(value: unknown): number[] {
  if (!value || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, of]) => (key === 'atMs' ? [of as number] : instantsIn(of)))
}

describe('the negotiation', () => {
  const { positions, alternatives, silences, agreements, proposals, compilations } = world.negotiation

  test('has something of every kind: positions, alternatives, a silence, each state, proposals, a compilation', () => {
    expect(new Set(positions.map((p) => p.position))).toEqual(new Set(['co-holder', 'supporter', 'opponent']))
    expect(alternatives.map((a) => a.text === '')).toEqual([false, true])
    expect(silences.filter((s) => s.untilMs > now.getTime())).toHaveLength(1)
    expect(agreements.map((a) => a.outcome?.is)).toEqual(['closed', 'reopened', undefined])
    expect(proposals.filter((p) => p.settled)).toHaveLength(1)
    expect(compilations).toHaveLength(1)
  })

  test('is about brackets that stand there, after they were placed', () => {
    for (const { norm, paragraph, quote, atMs } of [...positions, ...alternatives, ...silences]) {
      const of = world.brackets.filter((b) => b.norm === norm && b.paragraph === paragraph)
      expect(of.find((b) => b.quote === quote)?.atMs, quote).toBeLessThan(atMs)
    }
  })

  test('one norm is in Arabic: every paragraph, its title, its proposals', () => {
    const norm = world.norms.find((n) => n.language === 'ar')!
    const texts = [norm.title, ...norm.paragraphs.map((p) => p.text)]
    for (const text of texts) expect(text).toMatch(/^[\p{Script=Arabic}\p{M}\s\p{P}]+$/u)
    for (const { text, language } of proposals)
      if (language === 'ar') expect(text).toMatch(/\p{Script=Arabic}/u)
  })
})

describe('time', () => {
  test('the world moves with now by whole days, and is the same within a day', () => {
    expect(demoWorld(new Date('2030-03-01T00:00:00Z'))).toEqual(world)
    const later = demoWorld(new Date('2030-03-02T00:00:00Z'))
    expect(later.ballots[0]!.opensAtMs - world.ballots[0]!.opensAtMs).toBe(86_400_000)
  })

  test.each(['2030-03-01T00:00:00Z', '2030-03-01T23:59:59Z'])('at %s nothing past lies ahead', (iso) => {
    const { ballots, comments, brackets, negotiation } = demoWorld(new Date(iso))
    const past = [
      ...ballots.flatMap((b) => b.votes.map((v) => v.atMs)),
      ...comments.flatMap((c) => [c.atMs, ...c.replies.map((r) => r.atMs)]),
      ...brackets.map((b) => b.atMs),
      ...instantsIn(negotiation),
    ]
    expect(Math.max(...past)).toBeLessThan(Date.parse(iso))
  })
})
