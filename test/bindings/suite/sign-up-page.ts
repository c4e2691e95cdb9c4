import { createRegistrationFlow, type RegistrationFlow } from 'phone-auth-kit/registration-flow'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { page } from '../harness/page.ts'
import { person } from '../harness/person.ts'

/** Shows the sign-up page of one framework. */
export type Mount = (container: Element, flow: RegistrationFlow, onLogin: (token: string) => void) => () => void

const password = 'correct-horse-1'

/** What the sign-up page does, whichever framework shows it. */
export function signUpPage(mount: Mount): void {
  beforeEach(() => sessionStorage.clear())

  function open(flow: RegistrationFlow) {
    const container = document.body.appendChild(document.createElement('div'))
    const tokens: string[] = []
    const unmount = mount(container, flow, (token) => tokens.push(token))
    const close = (): void => {
      unmount()
      container.remove()
    }
    onTestFinished(close)
    return { ...page(container), container, tokens, close }
  }

  test('takes somebody from the phone number to the token', async () => {
    const { userId, api, requests, code } = person()
    const flow = createRegistrationFlow(api)
    const shown = open(flow)
    await shown.types('手机号', userId)
    await shown.clicks('获取验证码')
    await shown.sees('重新获取（')
    await shown.types('验证码', code() === '1111' ? '2222' : '1111')
    await shown.clicks('下一步')
    await shown.sees('验证码错误')
    await shown.types('验证码', code())
    await shown.clicks('下一步')
    await shown.sees('注册')
    await shown.chooses(new File(['pixels'], '头像.png', { type: 'image/png' }))
    await expect.poll(() => flow.getSnapshot().headImage, { timeout: 20_000 }).toBeDefined()
    await shown.types('昵称', '小明')
    await shown.types('密码', 'short')
    await shown.clicks('注册')
    await shown.sees('密码至少8位')
    await shown.types('密码', password)
    await shown.clicks('注册')
    await expect.poll(() => shown.tokens, { timeout: 20_000 }).toHaveLength(1)
    expect(requests).toEqual(['sendCode', 'verifyCode', 'verifyCode', 'uploadAvatar', 'completeRegistration', 'login'])
  })

  test('sends one SMS for a double click', async () => {
    const { userId, api, requests } = person()
    const shown = open(createRegistrationFlow(api))
    await shown.types('手机号', userId)
    await shown.doubleClicks('获取验证码')
    await shown.sees('下一步')
    expect(requests).toEqual(['sendCode'])
  })

  test('counts the seconds down, then lets another code be asked for', async () => {
    const { userId, api, requests } = person()
    let now = Date.now()
    const shown = open(createRegistrationFlow(api, { now: () => now }))
    await shown.types('手机号', userId)
    await shown.clicks('获取验证码')
    await shown.sees('重新获取（60秒）')
    now += 59_000
    await shown.sees('重新获取（1秒）')
    now += 1_000
    await shown.clicks('重新获取')
    await expect.poll(() => requests, { timeout: 20_000 }).toEqual(['sendCode', 'sendCode'])
  })

  test('is where it was after a reload, and does not send another code', async () => {
    const { userId, api, requests, code } = person()
    const create = () => createRegistrationFlow(api, { storage: sessionStorage, saveSecrets: true })
    const before = open(create())
    await before.types('手机号', userId)
    await before.clicks('获取验证码')
    await before.sees('下一步')
    before.close()

    const after = open(create())
    await after.sees('重新获取（')
    await after.types('验证码', code())
    await after.clicks('下一步')
    await after.types('密码', password)
    await after.clicks('注册')
    await expect.poll(() => after.tokens, { timeout: 20_000 }).toHaveLength(1)
    expect(requests).toEqual(['sendCode', 'verifyCode', 'completeRegistration', 'login'])
  })

  test('goes on where a reply to step 2 is lost', async () => {
    const { userId, api, code } = person()
    const lossy = { ...api }
    lossy.completeRegistration = ((...given) =>
      api.completeRegistration(...given).then(({ meta }) => ({
        ok: false,
        kind: 'network',
        reason: 'no complete reply came',
        meta,
      }))) as typeof api.completeRegistration
    const shown = open(createRegistrationFlow(lossy))
    await shown.types('手机号', userId)
    await shown.clicks('获取验证码')
    await shown.sees('下一步')
    await shown.types('验证码', code())
    await shown.clicks('下一步')
    await shown.types('密码', password)
    await shown.clicks('注册')
    await expect.poll(() => shown.tokens, { timeout: 20_000 }).toHaveLength(1)
  })

  test('leaves a call alone that is under way when it goes, and listens no more', async () => {
    const { userId, api } = person()
    const flow = createRegistrationFlow(api)
    let listeners = 0
    const counted: RegistrationFlow = {
      ...flow,
      subscribe(listener) {
        const end = flow.subscribe(listener)
        listeners++
        return () => {
          listeners--
          end()
        }
      },
    }
    const shown = open(counted)
    await shown.types('手机号', userId)
    await expect.poll(() => listeners, { timeout: 20_000 }).toBe(1)
    await shown.clicks('获取验证码')
    shown.close()
    await expect.poll(() => listeners, { timeout: 20_000 }).toBe(0)
    await expect
      .poll(() => flow.getSnapshot(), { timeout: 20_000 })
      .toMatchObject({ step: 'code-sent', pending: undefined })
    await open(flow).sees('下一步')
  })
}
