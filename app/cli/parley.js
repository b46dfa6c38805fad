#!/usr/bin/env node
// @ts-check
// `npm run -s parley -- VERB ...`: builds first if stale, saying so on standard error only.
import { prepare } from '../server/prepare.js'

process.env.NODE_ENV = 'production'
await prepare({ forWhat: process.argv[2] === 'serve' ? 'everything' : 'command-line' })
await import(new URL('../../build/parley.js', import.meta.url).href)
