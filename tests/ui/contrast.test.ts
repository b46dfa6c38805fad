import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../app/ui/styles/tokens.css', import.meta.url), 'utf8')

/** The declarations of each block that sets colours, in the order of the file. */
const blocks = [...css.matchAll(/\{([^{}]*--paper:[^{}]*)\}/g)].map(
  (block) => new Map([...block[1]!.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1]!, m[2]!.trim()])),
)
const [light, system, chosen] = blocks as [Map<string, string>, Map<string, string>, Map<string, string>]

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(tokens: Map<string, string>, a: string, b: string): number {
  const [hi, lo] = [a, b].map((name) => luminance(tokens.get(name)!)).sort((x, y) => y - x) as [
    number,
    number,
  ]
  return (hi + 0.05) / (lo + 0.05)
}

const grounds = ['paper', 'surface', 'sunken']
const text: [string, string][] = [
  ...grounds.flatMap((g) =>
    ['ink', 'muted', 'accent', 'accent-deep', 'ok', 'warn', 'bad'].map((f): [string, string] => [f, g]),
  ),
  ...['ok', 'warn', 'bad', 'bracket', 'ins', 'del'].map((n): [string, string] => [n, `${n}-soft`]),
  ['ink', 'accent-soft'],
  ['muted', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['accent-deep', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-deep'],
  ['bad', 'paper'],
]
const graphics: [string, string][] = [
  ...['paper', 'surface'].flatMap((g) =>
    ['edge', 'focus', 'yes', 'no', 'abstain', 'absent'].map((f): [string, string] => [f, g]),
  ),
  ['edge', 'sunken'],
  ['focus', 'sunken'],
  ['focus', 'accent-soft'],
  ['focus', 'bad-soft'],
  ['bracket-line', 'bracket-soft'],
  ['bracket-line', 'paper'],
  ['accent', 'sunken'],
]

test('the dark theme is the same by system and by choice', () => {
  expect(blocks).toHaveLength(3)
  expect([...chosen]).toEqual([...system])
})

test('black on white is the greatest contrast there is', () => {
  const extremes = new Map([
    ['black', '#000000'],
    ['white', '#ffffff'],
  ])
  expect(contrast(extremes, 'black', 'white')).toBeCloseTo(21, 5)
})

describe.each([
  ['light', light],
  ['dark', chosen],
])('in the %s theme', (_, tokens) => {
  test.each(text)('%s on %s can be read: at least 4.5', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(graphics)('%s on %s can be seen: at least 3', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(3)
  })
})
