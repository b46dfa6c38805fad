import type { Kit } from '../kit'

/** Every act, in order, as leaves of one Merkle tree. Rows are never changed once they have an index. */
export function defineLedger(k: Kit) {
  const ledgerEntry = k.table(
    'ledger_entry',
    {
      /** Order of writing. */
      seq: k.serial(),
      /** Place in the tree, 0-based; null until sequenced (PostgreSQL batches, SQLite is immediate). */
      index: k.int().unique(),
      type: k.text().notNull(),
      /** What the entry is about, which is also the room its event goes to: 'norm/N-014'. */
      subject: k.text().notNull(),
      at: k.ts().notNull(),
      /** The canonical JSON exactly as hashed. */
      body: k.text().notNull(),
      leaf: k.bytes().notNull(),
    },
    (t) => [k.index('ledger_entry_subject').on(t.subject, t.seq)],
  )

  const ledgerNode = k.table(
    'ledger_node',
    {
      level: k.int().notNull(),
      index: k.int().notNull(),
      hash: k.bytes().notNull(),
    },
    (t) => [k.pk({ columns: [t.level, t.index] })],
  )

  const ledgerCheckpoint = k.table('ledger_checkpoint', {
    size: k.int().primaryKey(),
    note: k.text().notNull(),
    at: k.ts().notNull(),
  })

  return { ledgerEntry, ledgerNode, ledgerCheckpoint }
}
