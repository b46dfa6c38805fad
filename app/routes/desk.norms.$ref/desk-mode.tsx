import { type Mode, modeWords } from '~/domain/documents/mode'
import { Chip } from '~/ui/kit/chip'

const most: readonly Mode[] = ['editing', 'suggesting', 'reading']

/** What the person does at this desk: the most of what their paragraphs allow. */
export function DeskMode({ modes }: { modes: readonly (Mode | null)[] }) {
  const mode = most.find((m) => modes.includes(m))
  return mode ? <Chip tone="accent">{modeWords[mode]}</Chip> : null
}
