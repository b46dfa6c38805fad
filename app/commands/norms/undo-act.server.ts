import { type ActOf, UndoableAct, type UndoableVerb } from '~/contracts/undo'
import type { ParagraphId, PersonId } from '~/domain/ids'
import { type Result, refuse } from '~/domain/result'
import { ledger } from '~db/stores/ledger'
import {
  type UndoBracketRefusal,
  undoLifting,
  undoNarrowing,
  undoPlacing,
  undoRestoring,
  undoWidening,
  undoWithdrawal,
} from '../brackets/undo-bracket.server'
import type { Actor, Deps } from '../deps.server'
import { type Change, write } from '../write.server'
import {
  type UndoMarksRefusal,
  undoDefinition,
  undoReference,
  undoUndefining,
  undoUnlinking,
} from './undo-marks.server'
import {
  type OrderRefusal,
  undoAdding,
  undoMove,
  undoRemoval,
  undoRestoration,
  undoRevision,
} from './undo-order.server'
import { rejoin, undoLines, undoLinesRemoval, undoMerge, type WordsRefusal } from './undo-words.server'

export interface UndoActInput {
  ref: string
  /** The index of the act's entry. */
  entry: number
}
export type UndoActRefusal =
  | OrderRefusal
  | WordsRefusal
  | UndoBracketRefusal
  | UndoMarksRefusal
  | { code: 'no-such-act' | 'not-your-act' }

/** What an inverse is given. Its own entry says which one it takes back. */
export interface Undoing<A> {
  deps: Deps
  change: Change
  ref: string
  act: A
  /** Whose own words may be touched; null: the platform's. */
  personId: PersonId | null
  undoes: { undoes?: number }
}
/** The paragraph to go on in; null where it has left the text. */
export interface Undone {
  paragraphId: ParagraphId | null
}
export type Inverse<T extends UndoableVerb, R> = (of: Undoing<ActOf<T>>) => Promise<Result<Undone, R>>

const inverses: { [T in UndoableVerb]: Inverse<T, Exclude<UndoActRefusal, { code: 'no-such-act' }>> } = {
  'parley-v1/paragraph.split': (of) =>
    rejoin({
      ...of,
      act: {
        ...of.act,
        paragraph: of.act.created,
        into: of.act.paragraph,
        head: of.act.seq === null ? 0 : 1,
      },
    }),
  'parley-v1/paragraph.parted': (of) => rejoin({ ...of, act: { ...of.act, into: of.act.from } }),
  'parley-v1/paragraph.merged': undoMerge,
  'parley-v1/paragraph.lines-added': undoLines,
  'parley-v1/paragraph.lines-removed': undoLinesRemoval,
  'parley-v1/paragraph.moved': undoMove,
  'parley-v1/paragraph.added': undoAdding,
  'parley-v1/paragraph.removed': undoRemoval,
  'parley-v1/paragraph.restored': undoRestoration,
  'parley-v1/paragraph.revised': undoRevision,
  'parley-v1/reference.placed': undoReference,
  'parley-v1/reference.removed': undoUnlinking,
  'parley-v1/definition.placed': undoDefinition,
  'parley-v1/definition.removed': undoUndefining,
  'parley-v1/bracket.placed': undoPlacing,
  'parley-v1/bracket.withdrawn': undoWithdrawal,
  'parley-v1/bracket.lifted': undoLifting,
  'parley-v1/bracket.restored': undoRestoring,
  'parley-v1/bracket.narrowed': undoNarrowing,
  'parley-v1/bracket.widened': undoWidening,
}

/** D22: take back an act of one's own by its opposite, which is an act as well; taken back in turn, it is done again. */
export function undoAct(
  deps: Deps,
  actor: Actor,
  { ref, entry }: UndoActInput,
): Promise<Result<Undone & { entryIndex: number; actIndex: number }, UndoActRefusal>> {
  return write<Undone, UndoActRefusal>(deps, actor, async (change) => {
    const row = await ledger(change.c).find(entry)
    const body = row?.subject === `norm/${ref}` ? JSON.parse(row.body) : null
    const act = UndoableAct.safeParse(body)
    if (!act.success) return refuse({ code: 'no-such-act' })
    if (!actor || body.by.person !== actor.personId) return refuse({ code: 'not-your-act' })
    const inverse = inverses[act.data.t] as Inverse<UndoableVerb, UndoActRefusal>
    return inverse({ deps, change, ref, act: act.data, personId: actor.personId, undoes: { undoes: entry } })
  })
}
