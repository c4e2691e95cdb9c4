import { runContract } from 'phone-auth-kit/contract-tests'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { cannot } from './cannot.mjs'
import { expect } from './expect.mjs'

/** The other two parts of the package, both inside the runtime: the suite asks the backend without a port. */
export function contract({ it }) {
  async function wrongCases(dialect) {
    const { fetch } = createReferenceBackend({ dialect, hashCost: 1 })
    const { cases } = await runContract({ baseUrl: 'http://127.0.0.1', dialect, fetch })
    return cases
      .filter(({ status, level }) => status !== 'passed' && level !== 'advice')
      .map(({ id, status }) => ({ id, status }))
  }

  it('the contract suite passes on the reference server, linked by userId', async () => {
    expect(await wrongCases({ linking: 'userId' })).toEqual([])
  })

  it('the contract suite passes on the reference server, linked by a cookie', async () => {
    const wrong = await wrongCases({ linking: 'cookie' })
    if (!new Request('http://127.0.0.1', { headers: { cookie: 'a=b' } }).headers.has('cookie')) {
      expect(wrong.length > 0).toBe(true)
      cannot('scripts in a page can neither send nor read a cookie; only MSW’s worker keeps it')
    }
    expect(wrong).toEqual([])
  })
}
