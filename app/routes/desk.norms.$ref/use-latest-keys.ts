import { useRef } from 'react'
import type { EditorKeys } from './editor'

/** The same object throughout, so that an editor lives as long as its text; it does what the newest one would. */
export function useLatestKeys(keys: EditorKeys): EditorKeys {
  const latest = useRef(keys)
  latest.current = keys
  return useRef<EditorKeys>({
    split: (place) => latest.current.split(place),
    merge: () => latest.current.merge(),
    addLines: (lines, place) => latest.current.addLines(lines, place),
    move: (direction) => latest.current.move(direction),
    indent: (direction) => latest.current.indent(direction),
    menu: (place) => latest.current.menu(place),
    leave: () => latest.current.leave(),
    say: (words) => latest.current.say(words),
    refer: (literal) => latest.current.refer?.(literal),
    define: () => latest.current.define?.(),
    openings: () => latest.current.openings?.() ?? false,
  }).current
}
