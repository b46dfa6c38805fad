import type { Deps } from '../deps.server'

/** 32 random bytes, base64url. */
export const newToken = (deps: Deps): string => Buffer.from(deps.random(32)).toString('base64url')
