// @ts-check
// `npm start` on a machine that has only Node: install what is missing, build if stale, serve.
// Nothing outside Node's own modules may be imported before the install.
import { prepare } from './prepare.js'

process.env.NODE_ENV = 'production'
const world = process.argv.indexOf('--world')
if (world > 0 && process.argv[world + 1]) process.env.WORLD = process.argv[world + 1]
await prepare()
await import(new URL('../../build/main.js', import.meta.url).href)
