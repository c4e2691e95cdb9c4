import { runContract, UsageError } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { describe, expect, onTestFinished, test } from 'vitest'

async function start(): Promise<string> {
  const server = await listen(createReferenceBackend(), { port: 0 })
  onTestFinished(() => server.close())
  return server.url
}

describe('runContract', () => {
  test('reports that the reference backend conforms', async () => {
    const report = await runContract({ baseUrl: await start() })
    expect(report.cases.filter(({ status, level }) => level !== 'advice' && status !== 'passed')).toEqual([])
    expect(report.verdict).toBe('conforms')
  })

  test('reports without a finding that nothing listens at the address', async () => {
    const report = await runContract({ baseUrl: 'http://127.0.0.1:9' })
    expect(report.verdict).toBe('aborted')
    expect(report.cases.flatMap(({ findings }) => findings)).toEqual([])
  })

  test.each([
    [{ baseUrl: 'nowhere' }, /not an address/],
    [{ baseUrl: 'localhost:6543' }, /did you mean http:\/\/localhost:6543\?/],
    [{ baseUrl: '127.0.0.1:6543/api' }, /did you mean http:\/\/127\.0\.0\.1:6543\/api\?/],
    [{ baseUrl: 'ftp://localhost' }, /ftp: is not supported/],
    [{ baseUrl: 'http://192.0.2.1' }, /not this machine/],
    [{ baseUrl: 'http://192.0.2.1', allowRemote: true }, /phones/],
    [{ baseUrl: 'http://localhost', only: ['login/sucess'] }, /did you mean "login\/success"/],
    [{ baseUrl: 'http://localhost', only: ['Login'] }, /did you mean "login\/\*"/],
    [{ baseUrl: 'http://localhost', skip: ['wrong-pasword'] }, /did you mean "login\/wrong-password"/],
    [{ baseUrl: 'http://localhost', skip: ['nothing-like-it'] }, /listCases \(--list\) names them all/],
  ])('refuses %o before the first request', async (options, words) => {
    await expect(runContract(options)).rejects.toThrow(words)
    await expect(runContract(options)).rejects.toBeInstanceOf(UsageError)
  })
})
