import type { ActionFunctionArgs } from '@remix-run/node'
import { ruleAmendment } from '~/commands/amendments/rule-amendment.server'
import { RuleAmendment } from '~/contracts/amendments'
import { postAct } from '~/pages/amendment-acts.server'
import { RefusedAmendmentAct } from '~/ui/amendments/refused-amendment-act'

export const meta = () => [{ title: 'Not done - Parley' }]

export const action = (args: ActionFunctionArgs) =>
  postAct(args, RuleAmendment, (deps, person, { ruling, ...input }) =>
    ruleAmendment(deps, person, { ...input, admissible: ruling === 'admissible' }),
  )

export default RefusedAmendmentAct
