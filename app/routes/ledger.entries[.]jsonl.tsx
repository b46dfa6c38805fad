import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { ledger } from '~db/stores/ledger'

const entriesPerAnswer = 1_000
const From = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .catch(0)

/** At most 1,000 entries from `?from=` on, one canonical line each; the `Link` header names the next part. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const from = From.parse(new URL(request.url).searchParams.get('from') ?? '0')
  const rows = await ledger(context.deps.store.read).since(from, entriesPerAnswer)
  const headers = new Headers({
    'Content-Type': 'application/jsonl; charset=utf-8',
    'Cache-Control': 'no-cache',
  })
  if (rows.length === entriesPerAnswer)
    headers.set('Link', `</ledger/entries.jsonl?from=${from + entriesPerAnswer}>; rel="next"`)
  return new Response(rows.map((row) => `${row.body}\n`).join(''), { headers })
}
