import type { BodyEncoding, CodeDelivery, Linking } from '../contract/dialect.ts'
import type { OperationId, Outcome } from './outcomes.ts'

/** Options of a single call. */
export interface CallOptions {
  /** Aborts the call; its outcome is then `aborted`. An `AbortSignal.timeout` counts as such a signal. */
  readonly signal?: AbortSignal | undefined
  /** How long to wait for the complete reply, in milliseconds; `Infinity` means no limit. Default: the client's. */
  readonly timeout?: number | undefined
  /** Headers for this call; they override the client's. In a browser, any header may cost a CORS preflight. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Replaces the client's `fetch`, or the runtime's, for this call. */
  readonly fetch?: Fetch | undefined
}

/** A `fetch` of your own: the runtime's, or any that takes a Request. It sends uploads too, streams included. */
export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>

/** Options of a single upload. */
export interface UploadOptions extends CallOptions {
  /**
   * Called as the request body goes out, in Node, Bun and Deno, for images of every kind. Where the runtime can't tell
   * (browsers, workers, a `fetch` of your own), it is called once, with `known: false`.
   */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
}

/** The progress of an upload. */
export type UploadProgress =
  | {
      readonly known: true
      /** The bytes of the request body that have been sent. */
      readonly sentBytes: number
      /** The length of the request body, where the length of the image is known. */
      readonly totalBytes: number | undefined
    }
  | { readonly known: false }

/** A body as hooks and loggers see it: never its content. */
export interface BodyShape {
  /** The media type; empty if there is none. */
  readonly type: string
  /** Its length. For an upload: the length of its files, where known. */
  readonly bytes: number | undefined
}

/** The argument of `onRequest`. */
export interface RequestReport {
  readonly endpoint: OperationId
  readonly requestId: string
  readonly method: 'GET' | 'POST'
  /** The path without the query. */
  readonly path: string
  /** The request body; undefined for a GET. */
  readonly requestBody: BodyShape | undefined
}

/** The argument of `onReply`, whatever the outcome. */
export interface ReplyReport extends RequestReport {
  readonly kind: Outcome['kind']
  /** The result code, if the reply had one. */
  readonly result: string | undefined
  /** The HTTP status, if a reply arrived. */
  readonly status: number | undefined
  readonly durationMs: number
  /** The reply body, if it arrived completely. */
  readonly replyBody: BodyShape | undefined
}

/** Where a client writes its log. `console` is a Logger. */
export interface Logger {
  /** Receives every request sent, every success and every refusal. */
  debug(line: string, report: RequestReport | ReplyReport): void
  /** Receives every other outcome. */
  warn(line: string, report: ReplyReport): void
}

/** Options of a client. */
export interface ClientOptions<Delivery extends CodeDelivery = CodeDelivery, Link extends Linking = Linking> {
  /** The address of the backend, `http` or `https`; its path is kept. In a browser, it may be relative to the page. */
  readonly baseUrl: string | URL
  /** How the backend deliberately differs from the document. Default: not at all. */
  readonly dialect?:
    | {
        readonly linking?: Link | undefined
        readonly body?: BodyEncoding | undefined
        readonly codeDelivery?: Delivery | undefined
      }
    | undefined
  /** How long to wait for a complete reply, in milliseconds; `Infinity` means no limit. Default 10000. */
  readonly timeout?: number | undefined
  /** The same for uploads. Default 60000, or `timeout` if that is longer. */
  readonly uploadTimeout?: number | undefined
  /** Headers for every call. In a browser, any header may cost a CORS preflight. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Aborts every call, running or future; the outcome is then `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** Replaces the runtime's `fetch`. */
  readonly fetch?: Fetch | undefined
  /** The maximum size of a reply, in bytes. A larger one is cut off and is `malformed`. Default 1048576. */
  readonly maxReplyBytes?: number | undefined
  /** The header in which each call sends its request id. Default: the id is not sent. */
  readonly requestIdHeader?: string | undefined
  /** Called before a request is sent. Errors that it throws are ignored. */
  readonly onRequest?: ((report: RequestReport) => void) | undefined
  /** Called when a call has its outcome, even if no request was sent. Errors that it throws are ignored. */
  readonly onReply?: ((report: ReplyReport) => void) | undefined
  /** Receives a line for every call. No secret is ever logged. */
  readonly logger?: Logger | undefined
}
