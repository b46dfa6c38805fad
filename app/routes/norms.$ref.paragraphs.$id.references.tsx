import { placeReference } from '~/commands/norms/place-reference.server'
import { PlaceReference } from '~/contracts/norms'
import type { ParagraphId } from '~/domain/ids'
import { markAct } from '~/pages/mark-act.server'
import { MarkRefused } from '~/ui/norms/mark-refused'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = markAct(PlaceReference, (deps, person, { params: { ref, id }, input }) => {
  const { target: targetId, ...where } = input
  return placeReference(deps, person, { ref: ref!, paragraphId: id as ParagraphId, targetId, ...where })
})

export default MarkRefused
