import type { LoaderFunctionArgs } from '@remix-run/node'
import { printVkey } from '~/domain/ledger/note'

/** The public key that signs the checkpoints, as a verifier key line. */
export function loader({ context }: LoaderFunctionArgs) {
  return new Response(`${printVkey(context.keys.signer.key)}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}
