import type { Access } from './may-document'

/** What somebody does at the desk: write the wording, put changes before those who do, or read. */
export const modes = ['editing', 'suggesting', 'reading'] as const
export type Mode = (typeof modes)[number]

const ofAccess: Record<Access, Mode | null> = {
  write: 'editing',
  suggest: 'suggesting',
  read: 'reading',
  none: null,
}

/** D9: the mode that a person's access to one paragraph comes to; null for those who may not see the draft. */
export const modeOf = (access: Access): Mode | null => ofAccess[access]

export const modeWords: Record<Mode, string> = {
  editing: 'Editing',
  suggesting: 'Suggesting',
  reading: 'Reading',
}
