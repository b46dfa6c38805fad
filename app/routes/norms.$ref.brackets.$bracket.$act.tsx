import type { ActionFunctionArgs } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import type { z } from 'zod'
import { actDone, done, invalid, notFound, readForm, refused } from '~/answer.server'
import type { BracketPlaceInput } from '~/commands/brackets/bracket-at.server'
import { chooseAlternative } from '~/commands/brackets/choose-alternative.server'
import { dropAlternative } from '~/commands/brackets/drop-alternative.server'
import { liftBracket } from '~/commands/brackets/lift-bracket.server'
import { narrowBracket } from '~/commands/brackets/narrow-bracket.server'
import { offerAlternative } from '~/commands/brackets/offer-alternative.server'
import { objectToLift, proposeLift } from '~/commands/brackets/silence-bracket.server'
import { standOnBracket } from '~/commands/brackets/stand-on-bracket.server'
import type { Actor, Deps } from '~/commands/deps.server'
import {
  LiftBracket,
  NameAlternative,
  NarrowBracket,
  ObjectToLift,
  OfferAlternative,
  ProposeLift,
  StandOnBracket,
} from '~/contracts/brackets'
import { type FieldErrors, parseForm } from '~/contracts/form'
import { ok, type Result } from '~/domain/result'
import { requirePerson } from '~/session.server'
import { type AnyBracketRefusal, bracketRefusalWords } from '~/ui/norms/bracket-refusal'
import { RefusedAct } from '~/ui/norms/refused-act'

export const meta = () => [{ title: 'Not done - Parley' }]

type Done = Promise<Result<{ entryIndex: number; actIndex?: number }, AnyBracketRefusal>>
type Command<I> = (deps: Deps, actor: Actor, input: BracketPlaceInput & I) => Done
type Run = (deps: Deps, actor: Actor, place: BracketPlaceInput) => Done

/** A form and the command it is for. */
const act =
  <S extends z.ZodObject>(schema: S, command: Command<z.output<S>>) =>
  (form: FormData): Result<Run, FieldErrors> => {
    const input = parseForm(schema, form)
    return input.ok ? ok((deps, actor, place) => command(deps, actor, { ...place, ...input.value })) : input
  }

const acts: Record<string, (form: FormData) => Result<Run, FieldErrors>> = {
  narrowing: act(NarrowBracket, narrowBracket),
  lifting: act(LiftBracket, liftBracket),
  silence: act(ProposeLift, proposeLift),
  objection: act(ObjectToLift, objectToLift),
  position: act(StandOnBracket, standOnBracket),
  alternatives: act(OfferAlternative, (deps, actor, { noText: _, ...input }) =>
    offerAlternative(deps, actor, input),
  ),
  dropping: act(NameAlternative, dropAlternative),
  choice: act(NameAlternative, chooseAlternative),
}

/** D22 */
const undoable: ReadonlySet<string> = new Set(['narrowing', 'lifting'])

export async function action({ request, params, context }: ActionFunctionArgs) {
  const named = Object.hasOwn(acts, params.act!) ? acts[params.act!] : undefined
  if (!named) notFound('act on a bracket')
  const person = await requirePerson(request, context)
  const form = await readForm(request)
  const run = named(form)
  if (!run.ok) return invalid(run.error, form)
  const ref = params.ref!
  const bracketId = params.bracket!
  const acted = await run.value(context.deps, person, { ref, bracketId })
  if (!acted.ok) return refused(acted.error.code, bracketRefusalWords(acted.error), form)
  const to = `/norms/${ref}/brackets#bracket-${bracketId}`
  const entry = undoable.has(params.act!) ? acted.value.actIndex : undefined
  return entry === undefined ? done(request, to) : actDone(request, ref, { entry, at: null }, to)
}

export default function ActRefused() {
  const { ref } = useParams()
  const answer = useActionData<typeof action>()
  const back = { href: `/norms/${ref}/brackets`, label: 'Back to the brackets' }
  return <RefusedAct answer={answer} back={back} />
}
