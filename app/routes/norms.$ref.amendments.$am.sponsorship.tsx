import type { ActionFunctionArgs } from '@remix-run/node'
import { sponsorAmendment } from '~/commands/amendments/sponsor-amendment.server'
import { BareAct } from '~/contracts/amendments'
import { postAct } from '~/pages/amendment-acts.server'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = (args: ActionFunctionArgs) => postAct(args, BareAct, sponsorAmendment)

export default RefusedAmendmentAct
