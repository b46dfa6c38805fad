import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '~db/root'

/** Every source file below a folder, as paths from the project's root. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(projectRoot, folder)).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(join(projectRoot, path)).isDirectory()) return filesBelow(path)
    return /\.(ts|tsx|js)$/.test(name) ? [path] : []
  })
}
const sources = [...filesBelow('app'), ...filesBelow('db')]
const text = (path: string) => readFileSync(join(projectRoot, path), 'utf8')

const importsIn = (source: string) =>
  [
    ...source.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map((m) => (m[1] ?? m[2] ?? m[3])!)

/** 'app/domain/x.ts' -> 'domain'; a package or Node module keeps its name. */
function layerOf(path: string): string {
  if (path.startsWith('db/worlds/')) return 'worlds'
  if (path.startsWith('db/')) return 'db'
  const [, first = '', second] = path.split('/')
  if (first === 'realtime') return /\.client\.tsx?$/.test(path) ? 'realtime-client' : 'realtime'
  return second ? first : 'app'
}

function target(from: string, specifier: string): string {
  if (specifier.startsWith('~db/')) return `db/${specifier.slice(4)}`
  if (specifier.startsWith('~/')) return `app/${specifier.slice(2)}`
  if (specifier.startsWith('.')) return relative(projectRoot, resolve(projectRoot, dirname(from), specifier))
  return specifier
}

const layers = [
  'domain',
  'contracts',
  'db',
  'worlds',
  'commands',
  'jobs',
  'ui',
  'pages',
  'routes',
  'realtime',
  'realtime-client',
  'cli',
  'server',
  'app',
]
const all = new Set(layers)

/** What each layer may import of the project itself (design.md, Arrows). */
const allowed: Record<string, Set<string>> = {
  domain: new Set(['domain']),
  contracts: new Set(['contracts', 'domain']),
  db: new Set(['db', 'domain']),
  worlds: new Set(['worlds', 'domain']),
  commands: new Set(['commands', 'domain', 'contracts', 'db', 'worlds']),
  jobs: new Set(['jobs', 'commands', 'db', 'domain', 'app']),
  ui: new Set(['ui', 'domain', 'contracts']),
  // 'app': session.server, answer.server, root and the other single files beside the folders
  // what several routes of one noun load and answer
  pages: new Set(['pages', 'commands', 'db', 'contracts', 'ui', 'domain', 'app']),
  routes: new Set([
    'routes',
    'pages',
    'commands',
    'db',
    'contracts',
    'ui',
    'domain',
    'app',
    'realtime-client',
  ]),
  realtime: new Set(['realtime', 'commands', 'db', 'contracts', 'domain', 'app']),
  'realtime-client': new Set(['realtime-client', 'contracts', 'domain']),
  cli: all,
  server: all,
  app: new Set(['app', 'ui', 'db', 'domain', 'contracts', 'server']),
}
/** What the pure and the shared layers may take from packages; the others are free. */
const packages: Record<string, RegExp> = {
  domain: /^$/,
  contracts: /^(zod|csv-parse(\/.*)?)$/,
  worlds: /^$/,
  'realtime-client': /^(socket\.io-client|yjs|y-protocols\/.*|y-codemirror\.next|@codemirror\/.*|lib0\/.*)$/,
  ui: /^(react|react-dom|diff|@remix-run\/react)(\/.*)?$/,
}

const edges = sources.flatMap((from) =>
  importsIn(text(from)).map((specifier) => ({ from, specifier, to: target(from, specifier) })),
)
const isOwn = (to: string) => /^(app|db)\//.test(to)

describe('arrows: what is not listed is forbidden', () => {
  test.each(layers)('%s imports only the layers it may', (layer) => {
    const wrong = edges
      .filter(({ from, to }) => layerOf(from) === layer && isOwn(to))
      .filter(({ to }) => !allowed[layer]!.has(layerOf(withFile(to))))
      .map(({ from, specifier }) => `${from} -> ${specifier}`)
    expect(wrong).toEqual([])
  })

  test.each(Object.keys(packages))('%s imports only the packages it may', (layer) => {
    const wrong = edges
      .filter(({ from, to }) => layerOf(from) === layer && !isOwn(to))
      .filter(({ specifier }) => !packages[layer]!.test(specifier) && !specifier.endsWith('.css'))
      .map(({ from, specifier }) => `${from} -> ${specifier}`)
    expect(wrong).toEqual([])
  })

  test('the import reader sees every form of import', () => {
    const source =
      "import a from 'x'\nimport {\n b,\n c,\n} from 'y'\nimport 'z'\nconst d = await import('w')\nexport { e } from 'v'"
    expect(importsIn(source).sort()).toEqual(['v', 'w', 'x', 'y', 'z'])
  })
})

/** An import names no ending; the layer of a client file depends on it. */
function withFile(to: string): string {
  return (
    ['.ts', '.tsx', '/index.ts'].map((end) => to + end).find((path) => existsSync(join(projectRoot, path))) ??
    to
  )
}

describe('the domain is pure', () => {
  test('no clock, chance, environment or output', () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bconsole\.|\bfetch\(/
    expect(sources.filter((f) => layerOf(f) === 'domain' && impure.test(text(f)))).toEqual([])
  })
})

describe('habits', () => {
  test('no barrels: no file only passes on what others export', () => {
    expect(sources.filter((f) => /\/index\.tsx?$/.test(f) && !f.includes('routes/'))).toEqual([])
  })
  test('at most four levels below app or db', () => {
    expect(sources.filter((f) => f.split('/').length > 5)).toEqual([])
  })
  test('no folder called utils, helpers, common or misc', () => {
    expect(sources.filter((f) => /\/(utils?|helpers?|common|misc)(\/|\.)/.test(f))).toEqual([])
  })
  test('nobody imports the empty package called remix, which throws', () => {
    expect(edges.filter((e) => e.specifier === 'remix').map((e) => e.from)).toEqual([])
  })
  test('only write() and the stores append to the ledger', () => {
    const appends = sources.filter((f) => /ledger\([^)]*\)\s*\.append\(/.test(text(f)))
    expect(appends).toEqual(['app/commands/write.server.ts'])
  })
  test('no style attribute and no inline script in what is rendered: the content security policy forbids both', () => {
    const drawn = sources.filter((f) => f.endsWith('.tsx'))
    expect(drawn.filter((f) => /\sstyle=\{|dangerouslySetInnerHTML/.test(text(f)))).toEqual([])
  })
  test('pages render no React in the browser but the drafting desk, and what it has left on the device', () => {
    const hydrating = sources.filter((f) => f.startsWith('app/routes/') && /hydrate:\s*true/.test(text(f)))
    expect(hydrating.filter((f) => !f.includes('desk.norms') && !f.includes('account.unsent'))).toEqual([])
  })
})

describe('the lock file', () => {
  const lock = JSON.parse(text('package-lock.json')) as {
    packages: Record<
      string,
      { version: string; optionalDependencies?: Record<string, string>; resolved?: string }
    >
  }
  test('every optional dependency that is named is there: npm ci refuses a lock with gaps', () => {
    const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')))
    const gaps = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !names.has(name))
        .map((name) => `${path}: ${name}`),
    )
    expect(gaps).toEqual([])
  })
  test('every dependency is pinned to one version', () => {
    const { dependencies, devDependencies } = JSON.parse(text('package.json')) as Record<
      string,
      Record<string, string>
    >
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, v]) => !/^\d+\.\d+\.\d+$/.test(v),
    )
    expect(loose).toEqual([])
  })
})

describe('migrations', () => {
  test.each(['sqlite', 'pg'])('%s: the schema has no change that lacks a migration', (engine) => {
    const drizzle = join(projectRoot, 'node_modules/.bin/drizzle-kit')
    const before = readdirSync(join(projectRoot, 'db/migrations', engine)).length
    const said = execFileSync(drizzle, ['generate', '--config', `db/drizzle.${engine}.ts`], {
      cwd: projectRoot,
      encoding: 'utf8',
    })
    expect(said).toContain('No schema changes')
    expect(readdirSync(join(projectRoot, 'db/migrations', engine)).length).toBe(before)
  })
})
