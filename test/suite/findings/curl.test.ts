import { type ContractOptions, runContract } from 'phone-auth-kit/contract-tests'
import { expect, test } from 'vitest'
import { onPort, wrongBackend } from '../backends.ts'
import { bash, resultIn } from '../bash.ts'

test.each<[wrong: string, id: string, options?: Partial<ContractOptions>]>([
  ['code-as-number', 'verifyCode/leading-zero'],
  ['code-first-two-digits', 'verifyCode/other-last-digit'],
  ['second-password-wins', 'completeRegistration/second-keeps-password'],
  ['password-of-anybody', 'journey/two-people'],
  ['upload-chinese-name-refused', 'uploadAvatar/non-ascii-name'],
  ['head-image-refused', 'journey/head-image-alone'],
  ['registered-never', 'sendCode/registered'],
  ['upload-half-mebibyte', 'uploadAvatar/large'],
  ['lock-never', 'verifyCode/too-many'],
])('the shell lines of a finding about %s reproduce it when they run as printed', async (wrong, id, options) => {
  const baseUrl = await onPort(wrongBackend(wrong))
  const report = await runContract({ baseUrl, only: [id], ...options })
  const [finding] = report.cases.flatMap(({ findings }) => findings)
  const seen = resultIn(finding?.exchange?.response?.body ?? '')
  expect(seen).toBeDefined()
  const lines = finding?.curl ?? []
  expect(resultIn(await bash(lines)), lines.join('\n')).toBe(seen)
  // They also work a second time: nothing from the first time interferes.
  expect(resultIn(await bash(lines))).toBe(seen)
})
