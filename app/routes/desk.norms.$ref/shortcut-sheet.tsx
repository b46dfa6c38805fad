const keys: readonly [string, string][] = [
  ['Enter', 'Split the paragraph at the cursor; at its end, begin a new one'],
  ['Backspace', 'At the start: merge with the paragraph before'],
  ['Alt Enter', 'All acts on this paragraph'],
  ['Alt ↑, Alt ↓', 'Move the paragraph up or down'],
  ['Alt →, Alt ←', 'Make it a sub-paragraph, or a paragraph again'],
  ['↓', 'In an empty paragraph: words to begin with'],
  ['Alt B', 'Bracket the selection'],
  ['Alt C', 'Comment on the selection'],
  ['#, Alt R', 'Refer to a paragraph; a selected number becomes the reference'],
  ['Alt T', 'The selection is a term that this paragraph defines'],
  ['Ctrl Z, Ctrl Y', 'Undo and redo what you did last: words, and what was done to paragraphs'],
  ['Escape', 'Leave the paragraph'],
  ['F6', 'Next pane: outline, text, margin'],
]
const singleKeys: readonly [string, string][] = [
  ['j, k', 'Next and previous paragraph'],
  ['e', 'Edit the paragraph'],
  ['h', 'Write the heading of the paragraph'],
  ['s', 'Suggest a change of the paragraph'],
  ['a, r', 'Accept or reject the suggestion in whose card you are'],
  ['c', 'Comment on the selection, or on the paragraph'],
  ['?', 'This sheet'],
]

/** Every key of the desk by name. */
export function ShortcutSheet() {
  return (
    <>
      <Keys title="While writing" keys={keys} />
      <Keys title="While reading" keys={singleKeys} />
    </>
  )
}

function Keys({ title, keys }: { title: string; keys: readonly [string, string][] }) {
  return (
    <>
      <h3>{title}</h3>
      <dl className="shortcut-list">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
