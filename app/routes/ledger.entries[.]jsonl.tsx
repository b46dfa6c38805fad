import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { hexEncode } from '~/domain/bytes'
import { withheldVotes } from '~/pages/ledger.server'
import { ledger } from '~db/stores/ledger'

const entriesPerAnswer = 1_000
const From = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/**
 * At most 1,000 entries from `?from=` on, one canonical line each; the `Link` header names the next part. A
 * vote in an open ballot is a line `{"withheld":true,"leaf":...}` until the ballot has closed.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = From.safeParse(new URL(request.url).searchParams.get('from') || '0')
  if (!asked.success)
    return new Response('from: the index of an entry is needed, a whole number from 0.\n', { status: 400 })
  const from = asked.data
  const { read } = context.deps.store
  const rows = await ledger(read).since(from, entriesPerAnswer)
  const withheld = await withheldVotes(read)
  const line = (row: (typeof rows)[number]) =>
    withheld(row) ? JSON.stringify({ withheld: true, leaf: hexEncode(row.leaf) }) : row.body
  const headers = new Headers({
    'Content-Type': 'application/jsonl; charset=utf-8',
    'Cache-Control': 'no-cache',
  })
  if (rows.length === entriesPerAnswer)
    headers.set('Link', `</ledger/entries.jsonl?from=${from + entriesPerAnswer}>; rel="next"`)
  return new Response(rows.map((row) => `${line(row)}\n`).join(''), { headers })
}
