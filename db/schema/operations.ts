import type { Kit } from '../kit'

/** What the platform remembers about itself: which world it holds, and mail still to be sent. */
export function defineOperations(k: Kit) {
  const setting = k.table('setting', {
    key: k.text().primaryKey(),
    value: k.text().notNull(),
  })

  const mail = k.table(
    'mail',
    {
      id: k.text().primaryKey(),
      to: k.text().notNull(),
      subject: k.text().notNull(),
      text: k.text().notNull(),
      createdAt: k.ts().notNull(),
      attempts: k.int().notNull(),
      nextAttemptAt: k.ts().notNull(),
    },
    (t) => [k.index('mail_next').on(t.nextAttemptAt)],
  )

  return { setting, mail }
}
