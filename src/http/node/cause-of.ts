import type { Cause, FailureHint } from './outcome.ts'

/** A failure on the way to a connection. */
export class ConnectionError extends Error {
  readonly failure: Cause

  constructor(failure: Cause) {
    super(failure.code)
    this.failure = failure
  }
}

const connecting: Readonly<Record<string, Cause['code']>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
}

const untrusted: Readonly<Record<string, FailureHint>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-ca',
  CERT_UNTRUSTED: 'unknown-ca',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_REVOKED: 'revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
}

/** What an error of the system, of TLS or of the parser means. Nothing of its text is kept: it holds addresses. */
export function causeOf(error: unknown, phase: 'tcp' | 'tls' | 'http'): Cause {
  if (error instanceof ConnectionError) return error.failure
  const { code: systemCode, errno } = systemErrorOf(error)
  if (systemCode === 'EMFILE' || systemCode === 'ENFILE' || (phase === 'tcp' && systemCode === 'EADDRINUSE')) {
    return { code: 'unreachable', hint: 'too-many-open', systemCode }
  }
  const hint = untrusted[systemCode]
  if (hint) return { code: 'tls-untrusted', hint, systemCode }
  if (phase === 'tls' && /^(?:CERT|CRL|UNABLE|INVALID|PATH|ERROR_IN|AKID|SUBJECT)_/.test(systemCode)) {
    return { code: 'tls-untrusted', systemCode }
  }
  if (phase === 'tls' || /^(?:EPROTO|ERR_SSL_)/.test(systemCode)) {
    return { code: 'tls-protocol', hint: tlsHint(error, systemCode), systemCode }
  }
  // A firewall's answer or a lost route shows on a connection that stands, too.
  const code = connecting[systemCode]
  if (code && (phase === 'tcp' || code === 'refused' || code === 'unknown-host')) return { code, systemCode }
  if (systemCode === 'HPE_HEADER_OVERFLOW') return { code: 'header-overflow', systemCode }
  if (systemCode === 'HPE_INVALID_EOF_STATE') return { code: 'closed-early', systemCode }
  if (systemCode.startsWith('HPE_')) return { code: 'not-http', hint: notHttpHint(error), systemCode }
  // Node says ECONNRESET for a connection that was closed in order, too, but then no call of the system failed.
  if (systemCode === 'ECONNRESET' && errno === undefined) return { code: 'closed-early' }
  if (systemCode === 'ECONNRESET' || systemCode === 'EPIPE') return { code: 'reset', systemCode }
  return { code: 'broken', ...(systemCode && { systemCode }) }
}

/** The code of an error, where it looks like one: somebody's own error may hold anything there. */
export function systemErrorOf(error: unknown): { readonly code: string; readonly errno?: unknown } {
  try {
    const { code, errno } = error as { code?: unknown; errno?: unknown }
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code)) return { code, errno }
  } catch {
    // Not an object, or one whose members throw.
  }
  return { code: '' }
}

function tlsHint(error: unknown, code: string): FailureHint | undefined {
  const text = `${code} ${(error as Error).message}`
  if (/wrong.version.number|packet.length.too.long|unknown.protocol|record.layer|http.request/i.test(text))
    return 'not-tls'
  if (/certificate.required|bad.certificate|unknown.ca/i.test(text)) return 'client-certificate'
  if (/unsupported|protocol.version|handshake.failure|no.shared|insufficient.security/i.test(text)) return 'tls-version'
  return undefined
}

/**
 * A server that expects TLS answers a plain request with an alert: record type 21, version 3.x. What begins like no
 * status line and like no body of an API either is another protocol's greeting.
 */
function notHttpHint(error: unknown): FailureHint | undefined {
  const packet = (error as { rawPacket?: Uint8Array }).rawPacket
  if (packet?.[0] === 21 && packet[1] === 3) return 'tls-expected'
  if (!packet?.length) return undefined
  return /^\s*(?:HTTP\/|H$|HT$|HTT$|HTTP$|[[{<"])/.test(Buffer.from(packet.subarray(0, 16)).toString('latin1'))
    ? undefined
    : 'other-protocol'
}
