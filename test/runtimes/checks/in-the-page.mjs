import assert from 'node:assert/strict'

/** The reference server inside a page, in Chromium: as MSW's worker, and as a plain function. */
export const inThePage = [
  {
    title: 'a page registers a person with the MSW worker and keeps its session cookie',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      assert.deepEqual(await page.evaluate(registerAtWorker), ['ok', 'ok', 'ok', 'ok', 'ok', '0001'])
    },
  },
  {
    title: 'a registration continues and a registered person remains after the page reloads',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      const again = async (step, given) => {
        await page.reload()
        await page.waitForFunction(() => 'kit' in globalThis)
        return page.evaluate(step, given)
      }
      const code = await page.evaluate(storedStep, { operation: 'sendCode', userId })
      assert.match(code, /^\d{4}$/)
      assert.equal(await again(storedStep, { operation: 'verifyCode', code_v: code, code }), 'ok')
      assert.equal(await again(storedStep, { operation: 'completeRegistration', password }), 'ok')
      assert.match(await again(storedStep, { operation: 'login', userId, password }), /^.{8,}$/)
      assert.equal(await again(storedStep, { operation: 'sendCode', userId }), '0001')
    },
  },
  {
    title: 'the page shows an uploaded avatar, which the worker serves',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      assert.deepEqual(await page.evaluate(showUploaded), [1, 1])
    },
  },
  {
    title: 'two pages on one store register a phone once, however often both try',
    async run({ openPage, pages }) {
      const both = await Promise.all([1, 2].map(() => openPage(`${pages.url}/kit.html`)))
      const [first] = both
      await first.evaluate(verifyInStore, { userId })
      const outcomes = (await Promise.all(both.map((page) => page.evaluate(completeInStore, { userId })))).flat()
      assert.deepEqual(outcomes.toSorted(), [...Array(39).fill('0006'), 'ok'])
    },
  },
]

/** Runs in the page: uploads an avatar at the worker and shows it; its width and height. */
async function showUploaded() {
  const { createClient, createReferenceBackend, mswHandlers, png, setupWorker } = globalThis.kit
  const worker = setupWorker(...mswHandlers(createReferenceBackend({ pathStyle: 'url' })))
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  const img = new File([png], '../头像.png', { type: 'image/png' })
  const { message: path } = await createClient({ baseUrl: location.origin }).uploadAvatar({ img }).orThrow()
  const shown = new Image()
  shown.src = path
  await shown.decode()
  worker.stop()
  return [shown.naturalWidth, shown.naturalHeight]
}

const [userId, password] = ['13700137000', 'correct7horse']

/** Runs in the page: one step at the worker, on the browser's storage; its message, or what else came of it. */
async function storedStep({ operation, ...request }) {
  const { browserStore, createClient, createReferenceBackend, mswHandlers, setupWorker } = globalThis.kit
  const backend = createReferenceBackend({ hashCost: 1, store: browserStore() })
  const worker = setupWorker(...mswHandlers(backend))
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  const outcome = await createClient({ baseUrl: location.origin })[operation](request)
  worker.stop()
  if (outcome.kind === 'ok') return outcome.message ?? 'ok'
  return outcome.kind === 'refused' ? outcome.result : outcome.kind
}

/** Runs in the page: a phone whose code was checked. */
async function verifyInStore({ userId }) {
  const { browserStore, createClient, createReferenceBackend } = globalThis.kit
  const dialect = { linking: 'userId' }
  const { fetch } = createReferenceBackend({ dialect, hashCost: 1, store: browserStore() })
  const api = createClient({ baseUrl: location.origin, dialect, fetch })
  const { message: code } = await api.sendCode({ userId }).orThrow()
  await api.verifyCode({ userId, code_v: code, code }).orThrow()
}

/** Runs in the page: step 2 for one phone, twenty times at once. */
async function completeInStore({ userId }) {
  const { browserStore, createClient, createReferenceBackend } = globalThis.kit
  const dialect = { linking: 'userId' }
  const { fetch } = createReferenceBackend({ dialect, hashCost: 1, store: browserStore() })
  const api = createClient({ baseUrl: location.origin, dialect, fetch })
  const calls = Array.from({ length: 20 }, () => api.completeRegistration({ userId, password: 'correct7horse' }))
  return (await Promise.all(calls)).map(({ kind, result }) => (kind === 'refused' ? result : kind))
}

/** Runs in the page: one person from the first step to the last; the outcome of each. */
async function registerAtWorker() {
  const { createClient, createReferenceBackend, mswHandlers, png, setupWorker } = globalThis.kit
  const worker = setupWorker(...mswHandlers(createReferenceBackend({ hashCost: 1 })))
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  const api = createClient({ baseUrl: location.origin })
  const [userId, password] = ['13700137000', 'correct7horse']
  const sent = await api.sendCode({ userId })
  const code = String(sent.message)
  const verified = await api.verifyCode({ code_v: code, code })
  const uploaded = await api.uploadAvatar({ img: new File([png], '头像.png', { type: 'image/png' }) })
  const completed = await api.completeRegistration({ password, headImage: uploaded.message ?? undefined })
  const loggedIn = await api.login({ userId, password })
  const again = await api.sendCode({ userId })
  worker.stop()
  return [sent, verified, uploaded, completed, loggedIn, again].map(({ kind, result }) =>
    kind === 'refused' ? result : kind,
  )
}
