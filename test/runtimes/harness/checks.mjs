import { readFileSync } from 'node:fs'
import { contract } from '../checks/contract.mjs'
import { crossOrigin } from '../checks/cross-origin.mjs'
import { inThePage } from '../checks/in-the-page.mjs'
import { startPages } from '../fixture/pages.mjs'
import { startBrowser } from './browser.mjs'
import { bundle } from './bundle.mjs'
import { dependency } from './places.mjs'

const checks = [...crossOrigin, ...inThePage, ...contract]
const limit = 120_000

/** Runs what one runtime's suite can't show: pages, origins and workers. How many checks failed. */
export async function runChecks(fixture) {
  const pages = await startPages(
    new Map([
      ['/kit.html', { type: 'text/html', body: '<!doctype html><script type="module" src="/kit.js"></script>' }],
      ['/kit.js', { type: 'text/javascript', body: await bundle('adapters/kit.mjs') }],
      [
        '/mockServiceWorker.js',
        { type: 'text/javascript', body: readFileSync(dependency('msw/lib/mockServiceWorker.js'), 'utf8') },
      ],
    ]),
  )
  let browser
  let failed = 0
  try {
    browser = await startBrowser()
    for (const { title, run } of checks) {
      // A profile of its own for each check: no cookie, no worker and no storage of another one.
      const profile = await browser.newContext()
      profile.setDefaultTimeout(limit)
      const openPage = async (address) => {
        const page = await profile.newPage()
        await page.goto(address)
        await page.waitForFunction(() => 'kit' in globalThis)
        return page
      }
      const started = performance.now()
      const { trouble, note } = await within(limit, run({ openPage, pages, fixture }))
      if (trouble !== null) failed += 1
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(
        `${trouble === null ? 'ok  ' : 'FAIL'} ${title}${note === undefined ? '' : `: ${note}`} (${seconds} s)`,
      )
      if (trouble !== null) console.log(trouble.replace(/^/gm, '       '))
      await profile.close()
    }
  } finally {
    await browser?.close()
    await pages.close()
  }
  return failed
}

/** What was wrong, or null and what the check has to say. */
async function within(milliseconds, work) {
  let timer
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, { trouble: `no end within ${milliseconds / 1000} s` })
  })
  try {
    return await Promise.race([
      work.then(
        (note) => ({ trouble: null, note }),
        (error) => ({ trouble: String(error?.stack ?? error) }),
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}
