import { z } from 'zod'
import {
  type Comparator,
  comparators,
  type Rule,
  type SideName,
  type Split,
  sideNames,
  type Test,
} from '~/domain/ballots/rule'
import { parseFraction } from '~/domain/fraction'
import { ok, type Result, refuse } from '~/domain/result'

/** What is wrong with a rule, and where: `outcomes[0].when.ratio.of`. The path of the rule itself is ''. */
export interface Problem {
  path: string
  message: string
}

export const ruleLimits = { characters: 262_144, depth: 16, tests: 500, entries: 1_000, text: 500 }

/** A rule in a form field: its JSON text. */
export const RuleText = z.string({ error: 'The rule is missing.' }).transform((text, context) => {
  const rule = parseRuleText(text)
  if (rule.ok) return rule.value
  for (const { path, message } of rule.error) {
    context.addIssue({ code: 'custom', message: path ? `${path}: ${message}` : message })
  }
  return z.NEVER
})

/** A rule from JSON text: sound JSON, no key twice, then `parseRule`. */
export function parseRuleText(text: string): Result<Rule, Problem[]> {
  if (text.length > ruleLimits.characters) {
    return refuse([{ path: '', message: `the rule has more than ${ruleLimits.characters} characters` }])
  }
  let json: unknown
  try {
    json = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
  } catch (error) {
    const { message } = error as Error
    const place = /position (\d+)/.exec(message)
    const line = place ? ` (line ${text.slice(0, Number(place[1])).split('\n').length})` : ''
    return refuse([{ path: '', message: `not JSON${line}: ${message}` }])
  }
  const twice = keyTwice(text)
  if (twice !== null) return refuse([{ path: '', message: `the key "${twice}" stands twice in one object` }])
  return parseRule(json)
}

/**
 * A rule from JSON, strictly: every key known, every number a text, exactly one comparator where one belongs.
 * The value is a fresh copy. All problems come back, not only the first.
 */
export function parseRule(json: unknown): Result<Rule, Problem[]> {
  const reader = new Reader()
  const rule = reader.rule(json)
  return rule && reader.problems.length === 0 ? ok(rule) : refuse(reader.problems)
}

/** The first key that one object of the (sound) JSON text has twice: JSON.parse would keep the last and say nothing. */
function keyTwice(text: string): string | null {
  const open: (Set<string> | null)[] = []
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (colon) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string
      const keys = open.at(-1)
      if (keys?.has(key)) return key
      keys?.add(key)
    }
  }
  return null
}

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

// What could make a name read other than it is.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u

const testKinds = ['ratio', 'count', 'each', 'all', 'any', 'not'] as const
type Kind = (typeof testKinds)[number]

const testKeys: Record<Kind, readonly string[]> = {
  ratio: ['ratio', 'where', ...comparators],
  count: ['count', 'where', ...comparators],
  each: ['each', 'test', 'all', 'share', 'weights', 'where', ...comparators],
  all: ['all', 'where'],
  any: ['any', 'where'],
  not: ['not', 'where'],
}

/** Reads one rule and gathers every problem on the way; a part with problems comes back as null. */
class Reader {
  readonly problems: Problem[] = []
  private tests = 0

  rule(json: unknown): Rule | null {
    const keys = ['id', 'title', 'source', 'measures', 'quorum', 'outcomes', 'otherwise']
    const given = this.object(json, '', keys)
    if (!given) return null
    const id = this.text(given.id, 'id', 64)
    if (id !== null && !/^[A-Za-z0-9][A-Za-z0-9._:-]*$/.test(id)) {
      this.add('id', 'only letters, digits and . _ : - are allowed')
    }
    const title = this.text(given.title, 'title', 200)
    const source = this.optional(given.source, (value) => this.text(value, 'source', ruleLimits.text))
    const measures = this.optional(given.measures, (value) => this.measures(value))
    const quorum = this.optional(given.quorum, (value) => this.test(value, 'quorum', 1))
    const outcomes = this.list(given.outcomes, 'outcomes', (value, path) => this.outcome(value, path))
    const otherwise = this.optional(given.otherwise, (value) => this.text(value, 'otherwise', 60))
    if (id === null || title === null || !outcomes) return null
    return {
      id,
      title,
      ...(source && { source }),
      ...(measures && { measures }),
      ...(quorum && { quorum }),
      outcomes,
      ...(otherwise && { otherwise }),
    }
  }

  private outcome(json: unknown, path: string): Rule['outcomes'][number] | null {
    const given = this.object(json, path, ['outcome', 'when'])
    if (!given) return null
    const outcome = this.text(given.outcome, `${path}.outcome`, 60)
    const when = this.test(given.when, `${path}.when`, 1)
    return outcome !== null && when ? { outcome, when } : null
  }

  private measures(json: unknown): Record<string, Split> | null {
    return this.record(json, 'measures', (value, path, name) => {
      if (name === 'heads') this.add(path, 'heads is 1 for everyone and cannot be derived')
      const given = this.object(value, path, ['split', 'among', 'per'])
      if (!given) return null
      const split = this.list(given.split, `${path}.split`, (level, at) => this.level(level, at))
      const among = this.optional(given.among, (names) => this.sides(names, `${path}.among`))
      const per = this.optional(given.per, (measure) => this.text(measure, `${path}.per`, 200))
      return split && { split, ...(among && { among }), ...(per && { per }) }
    })
  }

  private level(json: unknown, path: string): Split['split'][number] | null {
    const given = this.object(json, path, ['by', 'shares'])
    if (!given) return null
    const by = this.text(given.by, `${path}.by`, 200)
    const named = isObject(given.shares)
    if (!named && given.shares !== 'equal') {
      this.add(`${path}.shares`, `"equal" or an object of shares is needed, not ${show(given.shares)}`)
    }
    const shares = named ? this.numbers(given.shares, `${path}.shares`) : 'equal'
    return by !== null && shares ? { by, shares } : null
  }

  private test(json: unknown, path: string, depth: number): Test | null {
    if (depth > ruleLimits.depth) return this.add(path, `tests lie more than ${ruleLimits.depth} deep`)
    if (++this.tests > ruleLimits.tests) return this.add(path, `more than ${ruleLimits.tests} tests`)
    if (!isObject(json)) return this.add(path, `a test is needed, not ${show(json)}`)
    const kinds = testKinds.filter((kind) => Object.hasOwn(json, kind))
    // `all` beside `each` says how many groups; alone it is a test of its own.
    const kind = kinds.includes('each') ? 'each' : kinds[0]
    const spare = kinds.filter((other) => other !== kind && !(kind === 'each' && other === 'all'))
    if (!kind) return this.add(path, `a test has one of ${testKinds.join(', ')}; none is given`)
    if (spare.length > 0) return this.add(path, `a test has one kind, not "${kind}" and "${spare[0]}"`)
    const given = this.object(json, path, testKeys[kind])
    const where = this.optional(json.where, (value) =>
      this.record(value, `${path}.where`, (group, at) => this.text(group, at, 200)),
    )
    const test = this.kind(kind, json, path, depth)
    return given && test && { ...test, ...(where && { where }) }
  }

  private kind(kind: Kind, json: Json, path: string, depth: number): Test | null {
    switch (kind) {
      case 'ratio':
        return this.ratio(json, path)
      case 'count':
        return this.count(json, path)
      case 'each':
        return this.each(json, path, depth)
      case 'not': {
        const not = this.test(json.not, `${path}.not`, depth + 1)
        return not && { not }
      }
      case 'all': {
        const all = this.list(json.all, `${path}.all`, (value, at) => this.test(value, at, depth + 1))
        return all && { all }
      }
      case 'any': {
        const any = this.list(json.any, `${path}.any`, (value, at) => this.test(value, at, depth + 1))
        return any && { any }
      }
    }
  }

  private ratio(json: Json, path: string): Test | null {
    const given = this.object(json.ratio, `${path}.ratio`, ['of', 'over', 'measure'])
    const compared = this.comparison(json, path)
    if (!given) return null
    const of = this.sides(given.of, `${path}.ratio.of`)
    const over = this.sides(given.over, `${path}.ratio.over`)
    const measure = this.optional(given.measure, (value) => this.text(value, `${path}.ratio.measure`, 200))
    return of && over && compared && { ratio: { of, over, ...(measure && { measure }) }, ...compared }
  }

  private count(json: Json, path: string): Test | null {
    const given = this.object(json.count, `${path}.count`, ['of', 'measure'])
    const compared = this.comparison(json, path)
    if (!given) return null
    const of = this.sides(given.of, `${path}.count.of`)
    const measure = this.optional(given.measure, (value) => this.text(value, `${path}.count.measure`, 200))
    return of && compared && { count: { of, ...(measure && { measure }) }, ...compared }
  }

  private each(json: Json, path: string, depth: number): Test | null {
    const each = this.text(json.each, `${path}.each`, 200)
    const test = this.test(json.test, `${path}.test`, depth + 1)
    const weights = this.optional(json.weights, (value) => this.numbers(value, `${path}.weights`))
    const needed = this.needed(json, path)
    if (weights && needed && 'all' in needed) this.add(`${path}.weights`, 'weights say nothing beside "all"')
    if (each === null || !test || !needed) return null
    return { each, test, ...needed, ...(weights && { weights }) }
  }

  /** How many groups `each` needs: exactly one of `all`, `share` and a comparator. */
  private needed(json: Json, path: string) {
    const compared = comparators.filter((comparator) => Object.hasOwn(json, comparator))
    const ways = [...['all', 'share'].filter((way) => Object.hasOwn(json, way)), ...compared]
    if (ways.length !== 1) {
      const given =
        ways.length === 0 ? 'none is given' : `${ways.map((way) => `"${way}"`).join(' and ')} are given`
      return this.add(path, `each needs exactly one of "all", "share" and a comparator; ${given}`)
    }
    if (ways[0] === 'all') {
      if (json.all !== true) return this.add(`${path}.all`, `true is needed, not ${show(json.all)}`)
      return { all: true } as const
    }
    if (ways[0] !== 'share') return this.comparison(json, path)
    const share = this.object(json.share, `${path}.share`, comparators)
    const comparison = share && this.comparison(share, `${path}.share`)
    return comparison && { share: comparison }
  }

  private comparison(json: Json, path: string): Partial<Record<Comparator, string>> | null {
    const given = comparators.filter((comparator) => Object.hasOwn(json, comparator))
    const [comparator, second] = given
    if (!comparator)
      return this.add(path, `exactly one of ${comparators.join(', ')} is needed; none is given`)
    if (second) return this.add(path, `exactly one comparator is needed, not "${comparator}" and "${second}"`)
    const number = this.number(json[comparator], `${path}.${comparator}`)
    return number === null ? null : { [comparator]: number }
  }

  private sides(json: unknown, path: string): SideName[] | null {
    return this.list(json, path, (value, at) => {
      const name = sideNames.find((known) => known === value)
      return name ?? this.add(at, `one of ${sideNames.join(', ')} is needed, not ${show(value)}`)
    })
  }

  private number(json: unknown, path: string): string | null {
    if (typeof json === 'number') {
      return this.add(
        path,
        `a number is written as a text, "${json}" and not ${json}, so that it stays exact`,
      )
    }
    if (typeof json === 'string' && parseFraction(json)) return json
    return this.add(path, `an exact number >= 0 ("3", "2/3", "0.85") is needed, not ${show(json)}`)
  }

  private numbers(json: unknown, path: string): Record<string, string> | null {
    return this.record(json, path, (value, at) => this.number(value, at))
  }

  private text(json: unknown, path: string, most: number): string | null {
    if (typeof json !== 'string') return this.add(path, `a text is needed, not ${show(json)}`)
    if (json.trim() === '') return this.add(path, 'the text is empty')
    if (json.length > most) return this.add(path, `the text has more than ${most} characters`)
    if (hidden.test(json) || !json.isWellFormed()) {
      return this.add(path, 'the text holds a character that cannot be seen')
    }
    return json
  }

  private list<T>(json: unknown, path: string, read: (value: unknown, path: string) => T | null): T[] | null {
    if (!Array.isArray(json)) return this.add(path, `a list is needed, not ${show(json)}`)
    if (json.length === 0) return this.add(path, 'the list is empty')
    if (json.length > ruleLimits.entries) return this.add(path, `more than ${ruleLimits.entries} entries`)
    const values: T[] = []
    for (const [at, given] of json.entries()) {
      const value = read(given, `${path}[${at}]`)
      if (value !== null) values.push(value)
    }
    return values.length === json.length ? values : null
  }

  /** An object whose keys are names chosen by the forum. */
  private record<T>(
    json: unknown,
    path: string,
    read: (value: unknown, path: string, name: string) => T | null,
  ): Record<string, T> | null {
    if (!isObject(json)) return this.add(path, `an object is needed, not ${show(json)}`)
    const names = Object.keys(json)
    if (names.length > ruleLimits.entries) return this.add(path, `more than ${ruleLimits.entries} entries`)
    const values: [string, T][] = []
    for (const name of names) {
      const at = `${path}.${name}`
      if (name === '__proto__') return this.add(at, 'the name "__proto__" is not allowed')
      if (this.text(name, at, 200) === null) continue
      const value = read(json[name], at, name)
      if (value !== null) values.push([name, value])
    }
    return values.length === names.length ? Object.fromEntries(values) : null
  }

  private object(json: unknown, path: string, known: readonly string[]): Json | null {
    if (!isObject(json)) return this.add(path, `an object is needed, not ${show(json)}`)
    const unknown = Object.keys(json).filter((key) => !known.includes(key))
    for (const key of unknown) this.add(path, `unknown key ${show(key)}; known are ${known.join(', ')}`)
    return unknown.length === 0 ? json : null
  }

  private optional<T>(json: unknown, read: (value: unknown) => T | null): T | null | undefined {
    return json === undefined ? undefined : read(json)
  }

  private add(path: string, message: string): null {
    if (this.problems.length < 50) this.problems.push({ path, message })
    return null
  }
}
