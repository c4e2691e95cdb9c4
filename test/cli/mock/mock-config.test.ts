import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { startMock, temporaryFolder } from '../../reference/mock-process.ts'
import { Visitor } from '../../reference/visitor.ts'
import { runCommand } from '../run-command.ts'

// Bounds a test that hangs; a slow machine may take its time to start a process.
vi.setConfig({ testTimeout: 60_000 })

const phone = '13800138000'
const entry = (name: string) => new URL(`../../../src/${name}.ts`, import.meta.url).href

/** A file with a configuration in which `mock` has an operation of its own, `POST /reset`. */
function configFile(members = ''): string {
  const file = join(temporaryFolder(), 'phone-auth.config.ts')
  writeFileSync(
    file,
    `import { defineOperation, userIdField } from '${entry('index')}'
    import { answers } from '${entry('reference')}'

    const reset = defineOperation({
      id: 'reset',
      method: 'POST',
      path: '/reset',
      encoding: 'body',
      fields: { userId: userIdField },
      failures: ['0007', '1001'],
      texts: { en: { '1001': 'Too many resets' }, zh: { '1001': '重置次数过多' } },
    })
    const rule = async ({ fields: { userId }, store }) =>
      userId && (await store.person(userId)) ? { result: '0000' } : { result: '0007', reason: 'nobody to reset' }

    export default {
      dialect: { body: 'json' },
      lang: 'en',
      mock: {
        operations: [answers(reset, rule)],
        people: [{ userId: '${phone}', password: 'abcd1234' }],
        hashCost: 10,
        statuses: { login: { '0007': 404 }, reset: { '0007': 410 } },
        ${members}
      },
    }\n`,
  )
  return file
}

const reset = (base: string, userId: string) =>
  fetch(`${base}/reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId }),
  })

describe('mock --config', () => {
  test('serves operations of your own with the options of the file', async () => {
    const mock = await startMock('--config', configFile())
    expect(await (await reset(mock.url, phone)).json()).toEqual({ result: '0000', message: null })
    expect((await reset(mock.url, '13900139000')).status).toBe(410)
    await mock.stop('SIGTERM')
    expect(mock.stdout()).toMatch(/POST {2}\/reset reset {2}138\*\*\*\*8000 {2}200 {2}0000 Success/)
    expect(mock.stdout()).toMatch(/410 {2}0007 No such user {2}nobody to reset/)
  })

  test('lets the command line win, and force own operations and set their statuses', async () => {
    const argv = ['--body', 'form', '--status', 'reset.1001=409', '--force', 'reset=1001,times:1', '--lang', 'zh']
    const mock = await startMock('--config', configFile(), ...argv)
    const visitor = new Visitor(mock.url)
    expect(await visitor.post('/reset', { userId: phone })).toMatchObject({ status: 409, result: '1001' })
    expect(await visitor.post('/reset', { userId: phone })).toMatchObject({ status: 200, result: '0000' })
    expect(await visitor.login('13900139000', 'abcd1234')).toMatchObject({ status: 404, result: '0007' })
    await mock.stop('SIGTERM')
    expect(mock.stdout()).toContain('1001 重置次数过多')
  })

  test.each([
    ['reset=0008', '--force: reset returns 0000, 0007, 1001, not "0008"'],
    ['rest=0007', '--force: there is no endpoint "rest"; did you mean reset?'],
  ])('reports wrong usage: --force %s', async (state, message) => {
    const { code, stderr } = await runCommand(['mock', '--config', configFile(), '--force', state])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  test.each([
    ['operations: [{ id: "reset" }]', 'mock must be an object whose operations are an array of what answers() returns'],
    ['operations: [answers({ ...reset, id: "login" }, rule)]', 'the id login is taken by an operation of the document'],
    ['hashCost: 0', 'hashCost must be a whole number of 1 or more, not 0'],
  ])('reports an invalid file: %s', async (members, message) => {
    const { code, stderr } = await runCommand(['mock', '--config', configFile(members)])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

test('verify takes a file with options for mock', async () => {
  const { code, stdout } = await runCommand(['verify', '--config', configFile(), '--list'])
  expect([code, stdout]).toEqual([0, expect.stringContaining('login/success')])
})
