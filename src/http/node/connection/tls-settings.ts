import type { ConnectionOptions, SecureContext } from 'node:tls'
import { tls } from '../builtins.ts'

/** TLS settings of a wire. */
export interface TlsSettings {
  /** CA certificates in PEM form, trusted in addition to Node's (`NODE_EXTRA_CA_CERTS`, `--use-system-ca`). */
  readonly ca?: string
  /** Accepts every certificate. */
  readonly insecure?: boolean
  /** The name to send (SNI) and to expect in the certificate. Default: the host name. */
  readonly servername?: string
}

/**
 * Returns the options of `tls.connect` for a host. The certificates, about 150, are parsed only once.
 *
 * @throws TypeError if `ca` contains no valid certificate.
 */
export function tlsOptions({ ca, insecure, servername }: TlsSettings): (host: string) => ConnectionOptions {
  if (ca !== undefined) checkCertificates(ca)
  let secureContext: SecureContext | undefined
  return (host) => {
    secureContext ??= tls().createSecureContext(ca === undefined ? {} : { ca: [...defaultCertificates(), ca] })
    const name = servername ?? host
    return {
      secureContext,
      // SNI takes neither addresses nor a trailing dot.
      ...(/[a-z]/i.test(name) && !name.includes(':') && { servername: name.replace(/\.$/, '') }),
      // Left out otherwise, so that Node heeds NODE_TLS_REJECT_UNAUTHORIZED.
      ...(insecure && { rejectUnauthorized: false }),
      ALPNProtocols: ['http/1.1'],
    }
  }
}

function defaultCertificates(): readonly string[] {
  // Since Node 22.15. Before that, `ca` replaces NODE_EXTRA_CA_CERTS.
  const { getCACertificates, rootCertificates } = tls()
  return getCACertificates?.('default') ?? rootCertificates
}

function checkCertificates(ca: string): void {
  const { X509Certificate } = process.getBuiltinModule('node:crypto')
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []
  if (certificates.length === 0) throw new TypeError('ca contains no certificate in PEM form')
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate)
    } catch {
      throw new TypeError('ca contains an invalid certificate')
    }
  }
}
