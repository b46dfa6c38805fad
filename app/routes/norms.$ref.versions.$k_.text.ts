import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '~/answer.server'
import { versionJson } from '~/domain/norms/version-content'
import { findNorm } from '~/pages/norms.server'
import { normTexts } from '~db/stores/norm-texts'
import { norms } from '~db/stores/norms'

/** Exactly the bytes whose SHA-256 is the version's hash. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const norm = await findNorm(context, params.ref)
  const { read } = context.deps.store
  const number = /^[1-9]\d{0,5}$/.test(params.k ?? '') ? Number(params.k) : 0
  const version = (await norms(read).version(norm.id, number)) ?? notFound('version')
  return new Response(versionJson(await normTexts(read).frozen(version)), {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
}
