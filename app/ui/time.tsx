interface Words {
  day: string
  clock: string
  zone: string
}

const known = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const kept = known.get(zone)
  if (kept) return kept
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  })
  known.set(zone, made)
  return made
}

/**
 * The parts of an instant in a named zone, always the same words for the same input.
 * Throws on what is not an instant or not an IANA zone: both are checked where they enter.
 */
export function instantInWords(at: string | number | Date, zone = 'UTC', seconds = false): Words {
  if (zone === 'UTC') return utcInWords(new Date(at), seconds)
  const part: Record<string, string> = {}
  for (const { type, value } of formatter(zone).formatToParts(new Date(at))) part[type] = value
  const offset = (part.timeZoneName ?? '').replace('GMT', 'UTC')
  // Etc/GMT-1 is an hour ahead of UTC: its name says the opposite of its offset, so only the offset is shown
  const place = zone.startsWith('Etc/') ? '' : `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time, `
  return {
    day: `${part.day} ${part.month} ${part.year}`,
    clock: `${part.hour}:${part.minute}${seconds ? `:${part.second}` : ''}`,
    zone: `${place}${offset}`,
  }
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** Without Intl, which takes ten times as long: most pages show dozens of instants, nearly all in UTC. */
function utcInWords(at: Date, seconds: boolean): Words {
  const iso = at.toISOString()
  return {
    day: `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`,
    clock: iso.slice(11, seconds ? 19 : 16),
    zone: 'UTC',
  }
}

interface InstantProps {
  at: string | number | Date
  zone?: string
  /** A second zone, such as the forum's, in brackets. */
  also?: string | undefined
  /** Only the day, for lists; the whole instant stays in the title. */
  dateOnly?: boolean
  seconds?: boolean
}

export function Instant({ at, zone = 'UTC', also, dateOnly, seconds }: InstantProps) {
  const here = instantInWords(at, zone, seconds)
  const whole = `${here.day}, ${here.clock} ${here.zone}`
  return (
    <time dateTime={new Date(at).toISOString()} title={dateOnly ? whole : undefined}>
      {dateOnly ? here.day : whole}
      {also && also !== zone && !dateOnly && ` (${alsoInWords(here, instantInWords(at, also, seconds))})`}
    </time>
  )
}

const alsoInWords = (here: Words, there: Words) =>
  `${there.clock}${there.day === here.day ? '' : ` on ${there.day}`} ${there.zone}`
