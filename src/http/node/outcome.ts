/** One header line, its name spelled as it was sent. */
export type Header = readonly [name: string, value: string]

/** A reply exactly as it came. */
export interface Reply {
  readonly kind: 'reply'
  readonly status: number
  readonly statusText: string
  /** All header lines in order. A repeated header appears as often as it was sent. */
  readonly headers: readonly Header[]
  /** Decoded if the request asked for it. */
  readonly body: Uint8Array
  /** The body is longer than `maxBytes`; `body` holds its beginning. */
  readonly cut: boolean
  /** The statuses of the interim replies before this one (100, 102, 103). */
  readonly interim: readonly number[]
  /** The system had taken the whole request when the reply ended. If not, the rest is never sent. */
  readonly requestComplete: boolean
  /** The connection had carried another request before. */
  readonly reusedConnection: boolean
}

/** No complete reply came. */
export interface Failure {
  readonly kind: 'failure'
  readonly code: FailureCode
  /** More about the cause, if known. */
  readonly hint?: FailureHint
  /** How far the request got. */
  readonly phase: Phase
  /** False if the server certainly can't have read any of the request. */
  readonly sent: boolean
  /** The connection had carried another request before, so the server may have closed it before seeing this one. */
  readonly reusedConnection: boolean
  /** The error code of the system or the parser (ECONNREFUSED, HPE_INVALID_CONSTANT). */
  readonly systemCode?: string
  /** The status of the proxy's refusal. */
  readonly proxyStatus?: number
  /** One sentence for a person. Never contains an address, a header or a body. */
  readonly detail: string
  /** The part of the reply that was received, if its head was complete. */
  readonly partial?: Pick<Reply, 'status' | 'headers' | 'body'>
}

/** How one request ended. */
export type Outcome = Reply | Failure

/** How far a request got before it failed. */
export type Phase = 'preparing' | 'connecting' | 'sending' | 'waiting' | 'reading'

/** Why no complete reply came. */
export type FailureCode = keyof typeof details

/** What is known beyond the code. */
export type FailureHint = keyof typeof hints

const details = {
  'invalid-request': 'the request cannot be sent',
  'body-failed': 'the body could not be read to its end',
  aborted: 'the caller ended the request',
  timeout: 'no complete reply came in time',
  'unknown-host': 'the host name has no address',
  refused: 'nothing listens on the port',
  unreachable: 'the host cannot be reached',
  'connect-timeout': 'the connection could not be opened in time',
  proxy: 'the proxy did not open a connection',
  'tls-untrusted': 'the certificate is not trusted',
  'tls-protocol': 'the TLS handshake failed',
  reset: 'the server reset the connection',
  'closed-early': 'the server closed the connection before the reply was complete',
  'not-http': 'what came back is not HTTP/1',
  'header-overflow': 'the header of the reply is too long',
  'interim-overflow': 'interim replies kept coming, and no final one',
  undecodable: 'the body is not in the encoding that its Content-Encoding names',
  broken: 'the connection broke',
} as const

const hints = {
  url: 'its URL is not http or https, or contains credentials',
  method: 'its method is invalid',
  header: 'a header contains an invalid character',
  'framing-header': 'it sets a header that belongs to the connection',
  'held-stream': 'a request with a stream cannot be held',
  'body-not-bytes': 'it yielded something other than bytes or text',
  'body-length': 'its length is not the one declared',
  'body-locked': 'it is locked by another reader',
  'self-signed': 'it is self-signed',
  'unknown-ca': 'its issuer is unknown',
  expired: 'it has expired',
  'not-yet-valid': 'it is not valid yet',
  'wrong-host': 'it is for another host',
  revoked: 'it was revoked',
  'not-tls': 'the port does not speak TLS',
  'tls-version': 'no TLS version or cipher in common',
  'client-certificate': 'the server asks for a client certificate',
  'tls-expected': 'the port speaks TLS',
  'other-protocol': 'the port speaks another protocol',
  'proxy-address': 'its address is invalid',
  'proxy-scheme': 'only http and https proxies are supported',
  'proxy-credentials': 'it asks for a user name and password',
  'too-many-open': 'this machine has no file descriptors or ports left',
} as const

/** The cause of a failure. */
export interface Cause {
  readonly code: FailureCode
  readonly hint?: FailureHint | undefined
  readonly systemCode?: string | undefined
  readonly proxyStatus?: number | undefined
}

/** The circumstances of a failure. */
export type Circumstances = Pick<Failure, 'phase' | 'sent' | 'reusedConnection' | 'partial'>

/** Makes a failure, with its sentence. */
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
