import assert from 'node:assert/strict'

/** The reference server inside a page, in Chromium: as MSW's worker, and as a plain function. */
export const inThePage = [
  {
    title: 'a page registers a person at the MSW worker, whose session cookie it keeps',
    async run({ openPage, pages }) {
      const page = await openPage(`${pages.url}/kit.html`)
      assert.deepEqual(await page.evaluate(registerAtWorker), ['ok', 'ok', 'ok', 'ok', 'ok', '0001'])
    },
  },
]

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
