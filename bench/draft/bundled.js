// @ts-check
// `npm run bench:draft`: servers and generator are bundled as the product is, since what a development loader
// adds to each function would be measured with it.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundleNode } from '../../app/server/bundle.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'build/bench')
const names = ['run', 'serve-parley', 'serve-hocuspocus']
await bundleNode(folder, Object.fromEntries(names.map((name) => [name, `bench/draft/${name}.ts`])))
await import(pathToFileURL(join(folder, 'run.js')).href)
