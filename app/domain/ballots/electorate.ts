import { ok, type Result, refuse } from '../result'
import { type Cast, layOut } from './cast'
import { checkRule } from './check-rule'
import {
  leafSums,
  type Measure,
  placesByLeaf,
  rollMeasure,
  type Sums,
  splitMeasure,
  sumShared,
  sumSteady,
} from './measures'
import type { TallyRefusal } from './refusal'
import { groupOf, type Roll, type Votes } from './roll'
import { measureOf, type Rule, rulesTests } from './rule'

/** The members a test sees: the whole roll, narrowed by every `where` and `each` around it. */
export interface Seen {
  readonly key: string
  readonly places: Int32Array
  /** The groups that narrowed it, outermost first. */
  readonly path: readonly { readonly grouping: string; readonly group: string }[]
}

/** One set of votes being counted, with the sums already made. */
export interface Count {
  readonly cast: Cast
  readonly sums: (readonly Sums[] | undefined)[]
}

/** A roll made ready for one rule: measures computed once, members found by place. */
export interface Electorate {
  readonly roll: Roll
  readonly whole: Seen
  /** `heads` and every measure that the rule's tests use. */
  readonly measures: ReadonlyMap<string, Measure>
  count(votes: Votes): Result<Count, TallyRefusal>
  narrow(seen: Seen, grouping: string, group: string): Seen
  /** The groups among the members seen, in order of the roll. */
  groups(seen: Seen, grouping: string): readonly Seen[]
  /** A sum that is made once for each count, however many tests ask for it. */
  summing(measure: string, seen: Seen): (count: Count) => Sums
  /** For a shared measure, the sums inside each last group. */
  summingLeaves(measure: string, seen: Seen): (count: Count) => readonly Sums[]
}

/** Check the rule against the roll and compute its measures. */
export function readyElectorate(rule: Rule, roll: Roll): Result<Electorate, TallyRefusal> {
  const [refusal] = checkRule(rule, roll)
  if (refusal) return refuse(refusal)
  const measures = readyMeasures(rule, roll)
  if (!measures.ok) return measures
  const placeOf = new Map(roll.map(({ member }, place) => [member, place]))
  const slots = slotting()
  const whole: Seen = { key: '', path: [], places: Int32Array.from(roll, (_, place) => place) }
  const narrowing = narrowingOf(roll)
  const summingLeaves = (name: string, seen: Seen) => {
    const measure = measures.value.get(name)
    if (measure?.kind !== 'shared') throw new Error(`the measure ${name} has no last groups`)
    const byLeaf = placesByLeaf(measure, seen.places)
    return slots(slotKey('leaves', name, seen), (count) => leafSums(measure, byLeaf, count.cast))
  }
  return ok({
    roll,
    whole,
    measures: measures.value,
    ...narrowing,
    count: (votes) => {
      const cast = layOut(placeOf, votes)
      return cast.ok ? ok({ cast: cast.value, sums: [] }) : cast
    },
    summingLeaves,
    summing: (name, seen) => {
      const summed = slots(
        slotKey('sums', name, seen),
        sumMaker(measures.value.get(name)!, seen, whole, summingLeaves),
      )
      return (count) => summed(count)[0]!
    },
  })
}

// Names come from files: only JSON keeps two of them apart whatever they hold.
const slotKey = (kind: string, measure: string, seen: Seen) => JSON.stringify([kind, measure, seen.key])

type Maker = (count: Count) => readonly Sums[]

function sumMaker(
  measure: Measure,
  seen: Seen,
  whole: Seen,
  leavesOf: (name: string, seen: Seen) => Maker,
): Maker {
  if (measure.kind === 'steady') return (count) => [sumSteady(measure, seen.places, count.cast)]
  const all = leavesOf(measure.name, whole)
  const here = leavesOf(measure.name, seen)
  return (count) => [sumShared(measure, all(count), here(count))]
}

function slotting(): (key: string, make: Maker) => Maker {
  const slotOf = new Map<string, number>()
  return (key, make) => {
    const slot = slotOf.get(key) ?? slotOf.size
    slotOf.set(key, slot)
    return (count) => {
      count.sums[slot] ??= make(count)
      return count.sums[slot]
    }
  }
}

function narrowingOf(roll: Roll): Pick<Electorate, 'narrow' | 'groups'> {
  const made = new Map<string, readonly Seen[]>()
  const groups = (seen: Seen, grouping: string) => {
    const key = `${seen.key} ${JSON.stringify(grouping)}`
    const known = made.get(key)
    if (known) return known
    const places = new Map<string, number[]>()
    for (const place of seen.places) {
      const group = groupOf(roll[place]!, grouping)
      const held = places.get(group)
      if (held) held.push(place)
      else places.set(group, [place])
    }
    const found = [...places].map(([group, held]) => seenGroup(seen, grouping, group, held))
    made.set(key, found)
    return found
  }
  const narrow = (seen: Seen, grouping: string, group: string) =>
    groups(seen, grouping).find((below) => below.path.at(-1)!.group === group) ??
    seenGroup(seen, grouping, group, [])
  return { groups, narrow }
}

function seenGroup(seen: Seen, grouping: string, group: string, places: number[]): Seen {
  return {
    key: `${seen.key} ${JSON.stringify([grouping, group])}`,
    places: Int32Array.from(places),
    path: [...seen.path, { grouping, group }],
  }
}

function readyMeasures(rule: Rule, roll: Roll): Result<Map<string, Measure>, TallyRefusal> {
  const measures = new Map<string, Measure>()
  for (const name of measuresNamed(rule)) {
    const split = rule.measures && Object.hasOwn(rule.measures, name) ? rule.measures[name] : undefined
    const measure = split ? splitMeasure(name, split, roll) : rollMeasure(name, roll)
    if (!measure.ok) return measure
    measures.set(name, measure.value)
  }
  return ok(measures)
}

function measuresNamed(rule: Rule): Set<string> {
  const named = new Set(['heads', ...Object.keys(rule.measures ?? {})])
  for (const test of rulesTests(rule)) named.add(measureOf(test))
  return named
}
