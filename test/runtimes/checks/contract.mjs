import assert from 'node:assert/strict'
import { setupServer } from 'msw/node'
import { runContract } from 'phone-auth-kit/contract-tests'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'

const dialects = [{}, { linking: 'userId' }, { linking: 'userId', body: 'json', codeDelivery: 'sms' }]

/** The same backend by its three faces, each held to the contract; in Node, and in a page. */
export const contract = [
  {
    title: 'in Node the contract suite passes on the listener',
    run: () =>
      inEachDialect(async (backend, options) => {
        const listener = await listen(backend)
        try {
          return await runContract({ ...options, baseUrl: listener.url })
        } finally {
          await listener.close()
        }
      }),
  },
  {
    title: 'in Node the contract suite passes on MSW (setupServer)',
    run: () =>
      inEachDialect(async (backend, options) => {
        const server = setupServer(...mswHandlers(backend))
        server.listen({ onUnhandledFrame: 'error' })
        try {
          return await runContract({ ...options, baseUrl: 'http://127.0.0.1:6543' })
        } finally {
          server.close()
        }
      }),
  },
  {
    title: 'in Node the contract suite passes on plain fetch',
    run: () =>
      inEachDialect((backend, options) =>
        runContract({ ...options, baseUrl: 'http://127.0.0.1:6543', fetch: backend.fetch }),
      ),
  },
  {
    title: 'in Chromium the contract suite passes on the MSW worker, linked by userId',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      assertConforms(await page.evaluate(runInPage, { face: 'worker', dialect: { linking: 'userId' } }))
    },
  },
  {
    title: 'in Chromium the contract suite passes on plain fetch, linked by userId',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      assertConforms(await page.evaluate(runInPage, { face: 'fetch', dialect: { linking: 'userId' } }))
    },
  },
  {
    title: 'in Chromium the contract suite passes on the browser store',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      const dialect = { linking: 'userId' }
      assertConforms(await page.evaluate(runInPage, { face: 'fetch', dialect, stored: true }))
    },
  },
  {
    title:
      'in Chromium, with cookies, the cases of one person pass on the MSW worker, and the others say why they did not run',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      const report = await page.evaluate(runInPage, { face: 'worker', dialect: {} })
      const { passed, others } = sorted(report)
      assert.deepEqual(
        others.filter(({ status, level }) => status !== 'notRun' && level !== 'advice'),
        [],
      )
      const notRun = others.filter(({ status }) => status === 'notRun')
      for (const { id, reason } of notRun) assert.match(reason ?? '', /page|cookie/, id)
      for (const id of ['journey/registration', 'verifyCode/wrong-code', 'login/success']) {
        assert.ok(passed.includes(id), `${id} did not pass`)
      }
      assert.equal(report.verdict, notRun.some(({ level }) => level === 'must') ? 'undecided' : 'conforms')
      return `${passed.length} of ${report.cases.length} pass, ${notRun.length} not run`
    },
  },
]

async function inEachDialect(run) {
  const counts = []
  for (const dialect of dialects) {
    const backend = createReferenceBackend({ dialect, hashCost: 1 })
    const codeSource = (userId) => backend.inbox.last(userId)?.code ?? ''
    const report = await run(backend, { dialect, ...(dialect.codeDelivery === 'sms' && { codeSource }) })
    assertConforms(report)
    counts.push(report.cases.length)
  }
  return `${counts.join(', ')} cases`
}

/** Runs in the page, where backend and suite stand both. */
async function runInPage({ face, dialect, stored = false }) {
  const { browserStore, createReferenceBackend, mswHandlers, runContract, setupWorker } = globalThis.kit
  const backend = createReferenceBackend({ dialect, hashCost: 1, ...(stored && { store: browserStore() }) })
  if (face === 'fetch') return runContract({ baseUrl: location.origin, dialect, fetch: backend.fetch })
  const worker = setupWorker(...mswHandlers(backend))
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  try {
    return await runContract({ baseUrl: location.origin, dialect })
  } finally {
    worker.stop()
  }
}

function assertConforms(report) {
  const { others } = sorted(report)
  const wrong = others.filter(({ level }) => level !== 'advice')
  assert.deepEqual(wrong, [])
  assert.equal(report.verdict, 'conforms', report.reason)
}

/** The ids of what passed, and what can be said of the rest. */
function sorted({ cases }) {
  return {
    passed: cases.filter(({ status }) => status === 'passed').map(({ id }) => id),
    others: cases
      .filter(({ status }) => status !== 'passed')
      .map(({ id, level, status, reason, findings }) => ({
        id,
        level,
        status,
        reason,
        findings: findings.map(({ message, actual }) => `${message} (${actual})`),
      })),
  }
}
