import type { FormAnswer } from '~/contracts/form'
import type { ParagraphId } from '~/domain/ids'

const answersWithinMs = 30_000

export type Recorded = { entry: number; at: ParagraphId | null }

/** What has become of an act; null: nobody knows, since the line broke off. */
export type Sent = { refusal: string | null; recorded?: Recorded | undefined } | null

export const newKey = () => crypto.randomUUID()

/**
 * Post a form by ourselves: the router would put its error page in the place of the desk when the line breaks off.
 * The key names the request, so that sending it again does nothing twice (D30).
 */
export async function sendAct(action: string, fields: Record<string, string>, key: string): Promise<Sent> {
  try {
    const answer = await fetch(action, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Idempotency-Key': key },
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(answersWithinMs),
    })
    if (answer.redirected) return { refusal: signedOut(answer.url) }
    const { errors, recorded } = (await answer.json()) as FormAnswer
    const [refusal] = Object.values(errors)
    return { refusal: refusal ?? null, recorded: recorded as Recorded | undefined }
  } catch {
    return null
  }
}

/** Every other address that an act leads to shows that it is done. */
const signedOut = (url: string) =>
  new URL(url).pathname === '/sign-in'
    ? 'You are signed out. Sign in in another window, then try again here.'
    : null
