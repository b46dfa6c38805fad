import type { ActionFunctionArgs } from '@remix-run/node'
import { settleAmendment } from '~/commands/amendments/settle-amendment.server'
import { SettleAmendment } from '~/contracts/amendments'
import { postAct } from '~/pages/amendment-acts.server'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = (args: ActionFunctionArgs) =>
  postAct(args, SettleAmendment, (deps, person, { result, ...input }) =>
    settleAmendment(deps, person, { ...input, adopted: result === 'adopted' }),
  )

export default RefusedAmendmentAct
