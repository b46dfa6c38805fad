import { defineTerm } from '~/commands/norms/define-term.server'
import { DefineTerm } from '~/contracts/norms'
import type { ParagraphId } from '~/domain/ids'
import { markAct } from '~/pages/mark-act.server'
import { MarkRefused } from '~/ui/norms/mark-refused'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = markAct(DefineTerm, (deps, person, { params: { ref, id }, input }) =>
  defineTerm(deps, person, { ref: ref!, paragraphId: id as ParagraphId, ...input }),
)

export default MarkRefused
