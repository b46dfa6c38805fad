/** One measured figure; `bar` is what design.md asks for, `other` the other side where the figure is a ratio. */
export interface Row {
  name: string
  value: number
  unit: string
  other?: { name: string; value: number; unit: string }
  bar?: string
  met?: boolean
}

const shown = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3)

export function print(rows: readonly Row[], json: boolean) {
  if (json) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`)
  else process.stdout.write(table(rows))
}

function table(rows: readonly Row[]): string {
  const cells = rows.map((r) => [
    r.name,
    `${shown(r.value)} ${r.unit}`,
    r.other ? `${r.other.name}: ${shown(r.other.value)} ${r.other.unit}` : '',
    r.bar ? `${r.bar} ${r.met ? 'met' : 'NOT MET'}` : '',
  ])
  const head = ['what', 'figure', 'beside it', 'bar']
  const widths = head.map((h, i) => Math.max(h.length, ...cells.map((c) => c[i]!.length)))
  const line = (c: string[]) =>
    `${c
      .map((text, i) => text.padEnd(widths[i]!))
      .join('  ')
      .trimEnd()}\n`
  return line(head) + line(widths.map((w) => '-'.repeat(w))) + cells.map(line).join('')
}

export const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
