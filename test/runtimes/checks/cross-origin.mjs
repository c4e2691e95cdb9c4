import assert from 'node:assert/strict'

/** Pages of other origins, in Chromium, against the reference server on a port. */
export const crossOrigin = [
  {
    title: 'a page of another origin registers with cookies, and no form call needs a preflight',
    async run({ openPage, pages, fixture }) {
      const page = await openPage(`${pages.url}/kit.html`)
      const outcomes = await page.evaluate(register, { baseUrl: `${fixture.url}/api/cookie/cross-origin`, dialect: {} })
      assert.deepEqual(outcomes, ['ok', 'ok', 'ok', 'ok', 'ok', '0001'])
      assert.deepEqual(await requestsOf(fixture, 'cross-origin'), { GET: 2, POST: 4 })
    },
  },
  {
    title: 'JSON bodies work for a page of another origin, with preflights',
    async run({ openPage, pages, fixture }) {
      const page = await openPage(`${pages.url}/kit.html`)
      const outcomes = await page.evaluate(register, {
        baseUrl: `${fixture.url}/api/json/cross-origin-json`,
        dialect: { body: 'json' },
      })
      assert.deepEqual(outcomes, ['ok', 'ok', 'ok', 'ok', 'ok', '0001'])
      const { OPTIONS, ...others } = await requestsOf(fixture, 'cross-origin-json')
      assert.deepEqual(others, { GET: 2, POST: 4 })
      assert.ok(OPTIONS >= 1)
    },
  },
  {
    title: 'a page of another site does not get the session cookie back without https',
    async run({ openPage, pages, fixture }) {
      const page = await openPage(`${pages.otherSite}/kit.html`)
      const outcomes = await page.evaluate(register, {
        baseUrl: `${fixture.url}/api/cookie/cross-site-cookie`,
        dialect: {},
      })
      assert.deepEqual(outcomes.slice(0, 2), ['ok', '0004'])
    },
  },
  {
    title: 'a page of another site registers when userId links the steps',
    async run({ openPage, pages, fixture }) {
      const page = await openPage(`${pages.otherSite}/kit.html`)
      const outcomes = await page.evaluate(register, {
        baseUrl: `${fixture.url}/api/userId/cross-site`,
        dialect: { linking: 'userId' },
      })
      assert.deepEqual(outcomes, ['ok', 'ok', 'ok', 'ok', 'ok', '0001'])
      assert.deepEqual(await requestsOf(fixture, 'cross-site'), { GET: 2, POST: 4 })
    },
  },
]

/** Runs in the page: one person from the first step to the last; the outcome of each. */
async function register({ baseUrl, dialect }) {
  const { createClient, png } = globalThis.kit
  const api = createClient({ baseUrl, dialect })
  const userId = `137${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  const phone = dialect.linking === 'userId' ? { userId } : {}
  const password = 'correct7horse'
  const sent = await api.sendCode({ userId })
  const code = String(sent.message)
  const verified = await api.verifyCode({ ...phone, code_v: code, code })
  const uploaded = await api.uploadAvatar({ img: new File([png], 'me.png', { type: 'image/png' }) })
  const completed = await api.completeRegistration({ ...phone, password, headImage: uploaded.message ?? undefined })
  const loggedIn = await api.login({ userId, password })
  const again = await api.sendCode({ userId })
  return [sent, verified, uploaded, completed, loggedIn, again].map(({ kind, result }) =>
    kind === 'refused' ? result : kind,
  )
}

async function requestsOf(fixture, scope) {
  return (await fetch(`${fixture.url}/control/requests/${scope}`)).json()
}
