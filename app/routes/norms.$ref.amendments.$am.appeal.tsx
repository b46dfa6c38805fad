import type { ActionFunctionArgs } from '@remix-run/node'
import { appealRuling } from '~/commands/amendments/rule-amendment.server'
import { AppealRuling } from '~/contracts/amendments'
import { postAct } from '~/pages/amendment-acts.server'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = (args: ActionFunctionArgs) => postAct(args, AppealRuling, appealRuling)

export default RefusedAmendmentAct
