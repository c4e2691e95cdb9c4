import { type Client, createClient, type Dialect, type EndpointId, type Linking } from 'phone-auth-kit'
import { createReferenceBackend, type ReferenceBackend, type ReferenceOptions } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'
import { onTestFinished } from 'vitest'

/**
 * Where a call is lost: on its way to the backend, or on its way back, after the backend acted. Of a lost `body` the
 * headers arrive, and with them the session's cookie.
 */
export type Loss = 'request' | 'reply' | 'body'

/** How the loss shows: as a failed connection, as a proxy's error page, or as half an envelope. */
export type Symptom = 'network' | 'proxy page' | 'broken envelope'

/** A client on a network that loses what it is told to. */
export interface LossyNetwork {
  readonly api: Client<Dialect['codeDelivery'], Linking>
  readonly reference: ReferenceBackend
  /** Loses the next calls of this operation, one by one as the losses say. */
  lose(endpoint: EndpointId, ...losses: readonly (Loss | 'neither')[]): void
  /** Every request that was made, lost or not. */
  readonly requests: string[]
  /** How many codes were sent to a phone. */
  sms(userId: string): number
  /** A client of the same browser after a reload: the cookies are kept, all else is gone. */
  reload(): Client<Dialect['codeDelivery'], Linking>
}

/** A reference server, and a client whose calls can be lost. */
export async function lossyNetwork(
  options: ReferenceOptions = {},
  { symptom = 'network' as Symptom } = {},
): Promise<LossyNetwork> {
  const reference = createReferenceBackend(options)
  const { url: baseUrl, close } = await listen(reference)
  onTestFinished(close)
  const losses = new Map<string, (Loss | 'neither')[]>()
  const requests: string[] = []
  let endpoint = ''

  async function fetchWithLosses(request: Request): Promise<Response> {
    requests.push(endpoint)
    const loss = losses.get(endpoint)?.shift() ?? 'neither'
    if (loss === 'neither') return fetch(request)
    const response = loss === 'request' ? undefined : await fetch(request)
    await response?.text()
    if (response && loss === 'body') return new Response('{"result":"00', { headers: response.headers })
    if (symptom === 'proxy page') return new Response('<!doctype html>Bad gateway', { status: 502 })
    if (symptom === 'broken envelope') return new Response('{"result":"00', { status: 200 })
    throw new TypeError('fetch failed')
  }

  const create = (): LossyNetwork['api'] =>
    createClient({
      baseUrl,
      dialect: options.dialect as Dialect,
      fetch: fetchWithLosses,
      onRequest: (report) => {
        endpoint = report.endpoint
      },
    })
  const api = create()
  return {
    api,
    reference,
    requests,
    lose: (lost, ...how) => void losses.set(lost, [...(losses.get(lost) ?? []), ...how]),
    sms: (userId) => reference.inbox.list().filter((message) => message.userId === userId).length,
    reload() {
      const next = create()
      next.session.import(api.session.export())
      return next
    },
  }
}
