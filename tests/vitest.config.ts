import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Apart from remix.config.js: the Remix plugin does not run under Vitest.
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Browsers and sockets on a shared machine miss a deadline now and then; at a desk nothing is tried twice.
const onceMoreUnderLoad = process.env.CI ? 1 : 0

export default defineConfig({
  resolve: { alias: { '~db': at('../db'), '~': at('../app') } },
  test: {
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/{domain,contracts,ui}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          // drawing in a browser and generating migrations take their time where cores are shared
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          include: ['tests/{db,commands,jobs}/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 30_000,
          globalSetup: ['tests/pg.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/{routes,realtime,cli,server}/**/*.test.ts'],
          pool: 'forks',
          retry: onceMoreUnderLoad,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ['tests/build-once.ts', 'tests/pg.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          retry: onceMoreUnderLoad,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['tests/build-once.ts', 'tests/pg.ts'],
        },
      },
    ],
  },
})
