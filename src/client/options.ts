import type { BodyEncoding, CodeDelivery, Linking } from '../contract/dialect.ts'

/** How one call is made. */
export interface CallOptions {
  /** Ends the call: its outcome is then `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** How long to wait for the complete reply, in milliseconds; `Infinity` for ever. Default: the client's. */
  readonly timeout?: number | undefined
  /** Headers that go with this call, over those of the client. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** How a client is made. */
export interface ClientOptions<Delivery extends CodeDelivery = CodeDelivery, Link extends Linking = Linking> {
  /** The address of the backend; a path in it is kept. */
  readonly baseUrl: string | URL
  /** How the backend differs from the document on purpose. Default: it does not. */
  readonly dialect?: {
    readonly linking?: Link | undefined
    readonly body?: BodyEncoding | undefined
    readonly codeDelivery?: Delivery | undefined
  }
  /** How long to wait for a complete reply, in milliseconds; `Infinity` for ever. Default 10000. */
  readonly timeout?: number | undefined
  /** The same for uploads. Default 60000, or `timeout` where that is more. */
  readonly uploadTimeout?: number | undefined
  /** Headers that go with every call. In a browser any of them may cost a CORS preflight. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Used instead of the runtime's `fetch`. */
  readonly fetch?: ((request: Request, init?: RequestInit) => Promise<Response>) | undefined
  /** How large a reply may be, in bytes; a larger one is cut off and `malformed`. Default 1 MiB. */
  readonly maxReplyBytes?: number | undefined
}
