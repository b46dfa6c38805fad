import type { ActionFunctionArgs } from '@remix-run/node'
import { decideAppeal } from '~/commands/amendments/rule-amendment.server'
import { DecideAppeal } from '~/contracts/amendments'
import { postAct } from '~/pages/amendment-acts.server'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = (args: ActionFunctionArgs) => postAct(args, DecideAppeal, decideAppeal)

export default RefusedAmendmentAct
