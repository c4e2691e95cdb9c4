import { setupServer } from 'msw/node'
import { mswHandlers } from 'phone-auth-kit/msw'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { png } from './image.ts'
import { Visitor } from './visitor.ts'

const adapters = {
  'the listener': async () => {
    const listener = await listen(createReferenceBackend())
    onTestFinished(() => listener.close())
    return (): Visitor => new Visitor(listener.url)
  },
  'the MSW handlers': async () => {
    const server = setupServer(...mswHandlers(createReferenceBackend()))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())
    return (): Visitor => new Visitor('http://api.example')
  },
  'the plain fetch': async () => {
    const backend = createReferenceBackend()
    return (): Visitor => new Visitor('http://api.example', backend.fetch)
  },
}

describe.each(Object.entries(adapters))('%s', (_name, open) => {
  test('handles a registration from the code to the token', async () => {
    const visit = await open()
    const person = visit()
    const sent = await person.sendCode('13800138000')
    expect(sent).toMatchObject({ status: 200, result: '0000', message: expect.stringMatching(/^[0-9]{4}$/) })
    expect(await person.verifyCode(sent.message ?? '')).toMatchObject({ result: '0000', message: null })
    const uploaded = await person.upload(png(), '头像.png')
    expect(uploaded).toMatchObject({ result: '0000', message: expect.stringMatching(/^\/.*\/[0-9a-f]{32}\.png$/) })
    const details = { headImage: uploaded.message ?? '', gender: '0', nickname: '小明' }
    expect(await person.complete('abcd1234', details)).toMatchObject({ result: '0000', message: null })
    expect(await person.login('13800138000', 'abcd1234')).toMatchObject({ result: '0000', message: expect.any(String) })
    expect(await person.login('13800138000', 'abcd1235')).toMatchObject({ result: '0008', message: null })
    expect(await visit().sendCode('13800138000')).toMatchObject({ result: '0001', message: null })
    expect(await visit().login('13900139000', 'abcd1234')).toMatchObject({ result: '0007', message: null })
  })

  test('keeps two people apart whose steps are interleaved', async () => {
    const visit = await open()
    const [one, other] = [await visit().verified('13800138001'), await visit().verified('13800138002')]
    await other.complete('other1234')
    await one.complete('first1234')
    expect(await one.login('13800138001', 'first1234')).toMatchObject({ result: '0000' })
    expect(await one.login('13800138002', 'first1234')).toMatchObject({ result: '0008' })
    expect(await one.login('13800138002', 'other1234')).toMatchObject({ result: '0000' })
  })

  test('locks a session at the fifth wrong code until a new one is sent', async () => {
    const visit = await open()
    const person = visit()
    const code = (await person.sendCode('13800138003')).message ?? ''
    const wrong = code === '0000' ? '1111' : '0000'
    const results = []
    for (let attempt = 0; attempt < 6; attempt += 1) results.push((await person.verifyCode(wrong)).result)
    expect(results).toEqual(['0004', '0004', '0004', '0004', '0005', '0005'])
    expect(await person.verifyCode(code)).toMatchObject({ result: '0005' })
    expect(await (await visit().verified('13800138004')).complete('abcd1234')).toMatchObject({ result: '0000' })
    const fresh = (await person.sendCode('13800138003')).message ?? ''
    expect(await person.verifyCode(fresh)).toMatchObject({ result: '0000' })
  })
})
