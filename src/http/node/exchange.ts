import type { Agent, ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { BodyError, type BodySource, openStream, openWhole } from './body/body-source.ts'
import { type Decoded, decodeBody } from './body/content-coding.ts'
import { type Reading, readBody } from './body/read-body.ts'
import { sendBody } from './body/send-body.ts'
import { clientRequest } from './client-request.ts'
import { causeOf } from './connection/cause-of.ts'
import { ConnectionPool } from './connection/connection-pool.ts'
import { type Cause, failureOf, type Outcome, type Reply } from './outcome.ts'
import { type Head, headerOf, headOf, pairsOf } from './reply-head.ts'
import type { CheckedRequest } from './request.ts'

/** Most interim replies (1xx) accepted before the final one. */
const maxInterim = 100

/** What a request is sent with. */
export interface Carrier {
  readonly agent: Agent
  readonly host: string
  readonly port: number
  /** The request goes to a proxy in plain text, with the whole URL in its first line. */
  readonly isProxied: boolean
  readonly proxyAuthorization?: string | undefined
  readonly maxHeaderBytes: number
}

/** Sends a request once, and reads what comes. Never rejects. */
export function exchange(request: CheckedRequest, carrier: Carrier): Promise<Outcome> {
  return new Promise((resolve) => new Exchange(request, carrier, resolve).start())
}

class Exchange {
  readonly #request: CheckedRequest
  readonly #carrier: Carrier
  readonly #resolve: (outcome: Outcome) => void
  readonly #maxBytes: number
  readonly #interim: number[] = []
  #isOver = false
  #isWritten = false
  /** The connection of a foreign agent is open. */
  #isConnected = false
  #outgoing: ClientRequest | undefined
  #incoming: IncomingMessage | undefined
  #reading: Reading | undefined
  #source: BodySource | undefined
  #timer: NodeJS.Timeout | undefined
  readonly #onAbort = (): void => this.#fail({ code: 'aborted' })

  constructor(request: CheckedRequest, carrier: Carrier, resolve: (outcome: Outcome) => void) {
    this.#request = request
    this.#carrier = carrier
    this.#resolve = resolve
    this.#maxBytes = request.maxBytes ?? 1 << 20
  }

  start(): void {
    try {
      this.#send()
    } catch {
      // Node, the caller's agent or the caller's signal threw.
      this.#fail({ code: 'invalid-request' })
    }
  }

  #send(): void {
    const { url, method, rawHeaders, stream, whole, signal, timeoutMs = 0, onProgress, onSent } = this.#request
    const { agent, host, port, isProxied, proxyAuthorization, maxHeaderBytes } = this.#carrier
    if (stream) this.#source = openStream(stream)
    else if (onProgress && whole !== undefined) this.#source = openWhole(whole)
    if (signal?.aborted) {
      this.#onAbort()
      return
    }
    const path = `${isProxied ? url.origin : ''}${url.pathname}${url.search}`
    const outgoing = clientRequest(
      { agent, protocol: url.protocol, host, port, path, method, maxHeaderSize: maxHeaderBytes },
      proxyAuthorization ? [...rawHeaders, 'Proxy-Authorization', proxyAuthorization] : rawHeaders,
    )
    this.#outgoing = outgoing
    // No limit, or Node would drop headers silently. Their length is limited instead.
    outgoing.maxHeadersCount = 0
    outgoing.on('error', (error) => this.#onBroken(causeOf(error, this.#isConnecting ? 'tcp' : 'http')))
    if (!this.#pool) outgoing.on('socket', (socket) => this.#onSocket(socket))
    outgoing.on('information', ({ statusCode, rawHeaders }) => this.#onInterim(statusCode, rawHeaders))
    outgoing.on('upgrade', (incoming) => this.#stop(this.#reply(headOf(incoming), nothing)))
    outgoing.on('response', (incoming) => this.#onResponse(incoming))
    outgoing.on('close', () => this.#onBroken({ code: 'closed-early' }))
    if (onSent) outgoing.once('finish', () => quietly(onSent))
    signal?.addEventListener('abort', this.#onAbort)
    // A longer timer would fire at once.
    if (timeoutMs > 0) this.#timer = setTimeout(() => this.#fail({ code: 'timeout' }), Math.min(timeoutMs, 2 ** 31 - 1))
    // With Expect, Node sends the header before there is a body.
    this.#isWritten = !this.#source || rawHeaders.some((text) => /^expect$/i.test(text))
    if (this.#source) this.#stream(outgoing, this.#source)
    else outgoing.end(whole)
  }

  #stream(outgoing: ClientRequest, source: BodySource): void {
    const { stream, whole = '', onProgress } = this.#request
    const total = stream ? stream.length : Buffer.byteLength(whole)
    const onWrite = (): void => {
      this.#isWritten = true
    }
    const tell = (sent: number): void => {
      if (!this.#isOver) quietly(() => onProgress?.(sent, total))
    }
    sendBody(outgoing, source, { onWrite, onProgress: onProgress && tell }).catch((error) => {
      this.#fail(error instanceof BodyError ? error.failure : { code: 'broken' })
    })
  }

  /** Whether there is certainly no connection yet. */
  get #isConnecting(): boolean {
    if (!this.#outgoing) return true
    // Under an interceptor the pool is never asked; then nothing is certain.
    return this.#pool ? this.#pool.isConnecting(this.#outgoing) : !this.#isConnected
  }

  /** A foreign agent may hand over a socket that is still connecting. */
  #onSocket(socket: Socket & { readonly secureConnecting?: boolean }): void {
    const onReady = (): void => {
      this.#isConnected = true
    }
    if (this.#outgoing?.reusedSocket || !(socket.connecting || socket.secureConnecting)) onReady()
    else socket.once(this.#request.url.protocol === 'https:' ? 'secureConnect' : 'connect', onReady)
  }

  #onBroken(cause: Cause): void {
    // An error after a complete reply doesn't matter; its `end` event is still to come.
    if (!this.#reading?.isOver && !this.#incoming?.complete) this.#fail(cause)
  }

  #onInterim(status: number, rawHeaders: readonly string[]): void {
    // Without an Upgrade header, Node takes 101 for an interim reply, but no other reply will follow.
    if (status === 101) this.#stop(this.#reply({ status, statusText: '', headers: pairsOf(rawHeaders) }, nothing))
    else if (this.#interim.push(status) > maxInterim) this.#fail({ code: 'interim-overflow' })
  }

  #onResponse(incoming: IncomingMessage): void {
    if (this.#isOver) return
    if (incoming.statusCode === 407 && this.#carrier.isProxied) {
      // Only the proxy has read the request.
      this.#isWritten = false
      this.#fail({ code: 'proxy', proxyStatus: 407, hint: 'proxy-credentials' })
      return
    }
    this.#incoming = incoming
    incoming.on('error', (error) => this.#onBroken(causeOf(error, 'http')))
    this.#reading = readBody(incoming, this.#maxBytes, (body, isCut) => this.#onRead(incoming, body, isCut))
  }

  #onRead(incoming: IncomingMessage, body: Buffer, isCut: boolean): void {
    if (this.#isOver) return
    if (isCut) this.#outgoing?.destroy()
    else if (this.#outgoing) this.#pool?.heed(this.#outgoing, headerOf(incoming, 'keep-alive'))
    const encoding = this.#request.decode ? headerOf(incoming, 'content-encoding') : ''
    const finish = (decoded: Decoded | undefined): void => {
      if (!decoded) this.#fail({ code: 'undecodable' })
      // If the request is still being sent, the rest is dropped. Otherwise the connection is the pool's again.
      else if (this.#outgoing?.writableFinished) this.#end(this.#reply(headOf(incoming), decoded))
      else this.#stop(this.#reply(headOf(incoming), decoded))
    }
    if (encoding) {
      decodeBody(encoding, body, { limit: this.#maxBytes, isWhole: !isCut })
        .catch(() => undefined)
        .then(finish)
    } else finish({ body, cut: isCut })
  }

  #reply(head: Head, decoded: Decoded): Reply {
    return {
      kind: 'reply',
      ...head,
      ...decoded,
      interim: this.#interim,
      requestComplete: this.#outgoing?.writableFinished ?? false,
      reusedConnection: this.#outgoing?.reusedSocket ?? false,
    }
  }

  #fail(cause: Cause): void {
    if (this.#isOver) return
    const { reusedSocket = false, writableFinished = false } = this.#outgoing ?? {}
    if (reusedSocket && !this.#incoming && /^(?:reset|closed-early)$/.test(cause.code)) this.#pool?.distrust()
    // These errors never occur on an open connection, so they are certain even under an interceptor.
    const isConnecting = this.#isConnecting || cause.code === 'refused' || cause.code === 'unknown-host'
    const progress = isConnecting ? 'connecting' : writableFinished ? 'waiting' : 'sending'
    this.#stop(
      failureOf(cause, {
        phase: !this.#outgoing ? 'preparing' : this.#incoming ? 'reading' : progress,
        sent: this.#isWritten && !isConnecting,
        reusedConnection: reusedSocket,
        ...(this.#incoming && { partial: { ...headOf(this.#incoming), body: this.#reading?.soFar() ?? noBytes } }),
      }),
    )
  }

  /** Ends with an outcome and closes whatever is still open. */
  #stop(outcome: Outcome): void {
    this.#end(outcome)
    if (!this.#outgoing) return
    this.#outgoing.destroy()
    this.#pool?.abandon(this.#outgoing)
  }

  #end(outcome: Outcome): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#request.signal?.removeEventListener('abort', this.#onAbort)
    this.#source?.cancel()
    this.#resolve(outcome)
  }

  get #pool(): ConnectionPool | undefined {
    const { agent } = this.#carrier
    return agent instanceof ConnectionPool ? agent : undefined
  }
}

const noBytes = Buffer.alloc(0)
const nothing: Decoded = { body: noBytes, cut: false }

/** Calls a function of the caller's. What it throws is the caller's business. */
function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // Nobody waits for it.
  }
}
