import { type Client, createClient, type Dialect, type EndpointId, endpointIds } from 'phone-auth-kit'
import { createReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { createRegistrationFlow, type RegistrationFlow } from 'phone-auth-kit/registration-flow'
import { expect, test } from 'vitest'
import fc from '../harness/fast-check.ts'
import { memoryStorage } from './storages.ts'

const userId = '13800138000'
const password = 'abcd1234'

/** What becomes of the calls of one operation, one after the other; those that come after get through. */
const fate = fc.array(fc.constantFrom('arrives', 'request lost', 'reply lost', 'body lost'), { maxLength: 4 })
const fates = fc.record(Object.fromEntries(endpointIds.map((id) => [id, fate])) as Record<EndpointId, typeof fate>)

const rules = fc.record({
  dialect: fc.record({
    linking: fc.constantFrom('cookie', 'userId'),
    codeDelivery: fc.constantFrom('response', 'sms'),
  }),
  codeWorksOnce: fc.boolean(),
  newCodeUndoesVerification: fc.boolean(),
  uploadNeeds: fc.constantFrom('nothing', 'verifiedSession'),
})

/** Somebody who does what the screen offers, and reads the SMS that come. */
async function person(
  create: () => RegistrationFlow,
  newestCode: () => string | undefined,
  options: { reloads: boolean },
) {
  let flow = create()
  let tried: string | undefined
  let asked = 0
  let uploads = 0
  for (let action = 0; action < 60; action++) {
    if (options.reloads) flow = create()
    const { step } = flow.getSnapshot()
    const code = newestCode()
    if (step === 'logged-in') return { asked }
    if (step === 'start' || (step === 'code-sent' && (code === undefined || code === tried))) {
      asked++
      await flow.sendCode({ userId })
    } else if (step === 'code-sent' && code !== undefined) {
      const { kind } = await flow.verifyCode({ code, userId })
      // A code that was refused is not typed for ever.
      if (kind === 'refused') tried = code
    } else if (step === 'registered') {
      if ((await flow.login({ password, userId })).ok) return { asked }
    } else if (step === 'verified' && uploads++ < 2) await flow.uploadAvatar({ img: new Uint8Array([1]) })
    else await flow.completeRegistration({ password, userId })
  }
  return expect.unreachable('the person is stranded')
}

test('whatever is lost on the way, everybody is registered and logged in, and no SMS is sent unasked', async () => {
  await fc.assert(
    fc.asyncProperty(fates, rules, fc.boolean(), fc.boolean(), async (fates, rules, reloads, saveSecrets) => {
      const backend = createReferenceBackend({ ...(rules as ReferenceOptions), hashCost: 1 })
      const left: Partial<Record<string, string[]>> = structuredClone(fates)
      let endpoint = ''
      const api: Client<Dialect['codeDelivery'], Dialect['linking']> = createClient({
        baseUrl: 'http://127.0.0.1:6543',
        dialect: rules.dialect as Dialect,
        onRequest: (report) => {
          endpoint = report.endpoint
        },
        fetch: async (request) => {
          const fate = left[endpoint]?.shift() ?? 'arrives'
          const response = fate === 'request lost' ? undefined : await backend.fetch(request)
          if (response && fate === 'arrives') return response
          // The headers arrive, and with them the session's cookie.
          if (response && fate === 'body lost') return new Response('{"res', { headers: response.headers })
          throw new TypeError('fetch failed')
        },
      })
      const storage = memoryStorage()
      const create = () => createRegistrationFlow(api, { storage, saveSecrets, resendAfter: 0 })
      const { asked } = await person(create, () => backend.inbox.last(userId)?.code, { reloads })
      expect(backend.inbox.list().length).toBeLessThanOrEqual(asked)
      expect((await backend.snapshot()).people).toMatchObject([{ userId }])
      delete left.login
      expect(await api.login({ userId, password })).toMatchObject({ ok: true })
    }),
    { numRuns: 150, timeout: 20_000 },
  )
})
