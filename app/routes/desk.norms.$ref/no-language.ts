import type { EditorState } from '@codemirror/state'

/**
 * Stands in for @codemirror/language, which the editor's commands import for programs: syntax, matching of brackets,
 * indents of several characters. Norm text has none, and 4 kB of the desk's scripts are saved.
 */

/** Backspace takes one character, in a row of spaces as well. */
export const getIndentUnit = (_state: EditorState) => 1

const notInText = () => {
  throw new Error('a command for programs was used in the words of a norm')
}
export const getIndentation = notInText
export const indentString = notInText
export const indentUnit = null
export const matchBrackets = notInText
export const syntaxTree = notInText
export const IndentContext = null
