import { uuidv7 } from 'uuidv7'
import { settings } from '~db/stores/settings'
import { type CliVerb, parseFlags } from './cli'
import { withPlatform } from './platform'

const usage = `parley epoch

After a database was put back by other means than parley restore, such as pg_restore: begins a new epoch, so
that windows which are still open say that the text differs instead of sending what they remember. Run it
while the server is stopped.`

export const epochVerb: CliVerb = {
  name: 'epoch',
  summary: 'after a database was put back by other means: tell open windows so',
  usage,
  async run(argv, io) {
    if (!parseFlags(argv, {}, { io, usage })) return 2
    return withPlatform(io, async ({ deps }) => {
      await deps.store.tx((c) => settings(c).beginEpoch(uuidv7()))
      io.out('a new epoch has begun')
      return 0
    })
  },
}
