import { type CallOptions, createClient, type SendCodeRequest } from 'phone-auth-kit'
import { inject } from 'vitest'

let people = 0

/** Somebody with a phone, on a browser whose requests are counted, before a real server. */
export function person() {
  const userId = `138${String(Date.now()).slice(-6)}${String(people++).padStart(2, '0')}`
  const requests: string[] = []
  const client = createClient({
    baseUrl: inject('baseUrl'),
    onRequest: ({ endpoint }) => requests.push(endpoint),
  })
  /** What came to the phone. */
  const inbox: string[] = []
  async function sendCode(request: SendCodeRequest, options?: CallOptions) {
    const outcome = await client.sendCode(request, options)
    if (outcome.ok) inbox.push(outcome.message)
    return outcome
  }
  const api = { ...client, sendCode: sendCode as typeof client.sendCode }
  return { userId, requests, api, code: () => inbox.at(-1) ?? '' }
}
