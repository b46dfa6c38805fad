import { eq } from 'drizzle-orm'
import type { Conn } from '../store'

export const worldNames = ['empty', 'un', 'demo', 'crowded'] as const
export type World = (typeof worldNames)[number]

/** What the platform knows about itself. 'world': which world was seeded; absent in a fresh database. 'epoch': which
 * history of the live texts this is. */
export const settings = (c: Conn) => ({
  async get(key: string): Promise<string | null> {
    const [row] = await c.q.select().from(c.t.setting).where(eq(c.t.setting.key, key))
    return row?.value ?? null
  },
  async set(key: string, value: string) {
    await c.q
      .insert(c.t.setting)
      .values({ key, value })
      .onConflictDoUpdate({ target: c.t.setting.key, set: { value } })
  },
  /** Another one after every time a database was put back; '' before the first. */
  epoch: async () => (await settings(c).get('epoch')) ?? '',
  beginEpoch: (epoch: string) => settings(c).set('epoch', epoch),
  world: async () => (await settings(c).get('world')) as World | null,
})
