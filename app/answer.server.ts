import { data, redirect } from '@remix-run/node'
import { type FieldErrors, type FormAnswer, typedValues } from '~/contracts/form'

/** Codes that several commands share; every other refusal is a conflict with the present state. */
const statuses: Record<string, number> = {
  'not-allowed': 403,
  'not-found': 404,
  'too-many': 429,
  invalid: 400,
}
export const statusOf = (code: string) => statuses[code] ?? 409

/** 400: the form itself is wrong, field by field. */
export const invalid = (errors: FieldErrors, form: FormData, name = '') =>
  data<FormAnswer>({ errors, values: typedValues(form), form: name }, { status: 400 })

/** The form was understood and refused: one sentence on why, and what to do next; at `field` where it is about one. */
export const refused = (code: string, words: string, form: FormData, name = '', field = '') =>
  data<FormAnswer>(
    { errors: { [field]: words }, values: typedValues(form), form: name },
    { status: statusOf(code) },
  )

/** The same, in the domain's own words for the refusal. */
export const refusedAs = (
  { code }: { code: string },
  { field, message }: { field: string; message: string },
  form: FormData,
  name = '',
) => refused(code, message, form, name, field)

/** The same for our own scripts, which ask without the router. */
export const asJson = ({ data: answer, init }: ReturnType<typeof invalid>) =>
  Response.json(answer, init ?? undefined)

/** On to where the outcome can be seen; the desk's own scripts stay where they are and only hear that it is done. */
export const done = (request: Request, to: string) =>
  new URL(request.url).searchParams.get('from') === 'desk'
    ? data<FormAnswer>({ errors: {}, values: {}, form: '' })
    : redirect(to)

/**
 * D22: an act at the desk is done; `entry` is what takes it back, `at` the paragraph to go on in. The desk's own
 * scripts hear both; without scripts the page `to` offers "Undo" for the act named in the address.
 */
export function actDone(
  request: Request,
  ref: string,
  recorded: { entry: number; at: string | null },
  to = `/desk/norms/${ref}${recorded.at ? `#${recorded.at}` : ''}`,
) {
  if (new URL(request.url).searchParams.get('from') === 'desk')
    return data<FormAnswer>({ errors: {}, values: {}, form: '', recorded })
  const [page, fragment] = to.split('#')
  return redirect(`${page}?done=${recorded.entry}${fragment ? `#${fragment}` : ''}`)
}

/** The posted form. Throws 400 where the body is none, such as JSON or plain text. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw new Response('What was sent is not a form. Nothing was changed.', { status: 400 })
  }
}

export function notFound(what: string): never {
  throw new Response(`There is no ${what} at this address.`, { status: 404, statusText: 'Not Found' })
}
