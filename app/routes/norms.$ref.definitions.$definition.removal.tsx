import { removeDefinition } from '~/commands/norms/remove-definition.server'
import { RemoveDefinition } from '~/contracts/norms'
import { markAct } from '~/pages/mark-act.server'
import { MarkRefused } from '~/ui/norms/mark-refused'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = markAct(RemoveDefinition, (deps, person, { params: { ref, definition } }) =>
  removeDefinition(deps, person, { ref: ref!, definitionId: definition! }),
)

export default MarkRefused
