import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, from the source tree and from the bundle alike. */
export const projectRoot = (() => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'db', 'migrations'))) {
    const up = dirname(folder)
    if (up === folder) throw new Error('db/migrations not found above this file')
    folder = up
  }
  return folder
})()
