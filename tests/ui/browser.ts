import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Without a browser its tests are skipped under a banner; under CI they fail. */
export const hasChromium = existsSync(executablePath)
if (!hasChromium) {
  const words = 'NO BROWSER TESTS: no Chromium. Debian: apt-get install -y chromium, or set CHROMIUM.'
  if (process.env.CI) throw new Error(words)
  process.stderr.write(`\n\x1b[41m\x1b[97m ${words} \x1b[0m\n\n`)
}

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
