import type { PersonId } from '~/domain/ids'
import type { Kit } from '../kit'

/** What the platform remembers about itself: which world it holds, mail still to be sent, requests it has answered. */
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

  /** What a request that named itself was answered, so that the same one sent again is not done again. */
  const answeredRequest = k.table(
    'answered_request',
    {
      personId: k.text().notNull().$type<PersonId>(),
      key: k.text().notNull(),
      /** What the command returned. */
      value: k.json<object>().notNull(),
      /** Its first and last entry in the order of writing. */
      firstSeq: k.int().notNull(),
      lastSeq: k.int().notNull(),
      at: k.ts().notNull(),
    },
    (t) => [k.pk({ columns: [t.personId, t.key] })],
  )

  return { setting, mail, answeredRequest }
}
