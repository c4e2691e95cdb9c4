import type { ConnectionOptions, SecureContext } from 'node:tls'
import { tls } from './builtins.ts'

/** How TLS is spoken. */
export interface TlsSettings {
  /** Certificates in PEM form that are trusted beside those that Node trusts (`NODE_EXTRA_CA_CERTS`, `--use-system-ca`). */
  readonly ca?: string
  /** Trusts every certificate. */
  readonly insecure?: boolean
  /** The name that is asked for and that the certificate must have, instead of the host's. */
  readonly servername?: string
}

/**
 * What `tls.connect` is told beside the host. The certificates are read once: there are about 150 of them.
 *
 * @throws TypeError where `ca` holds no certificate.
 */
export function tlsOptions({ ca, insecure, servername }: TlsSettings): (host: string) => ConnectionOptions {
  if (ca !== undefined) checkCertificates(ca)
  let secureContext: SecureContext | undefined
  return (host) => {
    secureContext ??= tls().createSecureContext(ca === undefined ? {} : { ca: [...defaultCertificates(), ca] })
    const name = servername ?? host
    return {
      secureContext,
      // Servers are not asked for an address, nor for a name with the dot of the root.
      ...(/[a-z]/i.test(name) && !name.includes(':') && { servername: name.replace(/\.$/, '') }),
      // Without one of its own, Node heeds NODE_TLS_REJECT_UNAUTHORIZED.
      ...(insecure && { rejectUnauthorized: false }),
      ALPNProtocols: ['http/1.1'],
    }
  }
}

function defaultCertificates(): readonly string[] {
  // Since Node 22.15. Before, NODE_EXTRA_CA_CERTS is not heard of beside a CA of one's own.
  const { getCACertificates, rootCertificates } = tls()
  return getCACertificates?.('default') ?? rootCertificates
}

function checkCertificates(ca: string): void {
  const { X509Certificate } = process.getBuiltinModule('node:crypto')
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []
  if (certificates.length === 0) throw new TypeError('ca holds no certificate in PEM form')
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate)
    } catch {
      throw new TypeError('ca holds a certificate that can not be read')
    }
  }
}
