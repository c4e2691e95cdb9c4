import type { BodyEncoding, CodeDelivery, Linking } from '../contract/dialect.ts'
import type { OperationId, Outcome } from './outcomes.ts'

/** How one call is made. */
export interface CallOptions {
  /** Ends the call, whose outcome is then `aborted`. An `AbortSignal.timeout` is such a signal too. */
  readonly signal?: AbortSignal | undefined
  /** How long to wait for the complete reply, in milliseconds; `Infinity` for ever. Default: the client's. */
  readonly timeout?: number | undefined
  /** Headers that go with this call, over those of the client. In a browser any of them may cost a CORS preflight. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Used for this call instead of the client's, or of the runtime's. */
  readonly fetch?: Fetch | undefined
}

/**
 * A `fetch` of your own: the runtime's, or one that takes a Request. It carries uploads of every kind too, streams
 * included.
 */
export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>

/** How one upload is made. */
export interface UploadOptions extends CallOptions {
  /**
   * Told how much of the request body has gone out: in Node, Bun and Deno as it goes, for an image of any kind. Where
   * the runtime can't tell (browsers, workers, a `fetch` of your own) it is called once, with `known: false`.
   */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
}

/** How far an upload is. */
export type UploadProgress =
  | {
      readonly known: true
      /** How many bytes of the request body have gone out. */
      readonly sentBytes: number
      /** How many there are, where the length of the image is known. */
      readonly totalBytes: number | undefined
    }
  | { readonly known: false }

/** A body, as hooks and loggers see it: never what is in it. */
export interface BodyShape {
  /** The media type; empty where none was given. */
  readonly type: string
  /** Its length; of an upload, that of the image, where it is known. */
  readonly bytes: number | undefined
}

/** What `onRequest` is told. */
export interface RequestReport {
  readonly endpoint: OperationId
  readonly requestId: string
  readonly method: 'GET' | 'POST'
  /** The path, without the query. */
  readonly path: string
  /** The request body; none for a GET. */
  readonly requestBody: BodyShape | undefined
}

/** What `onReply` is told, whatever came of the call. */
export interface ReplyReport extends RequestReport {
  readonly kind: Outcome['kind']
  /** The result code, where one came. */
  readonly result: string | undefined
  /** The HTTP status, where a reply came. */
  readonly status: number | undefined
  readonly durationMs: number
  /** The reply body, where one came whole. */
  readonly replyBody: BodyShape | undefined
}

/** Where a client writes its log; `console` is one. */
export interface Logger {
  /** Told of every request that goes out, and of every success and refusal. */
  debug(line: string, report: RequestReport | ReplyReport): void
  /** Told of every other outcome. */
  warn(line: string, report: ReplyReport): void
}

/** How a client is made. */
export interface ClientOptions<Delivery extends CodeDelivery = CodeDelivery, Link extends Linking = Linking> {
  /** The address of the backend, `http` or `https`; a path in it is kept. In a browser it may be relative to the page. */
  readonly baseUrl: string | URL
  /** How the backend differs from the document on purpose. Default: it does not. */
  readonly dialect?:
    | {
        readonly linking?: Link | undefined
        readonly body?: BodyEncoding | undefined
        readonly codeDelivery?: Delivery | undefined
      }
    | undefined
  /** How long to wait for a complete reply, in milliseconds; `Infinity` for ever. Default 10000. */
  readonly timeout?: number | undefined
  /** The same for uploads. Default 60000, or `timeout` where that is more. */
  readonly uploadTimeout?: number | undefined
  /** Headers that go with every call. In a browser any of them may cost a CORS preflight. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Ends every call that is under way and all that come, whose outcome is then `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** Used instead of the runtime's `fetch`. */
  readonly fetch?: Fetch | undefined
  /** How large a reply may be, in bytes; a larger one is cut off and is `malformed`. Default 1048576. */
  readonly maxReplyBytes?: number | undefined
  /** The name of a header in which each call carries its request id. Default: the id is not sent. */
  readonly requestIdHeader?: string | undefined
  /** Told before a request goes out. What it throws is ignored. */
  readonly onRequest?: ((report: RequestReport) => void) | undefined
  /** Told when a call has its outcome, requests that were never sent included. What it throws is ignored. */
  readonly onReply?: ((report: ReplyReport) => void) | undefined
  /** Written to on every call. Nothing secret is ever told to it. */
  readonly logger?: Logger | undefined
}
