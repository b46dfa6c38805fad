import { removeReference } from '~/commands/norms/remove-reference.server'
import { RemoveReference } from '~/contracts/norms'
import { markAct } from '~/pages/mark-act.server'
import { MarkRefused } from '~/ui/norms/mark-refused'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = markAct(RemoveReference, (deps, person, { params: { ref, reference } }) =>
  removeReference(deps, person, { ref: ref!, referenceId: reference! }),
)

export default MarkRefused
