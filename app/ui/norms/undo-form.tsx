import { Notice } from '../kit/notice'

/** D22: takes back, by plain form, an act that was just done by plain form. */
export function UndoForm({ norm, entry, words }: { norm: string; entry: number; words: string }) {
  return (
    <Notice kind="success" title={words}>
      <form method="post" action={`/norms/${norm}/undoing`}>
        <button type="submit" className="button button-quiet button-small" name="entry" value={entry}>
          Undo
        </button>
      </form>
    </Notice>
  )
}
