import { type SeedRefusal, seedWorld } from '~/commands/worlds/seed-world.server'
import { firstSteps } from '~/server/seed-if-empty'
import { worldNames } from '~db/stores/settings'
import { type CliVerb, parseFlags } from './cli'
import { withPlatform } from './platform'

const usage = `parley seed --world <${worldNames.join('|')}>

Fills an empty database. It is filled whole or, when interrupted, not at all.
  empty     nothing but the first entry of the ledger, for your own organisations and forums
  un        the 193 UN member States in a global and five regional forums, with rules, without people
  demo      invented States, forums, norms, comments and ballots
  crowded   the demo with 300 norms, 2,000 ballots and 10,000 comments more
Exit 0 done, 2 when the database already holds a world.`

export const seedVerb: CliVerb = {
  name: 'seed',
  summary: 'fill an empty database with a world',
  usage,
  async run(argv, io) {
    const flags = parseFlags(argv, { world: { type: 'string' } }, { io, usage })
    if (!flags) return 2
    const world = worldNames.find((each) => each === flags.values.world)
    if (!world) {
      const given = flags.values.world
      io.err(
        given === undefined ? '--world is missing' : `--world: there is no world "${given.slice(0, 40)}"`,
      )
      io.err(usage)
      return 2
    }
    return withPlatform(io, async ({ deps, signer }) => {
      const seeded = await seedWorld(deps, { world, signer, say: io.err })
      if (!seeded.ok) {
        io.err(sayRefusal(seeded.error))
        return 2
      }
      io.out(`${world}: ${seeded.value.entries} ledger entries`)
      for (const line of firstSteps(world)) io.err(line)
      return 0
    })
  },
}

const sayRefusal = ({ world }: SeedRefusal): string =>
  `The database already holds ${world ? `the world "${world}"` : 'entries of its own'}. Nothing was changed.\n` +
  'A world fills an empty database only: name another DATA_DIR or DATABASE_URL.'
