import type { Config } from '~/env.server'
import type { World } from '~db/stores/settings'

/**
 * P14: how a sign-in link reaches whoever asked for it. `mailed` needs PUBLIC_URL too: a link made from the
 * Host header would go wherever a stranger says. `shown` on the page itself is for development and for worlds
 * whose people are invented; anywhere else it would let anybody in.
 */
export type LinkWay = { way: 'mailed'; origin: string } | { way: 'shown'; origin: string } | { way: 'none' }

interface LinkAsked {
  config: Pick<Config, 'SMTP_URL' | 'PUBLIC_URL'>
  world: World
  requestUrl: string
  dev: boolean
}

export function linkWay({ config, world, requestUrl, dev }: LinkAsked): LinkWay {
  if (config.SMTP_URL && config.PUBLIC_URL) return { way: 'mailed', origin: config.PUBLIC_URL }
  const invented = world === 'demo' || world === 'crowded'
  if (!config.SMTP_URL && (invented || dev)) return { way: 'shown', origin: new URL(requestUrl).origin }
  return { way: 'none' }
}

/** Said once at start and on the sign-in page: what the operator has to set; null when mail goes out. */
export function mailProblem(config: LinkAsked['config']): string | null {
  if (!config.SMTP_URL) return 'Mail is not configured: set SMTP_URL and PUBLIC_URL.'
  if (!config.PUBLIC_URL) return 'Mail is not configured: SMTP_URL is set, but PUBLIC_URL is not.'
  return null
}

/** `to` is where to go afterwards. */
export const signInLink =
  (origin: string, to?: string) =>
  (token: string): string =>
    `${origin}/sign-in/${token}${to ? `?to=${encodeURIComponent(to)}` : ''}`
