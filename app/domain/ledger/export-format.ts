/** The folder that `parley export` writes and `parley verify` reads: docs/export-format.md. */

export const exportFiles = {
  entries: 'entries.jsonl',
  leaves: 'leaves.bin',
  checkpoint: 'checkpoint',
  key: 'key.pub',
  rolls: 'rolls',
  readme: 'README.txt',
} as const

/** Where a roll lies inside the folder, by its hash (64 hex digits). */
export const rollFile = (hash: string): string => `${exportFiles.rolls}/${hash}.json`

/** The longest roll that is read, in bytes: some 200,000 members. */
export const maxRollBytes = 32 * 1024 * 1024

/**
 * The text of README.txt, byte for byte. The verifier demands it, so that no altered copy can tell a
 * reader to trust another key; a change of this text is a new format number.
 */
export const exportReadme = `Parley ledger export, format 1

Everything this assembly decided, in order, so that anyone can check it without asking anyone.

entries.jsonl   one act a line, canonical JSON (RFC 8785); line 1 is entry 0
leaves.bin      32 bytes an entry: SHA-256 of a zero byte and the line without its newline
checkpoint      the number of entries and the root of their Merkle tree (RFC 6962), signed
key.pub         the key that signed, as the log gave it; compare it with a copy from elsewhere
rolls/          who could vote, with which weights; each file is named by its own SHA-256

To check it all and to count every ballot again:   parley verify .
To see that it continues what you saw before, keep the file "checkpoint" and later run:
                                                   parley verify . --since that-file
`
