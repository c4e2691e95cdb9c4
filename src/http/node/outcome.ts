/** One header line: its name as it was written, and its value. */
export type Header = readonly [name: string, value: string]

/** What came back, before anybody judged it. */
export interface Reply {
  readonly kind: 'reply'
  readonly status: number
  readonly statusText: string
  /** Every header line in the order in which it came; a repeated name stands as often as it was sent. */
  readonly headers: readonly Header[]
  /** The body, decoded where that was asked for. */
  readonly body: Uint8Array
  /** The body is longer than `maxBytes`; `body` holds its beginning. */
  readonly cut: boolean
  /** The statuses of the interim replies that came first (100, 102, 103). */
  readonly interim: readonly number[]
  /** The whole request was on its way when the reply ended. Where it was not, the rest is never sent. */
  readonly requestComplete: boolean
  /** The connection had carried a request before. */
  readonly reusedConnection: boolean
}

/** No complete reply came. */
export interface Failure {
  readonly kind: 'failure'
  readonly code: FailureCode
  /** Narrows the code down, where more is known. */
  readonly hint?: FailureHint
  /** How far the request had come. */
  readonly phase: Phase
  /** False where it is certain that the server can't have read any of the request. */
  readonly sent: boolean
  /** The connection had carried a request before: the server may have closed it before it saw this one. */
  readonly reusedConnection: boolean
  /** What the system or the parser calls it (ECONNREFUSED, HPE_INVALID_CONSTANT). */
  readonly systemCode?: string
  /** The status with which a proxy refused. */
  readonly proxyStatus?: number
  /** One sentence for a person. It never holds an address, a header or a body. */
  readonly detail: string
  /** What had come of the reply, from its head on. */
  readonly partial?: Pick<Reply, 'status' | 'headers' | 'body'>
}

/** How one request ended. */
export type Outcome = Reply | Failure

/** Where a request was when it failed. */
export type Phase = 'preparing' | 'connecting' | 'sending' | 'waiting' | 'reading'

/** Why no complete reply came. */
export type FailureCode = keyof typeof details

/** What is known beyond the code. */
export type FailureHint = keyof typeof hints

const details = {
  'invalid-request': 'the request can not be sent as it is',
  'body-failed': 'the body could not be read to its end',
  aborted: 'the caller ended the request',
  timeout: 'no complete reply came in time',
  'unknown-host': 'the host name has no address',
  refused: 'nothing listens at the port',
  unreachable: 'the host can not be reached',
  'connect-timeout': 'no connection came about in time',
  proxy: 'the proxy made no connection',
  'tls-untrusted': 'the certificate is not trusted',
  'tls-protocol': 'no TLS connection came about',
  reset: 'the server reset the connection',
  'closed-early': 'the server closed the connection before the reply was complete',
  'not-http': 'what came back is not HTTP/1',
  'header-overflow': 'the header of the reply is too long',
  'interim-overflow': 'one interim reply after the other came, and no final one',
  undecodable: 'the body is not in the encoding that its Content-Encoding names',
  broken: 'the connection broke',
} as const

const hints = {
  url: 'its address is no http or https address',
  method: 'its method is none',
  header: 'a header holds a character that no header can hold',
  'framing-header': 'a header that belongs to the connection was given',
  'held-stream': 'a request that is held back needs its body whole',
  'body-not-bytes': 'it yielded something that is neither bytes nor text',
  'body-length': 'it was not as long as announced',
  'body-locked': 'it is read by somebody else',
  'self-signed': 'it is self-signed',
  'unknown-ca': 'its issuer is unknown',
  expired: 'it has expired',
  'not-yet-valid': 'it is not valid yet',
  'wrong-host': 'it is for another host',
  revoked: 'it was revoked',
  'not-tls': 'the port does not speak TLS',
  'tls-version': 'there is no version or cipher of TLS in common',
  'client-certificate': 'the server wants a certificate of the client',
  'tls-expected': 'the port speaks TLS',
  'other-protocol': 'the port speaks another protocol',
  'proxy-address': 'its address can not be read',
  'proxy-scheme': 'only proxies for http and https are supported',
  'proxy-credentials': 'it wants a user and a password',
  'too-many-open': 'this machine has no descriptor or port left',
} as const

/** What a failure is beside where it happened. */
export interface Cause {
  readonly code: FailureCode
  readonly hint?: FailureHint | undefined
  readonly systemCode?: string | undefined
  readonly proxyStatus?: number | undefined
}

/** Where it happened. */
export type Circumstances = Pick<Failure, 'phase' | 'sent' | 'reusedConnection' | 'partial'>

/** Puts a failure into words. */
export function failureOf({ code, hint, systemCode, proxyStatus }: Cause, circumstances: Circumstances): Failure {
  const more = [hint && hints[hint], proxyStatus, systemCode].filter((part) => part !== undefined)
  return {
    kind: 'failure',
    code,
    ...(hint && { hint }),
    ...circumstances,
    ...(systemCode && { systemCode }),
    ...(proxyStatus && { proxyStatus }),
    detail: more.length > 0 ? `${details[code]} (${more.join('; ')})` : details[code],
  }
}
