import type { Cause, FailureHint } from '../outcome.ts'

/** A connection could not be opened. */
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

/** Classifies an error of the system, of TLS or of the parser. Its text is not kept, since it contains addresses. */
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
  // The other codes also occur on open connections.
  const code = connecting[systemCode]
  if (code && (phase === 'tcp' || code === 'refused' || code === 'unknown-host')) return { code, systemCode }
  if (systemCode === 'HPE_HEADER_OVERFLOW') return { code: 'header-overflow', systemCode }
  if (systemCode === 'HPE_INVALID_EOF_STATE') return { code: 'closed-early', systemCode }
  if (systemCode.startsWith('HPE_')) return { code: 'not-http', hint: notHttpHint(error), systemCode }
  // Node reports an orderly close as ECONNRESET too, but then without an errno, since no system call failed.
  if (systemCode === 'ECONNRESET' && errno === undefined) return { code: 'closed-early' }
  if (systemCode === 'ECONNRESET' || systemCode === 'EPIPE') return { code: 'reset', systemCode }
  return { code: 'broken', ...(systemCode && { systemCode }) }
}

/** The code of an error, if it looks like one. Other people's errors may hold anything there. */
export function systemErrorOf(error: unknown): { readonly code: string; readonly errno?: unknown } {
  try {
    const { code, errno } = error as { code?: unknown; errno?: unknown }
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code)) return { code, errno }
  } catch {
    // Not an object, or its getters throw.
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
 * A server that expects TLS answers a plain request with an alert: record type 21, version 3.x. Anything that starts
 * neither like a status line nor like the body of an API is the greeting of another protocol.
 */
function notHttpHint(error: unknown): FailureHint | undefined {
  const packet = (error as { rawPacket?: Uint8Array }).rawPacket
  if (packet?.[0] === 21 && packet[1] === 3) return 'tls-expected'
  if (!packet?.length) return undefined
  return /^\s*(?:HTTP\/|H$|HT$|HTT$|HTTP$|[[{<"])/.test(Buffer.from(packet.subarray(0, 16)).toString('latin1'))
    ? undefined
    : 'other-protocol'
}
