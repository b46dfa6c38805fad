import type { LoaderFunctionArgs } from '@remix-run/node'
import { checkpointNow } from '~/commands/ledger/sign-checkpoint.server'

/** The signed note of the ledger as it stands: C2SP tlog-checkpoint, plain text. */
export async function loader({ context }: LoaderFunctionArgs) {
  const note = await checkpointNow(context.deps, context.keys)
  return new Response(note, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}
