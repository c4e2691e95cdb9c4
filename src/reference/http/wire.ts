/** One header: its name and its value. */
export type Header = readonly [name: string, value: string]

/**
 * A request as the backend sees it, whichever way it came: by a listener, by MSW or by a plain `fetch`.
 *
 * It is a value of our own, because building a `Request` for each one would cost a listener most of its speed.
 */
export interface Incoming {
  readonly method: string
  /** The path, with the base path still in it, without the query. */
  readonly path: string
  /** What follows the question mark; empty without one. */
  readonly query: string
  /** Where the request was sent to: scheme, host and port. */
  readonly origin: string
  /** The value of a header, by its lower-case name. */
  header(name: string): string | undefined
  /** The value of a cookie. */
  cookie(name: string): string | undefined
  /** The whole body; `null` when it is longer than `limit` bytes, and no more than that is then kept in memory. */
  body(limit: number): Promise<Uint8Array<ArrayBuffer> | null>
  /** Tells a listener when nobody waits for the answer any more. Returns what takes the listener away again. */
  onGone(listener: () => void): () => void
}

/** An answer as the backend gives it. */
export interface Outgoing {
  readonly status: number
  readonly headers: readonly Header[]
  readonly body: string | Uint8Array
}

/** Instead of an answer: none, ever; or a connection that breaks off. */
export type Disruption = 'never' | 'drop'

/** Answers a request, or says how not to. */
export type Handle = (incoming: Incoming) => Promise<Outgoing | Disruption>
