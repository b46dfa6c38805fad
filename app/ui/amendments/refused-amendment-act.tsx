import { useActionData, useParams } from '@remix-run/react'
import type { FormAnswer } from '~/contracts/form'
import { RefusedAct } from '../norms/refused-act'

/** The page of an act on an amendment that was refused. */
export function RefusedAmendmentAct() {
  const { ref, am } = useParams()
  const answer = useActionData<FormAnswer>()
  const href = am ? `/norms/${ref}/amendments/${am}` : `/norms/${ref}/amendments`
  return (
    <RefusedAct answer={answer} back={{ href, label: am ? `Back to ${am}` : 'Back to the amendments' }} />
  )
}
