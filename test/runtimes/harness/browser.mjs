import { existsSync } from 'node:fs'
import { chromium as playwright } from 'playwright-core'
import { chromium } from './places.mjs'

/** Starts Chromium without a window and without a word to anybody but this machine. */
export async function startBrowser() {
  if (!existsSync(chromium)) throw new Error(`no Chromium at ${chromium}: install it, or say where it is by CHROMIUM`)
  return playwright.launch({
    executablePath: chromium,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  })
}
