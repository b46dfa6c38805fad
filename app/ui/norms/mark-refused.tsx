import { useActionData, useParams } from '@remix-run/react'
import type { FormAnswer } from '~/contracts/form'
import { RefusedAct } from './refused-act'

/** Why a reference or a defined term was not placed or removed, and the way back to the desk. */
export function MarkRefused() {
  const { ref } = useParams()
  const answer = useActionData<FormAnswer>()
  return (
    <RefusedAct answer={answer} back={{ href: `/desk/norms/${ref}`, label: 'Back to the drafting desk' }} />
  )
}
