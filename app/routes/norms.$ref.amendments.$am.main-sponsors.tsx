import type { ActionFunctionArgs } from '@remix-run/node'
import { nameMainSponsor } from '~/commands/amendments/sponsor-amendment.server'
import { NameMainSponsor } from '~/contracts/amendments'
import { postAct } from '~/pages/amendment-acts.server'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = (args: ActionFunctionArgs) => postAct(args, NameMainSponsor, nameMainSponsor)

export default RefusedAmendmentAct
