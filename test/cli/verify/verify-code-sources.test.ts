import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startBackend } from '../backends.ts'
import { runCommand } from '../run-command.ts'

describe('codes that are not in the reply', () => {
  const sms = { dialect: { codeDelivery: 'sms' } } as const
  const argv = ['--code-delivery', 'sms', '--only', 'verifyCode/success', '--only', 'login/success']

  /** Hands out what the backend sent, as a page of a mail catcher would. */
  async function catcher(answer: (userId: string) => string): Promise<string> {
    const server: Server = createServer((request, reply) => {
      reply.end(answer(new URL(request.url ?? '/', 'http://localhost').searchParams.get('to') ?? ''))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/?to={userId}`
  }

  test.each([
    ['an object', (code: string) => ({ code })],
    ['an object with a number', (code: string) => ({ code: code.startsWith('0') ? code : Number(code) })],
    ['a string', (code: string) => code],
  ])('are read from an address, as JSON that is %s', async (_, wrap) => {
    const { url, inbox } = await startBackend(sms)
    const from = await catcher((userId) => JSON.stringify(wrap(inbox.last(userId)?.code ?? '')))
    expect(await runCommand(['verify', url, ...argv, '--code-url', from])).toMatchObject({ code: 0 })
  })

  test('are read from a command, as text', async () => {
    const { url, inbox } = await startBackend(sms)
    const from = await catcher((userId) => inbox.last(userId)?.code ?? '')
    const script = 'fetch(process.argv[1]).then((reply) => reply.text()).then(console.log)'
    const command = `"${process.execPath}" -e "${script}" ${from}`
    expect(await runCommand(['verify', url, ...argv, '--code-command', command])).toMatchObject({ code: 0 })
  })
})
