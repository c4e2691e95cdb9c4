import { createClient } from 'phone-auth-kit'
import { expect } from './expect.mjs'
import { png } from './png.mjs'

const userId = '13800138000'

/** Who ended a call, and when. */
export function aborts({ it }, { faulty, receiver }) {
  it('sends nothing when it is aborted before it starts', async () => {
    const { baseUrl, requests } = faulty('silence')
    const outcome = await createClient({ baseUrl }).sendCode({ userId }, { signal: AbortSignal.abort() })
    expect(outcome).toInclude({ ok: false, kind: 'aborted' })
    expect(await requests()).toEqual({})
  })

  it('stops when it is aborted while it waits for a reply', async () => {
    const { baseUrl, requests } = faulty('silence')
    const controller = new AbortController()
    const call = createClient({ baseUrl }).sendCode({ userId }, { signal: controller.signal })
    while ((await requests()).GET === undefined) await pause(10)
    controller.abort()
    expect(await call).toInclude({ ok: false, kind: 'aborted' })
  })

  it('stops when it is aborted while the reply arrives', async () => {
    const { baseUrl, requests } = faulty('silence in body')
    const controller = new AbortController()
    const call = createClient({ baseUrl }).sendCode({ userId }, { signal: controller.signal })
    while ((await requests()).GET === undefined) await pause(10)
    await pause(50)
    controller.abort()
    expect(await call).toInclude({ ok: false, kind: 'aborted' })
  })

  it("reports the caller's own AbortSignal.timeout as an abort", async () => {
    const { baseUrl } = faulty('silence')
    const outcome = await createClient({ baseUrl }).sendCode({ userId }, { signal: AbortSignal.timeout(50) })
    expect(outcome).toInclude({ ok: false, kind: 'aborted' })
  })

  it('times out by the limit of the call or of the client', async () => {
    const { baseUrl } = faulty('silence')
    expect(await createClient({ baseUrl, timeout: 50 }).sendCode({ userId })).toInclude({
      kind: 'timeout',
      timeoutMs: 50,
    })
    expect(await createClient({ baseUrl }).sendCode({ userId }, { timeout: 60 })).toInclude({
      kind: 'timeout',
      timeoutMs: 60,
    })
  })

  it('stops an upload that is aborted on its way', async () => {
    const { baseUrl } = faulty('reads nothing')
    const controller = new AbortController()
    const img = new File([png, new Uint8Array(16 << 20)], 'large.png', { type: 'image/png' })
    const call = createClient({ baseUrl }).uploadAvatar({ img }, { signal: controller.signal })
    await pause(100)
    controller.abort()
    expect(await call).toInclude({ ok: false, kind: 'aborted' })
  })

  it('does not affect other calls of the client', async () => {
    const { baseUrl } = receiver()
    const api = createClient({ baseUrl })
    const controller = new AbortController()
    const first = api.uploadAvatar({ img: png }, { signal: controller.signal })
    const second = api.uploadAvatar({ img: png })
    controller.abort()
    await first
    expect(await second).toInclude({ ok: true })
  })
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
