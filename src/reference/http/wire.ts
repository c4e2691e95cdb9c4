/** One header: its name and its value. */
export type Header = readonly [name: string, value: string]

/**
 * A request from any of the adapters: the listener, MSW or a plain `fetch`.
 *
 * The type is not `Request`, because creating one for each request would cost the listener most of its speed.
 */
export interface Incoming {
  readonly method: string
  /** The path, including the base path, without the query. */
  readonly path: string
  /** The query, without its question mark. */
  readonly query: string
  /** The scheme, host and port the request was sent to. */
  readonly origin: string
  /** Whether the request names a host that the backend does not answer for. */
  readonly isMisdirected?: boolean
  /** The value of a header, by its lower-case name. */
  header(name: string): string | undefined
  /** The value of a cookie. */
  cookie(name: string): string | undefined
  /** Reads the body; `null` where it is longer than `limit` bytes, and then no more than that is kept in memory. */
  body(limit: number): Promise<Uint8Array<ArrayBuffer> | null>
  /** Calls `listener` when the caller stops waiting for the answer. Returns a function that removes it. */
  onGone(listener: () => void): () => void
}

/** An answer for any of the adapters. */
export interface Outgoing {
  readonly status: number
  readonly headers: readonly Header[]
  readonly body: string | Uint8Array
}

/** No answer at all, or a connection that is dropped. */
export type Disruption = 'never' | 'drop'

/** Answers a request, or says how the answer is disrupted. */
export type Handle = (incoming: Incoming) => Promise<Outgoing | Disruption>
