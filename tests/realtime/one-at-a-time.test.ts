import { describe, expect, test } from 'vitest'
import { oneAtATime } from '~/realtime/one-at-a-time'

/** Runs that end when the test says so. */
function runs() {
  const begun: { full: boolean; end(): void; fail(): void }[] = []
  const looks = oneAtATime(
    (full) => new Promise((end, fail) => begun.push({ full, end, fail: () => fail(new Error('no')) })),
  )
  return { begun, ...looks }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('D2 looking at who may still write', () => {
  test('what is asked for while a look runs is looked at by one more, which begins after it', async () => {
    const { begun, ask, isRunning } = runs()
    const first = ask(false)
    const seen: string[] = []
    const others = [ask(false), ask(true), ask(false)].map((p) => p.then(() => seen.push('second')))
    expect(begun).toHaveLength(1)
    begun[0]!.end()
    await first
    await settled()
    expect([begun.length, begun[1]!.full, seen.length, isRunning()]).toEqual([2, true, 0, true])
    begun[1]!.end()
    await Promise.all(others)
    await settled()
    expect([begun.length, seen.length, isRunning()]).toEqual([2, 3, false])
  })

  test('asked for again during the second, a third follows', async () => {
    const { begun, ask } = runs()
    void ask(true)
    void ask(false)
    begun[0]!.end()
    await settled()
    const third = ask(false)
    begun[1]!.end()
    await settled()
    expect(begun.map((b) => b.full)).toEqual([true, false, false])
    begun[2]!.end()
    await third
  })

  test('one that fails tells those who asked for it, and the next still runs', async () => {
    const { begun, ask, done } = runs()
    const first = ask(false)
    const second = ask(false)
    begun[0]!.fail()
    await expect(first).rejects.toThrow('no')
    begun[1]!.end()
    await second
    await done()
    expect(begun).toHaveLength(2)
  })
})
