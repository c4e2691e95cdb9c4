import type { Socket } from 'node:net'
import { ConnectionError } from './cause-of.ts'

/** Longest header of a reply to CONNECT, in bytes. */
const maxHead = 1 << 16

/**
 * Asks a proxy for a tunnel to `authority` (`host:port`). Works on the bare socket, so that interceptors see the
 * request inside the tunnel and not this one.
 *
 * @throws ConnectionError if the proxy refuses or doesn't answer in HTTP.
 */
export function askForTunnel(socket: Socket, authority: string, authorization: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    const end = (failure?: { readonly proxyStatus?: number; readonly hint?: 'proxy-credentials' }): void => {
      socket.off('data', onData)
      socket.off('close', onClose)
      socket.pause()
      if (failure) reject(new ConnectionError({ code: 'proxy', ...failure }))
      else resolve()
    }
    const onClose = (): void => end({})
    const onData = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk])
      const length = head.indexOf('\r\n\r\n')
      if (length < 0) {
        if (head.length > maxHead) end({})
        return
      }
      const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r)/.exec(head.toString('latin1', 0, length))?.[1] ?? 0)
      // In TLS the client speaks first, so nothing may follow the header.
      if (status >= 200 && status < 300) end(head.length > length + 4 ? {} : undefined)
      else
        end({ ...(status && { proxyStatus: status }), ...(status === 407 && { hint: 'proxy-credentials' as const }) })
    }
    socket.on('data', onData)
    socket.once('close', onClose)
    socket.write(
      `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization ? `Proxy-Authorization: ${authorization}\r\n` : ''}\r\n`,
    )
  })
}
