import { runContract } from 'phone-auth-kit/contract-tests'
import { describe, expect, test } from 'vitest'
import { type Fetch, inProcess, rightBackend, wrongBackend } from '../backends.ts'

async function messageOf(id: string, fetch: Fetch, lang: 'zh' | 'en'): Promise<string | undefined> {
  const { cases } = await runContract({ baseUrl: inProcess, fetch, only: [id], lang })
  return cases.find((each) => each.id === id)?.findings[0]?.message
}

describe('a finding says what the backend answered and what was expected', () => {
  test.each([
    [
      'login/wrong-password',
      'login-any-password',
      'the backend answered login with 0000; expected 0008: a wrong password gets 0008',
      'login 返回 0000，应返回 0008：密码错误时返回 0008',
    ],
    [
      'uploadAvatar/not-an-image',
      'upload-success-is-0008',
      'the backend answered uploadAvatar with 0008; expected 0000, 0006 or 0004',
      'uploadAvatar 返回 0008，应返回 0000、0006 或 0004',
    ],
    [
      'login/missing-user-id',
      'login-without-phone-breaks',
      'the backend answered login with HTTP 500; expected a refusal: a request without userId fails',
      'login 返回 HTTP 500，应拒绝请求：缺少 userId 时，请求失败',
    ],
  ])('%s', async (id, wrong, en, zh) => {
    expect(await messageOf(id, wrongBackend(wrong), 'en')).toBe(en)
    expect(await messageOf(id, wrongBackend(wrong), 'zh')).toBe(zh)
  })

  test('without the rest of a very long result', async () => {
    const right = rightBackend()
    const fetch: Fetch = async (request) => {
      const response = await right(request)
      return request.url.endsWith('/log') ? Response.json({ result: '9'.repeat(10_000), message: null }) : response
    }
    const message = await messageOf('login/not-yet-registered', fetch, 'en')
    expect(message).toBe(`the backend answered login with ${'9'.repeat(40)}; expected 0007`)
  })
})
