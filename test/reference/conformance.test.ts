import { setupServer } from 'msw/node'
import { type ContractOptions, runContract } from 'phone-auth-kit/contract-tests'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend, type ReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { listen, openFileStore, uploadsInFolder } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from './mock-process.ts'

/** The one advice that nobody can follow who answers as the document says (erratum E13). */
const againstTheDocument = ['sendCode/code-in-reply']

async function expectConforming(target: Pick<ContractOptions, 'baseUrl' | 'fetch'>, backend: ReferenceBackend) {
  const { dialect } = backend.settings
  const report = await runContract({
    ...target,
    dialect,
    smsBudget: 500,
    ...(dialect.codeDelivery === 'sms' && { codeSource: (userId) => backend.inbox.last(userId)?.code ?? '' }),
  })
  const missed = report.cases.filter(({ id, status }) => status !== 'passed' && !againstTheDocument.includes(id))
  expect(missed.map(({ id, status, reason, findings }) => ({ id, status, reason, findings }))).toEqual([])
  expect(report.verdict).toBe('conforms')
  expect(report.summary.must.passed).toBeGreaterThan(20)
}

const inProcess = (backend: ReferenceBackend) => ({ baseUrl: 'http://127.0.0.1:6543', fetch: backend.fetch })

describe('the contract tests pass', () => {
  test('on the listener', async () => {
    const backend = createReferenceBackend()
    const listener = await listen(backend)
    onTestFinished(() => listener.close())
    await expectConforming({ baseUrl: listener.url }, backend)
  })

  test('on the MSW handlers', async () => {
    const backend = createReferenceBackend()
    const server = setupServer(...mswHandlers(backend))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())
    await expectConforming({ baseUrl: 'http://127.0.0.1:6543' }, backend)
  })

  test('on the plain fetch', async () => {
    const backend = createReferenceBackend()
    await expectConforming(inProcess(backend), backend)
  })

  test('on the file store, with uploads in a folder', async () => {
    const folder = temporaryFolder()
    const file = openFileStore(`${folder}/data.db`)
    onTestFinished(() => file.close())
    const uploadFolder = `${folder}/uploads`
    const backend = createReferenceBackend({ store: uploadsInFolder(file, uploadFolder), uploadFolder })
    await expectConforming(inProcess(backend), backend)
  })
})

describe('the contract tests pass on every choice that the contract leaves', () => {
  test.each<[string, ReferenceOptions]>([
    ['linking by userId', { dialect: { linking: 'userId' } }],
    ['JSON bodies', { dialect: { body: 'json' } }],
    ['codes by SMS only', { dialect: { codeDelivery: 'sms' } }],
    ['every dialect turned', { dialect: { linking: 'userId', body: 'json', codeDelivery: 'sms' } }],
    ['either body', { anyBody: true }],
    ['0005 at the second wrong code', { wrongCodeLimit: 2 }],
    ['0005 at the twentieth wrong code', { wrongCodeLimit: 20 }],
    ['a lock without an end', { lockLength: Number.POSITIVE_INFINITY }],
    ['a resend interval', { resendInterval: 60_000 }],
    ['codes that work twice', { codeWorksOnce: false }],
    ['Windows paths', { pathStyle: 'windows' }],
    ['URLs as paths', { pathStyle: 'url' }],
    ['images that are checked', { checkImages: true }],
    ['uploads in a verified session only', { uploadNeeds: 'verifiedSession' }],
    ['uploads that need an image', { uploadWithoutImage: 'refusal' }],
    ["the examples' spelling", { failureMessageName: 'mes', uploadFailure: '0004', noMessage: 'absent' }],
    ['any gender and any headImage', { otherGenders: 'accept', unknownHeadImage: 'accept' }],
    ['no empty field and no emoji', { emptyFields: 'refuse', emojiNicknames: false, nicknameLimit: 8 }],
    ['letters and digits alone', { otherPasswordCharacters: false, passwordLimit: 32 }],
    ['a cookie of another name', { cookie: { name: 'JSESSIONID', sameSite: 'Strict' } }],
    [
      'HTTP statuses by result',
      {
        statuses: {
          sendCode: { '0001': 409, '0002': 400 },
          verifyCode: { '0000': 201, '0004': 422, '0005': 429 },
          uploadAvatar: { '0006': 400 },
          completeRegistration: { '0000': 201, '0006': 422 },
          login: { '0007': 404, '0008': 401 },
        },
      },
    ],
  ])('%s', async (_what, options) => {
    const backend = createReferenceBackend({ hashCost: 100, ...options })
    await expectConforming(inProcess(backend), backend)
  })

  test('a base path', async () => {
    const backend = createReferenceBackend({ hashCost: 100, basePath: '/api/v1' })
    await expectConforming({ baseUrl: 'http://127.0.0.1:6543/api/v1', fetch: backend.fetch }, backend)
  })
})
