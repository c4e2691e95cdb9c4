import { systemErrorOf } from '../connection/cause-of.ts'
import type { Cause, FailureHint } from '../outcome.ts'
import type { BodyStream } from '../request.ts'

/** A body could not be read to its end. Of the stream's own error only the code is kept. */
export class BodyError extends Error {
  readonly failure: Cause

  constructor(hint?: FailureHint, error?: unknown) {
    super('body-failed')
    this.failure = { code: 'body-failed', hint, systemCode: systemErrorOf(error).code || undefined }
  }
}

/** A body to read piece by piece. */
export interface BodySource {
  /** @throws BodyError */
  readonly pieces: AsyncIterator<Uint8Array, void>
  /** Closes the stream in whatever state it is. Never throws. */
  cancel(): void
}

/**
 * Opens a stream of any kind. A stream that is broken, locked, or of another length or type than declared ends in a
 * BodyError.
 */
export function openStream({ stream, length }: BodyStream): BodySource {
  const reading = attempt(() => readingOf(stream))
  const locked = (stream as { locked?: unknown } | undefined)?.locked === true
  return {
    pieces: reading ? checked(reading, length) : failing(new BodyError(locked ? 'body-locked' : undefined)),
    cancel: () => void attempt(() => reading?.cancel()),
  }
}

/** Opens a whole body whose progress is to be reported. */
export function openWhole(body: string | Uint8Array): BodySource {
  async function* pieces() {
    yield typeof body === 'string' ? Buffer.from(body) : body
  }
  return { pieces: pieces(), cancel() {} }
}

async function* checked(reading: Reading, length: number | undefined): AsyncGenerator<Uint8Array, void> {
  let read = 0
  let last: Uint8Array | undefined
  for (;;) {
    const { done, value } = await reading.next().catch((error) => {
      throw new BodyError(undefined, error)
    })
    if (done) break
    const bytes = bytesOf(value)
    if (!bytes) throw new BodyError('body-not-bytes')
    if (bytes.length === 0) continue
    read += bytes.length
    if (length !== undefined && read > length) throw new BodyError('body-length')
    // The last byte completes the request. Hold it back until the stream has ended, so that a bad stream is never
    // accepted.
    if (read === length) last = bytes
    else yield bytes
  }
  if (length !== undefined && read < length) throw new BodyError('body-length')
  if (last) yield last
}

// biome-ignore lint/correctness/useYield: it fails before there is anything to yield.
async function* failing(error: BodyError): AsyncGenerator<Uint8Array, void> {
  throw error
}

interface Reading {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>
  cancel(): void
}

/** The members of a Node stream that are used beside iteration. */
interface Destroyable {
  on(event: 'error', listener: () => void): unknown
  destroy(): unknown
}

function readingOf(stream: BodyStream['stream']): Reading {
  if ('getReader' in stream) {
    const reader = stream.getReader()
    return {
      next: () => reader.read(),
      cancel: () => void reader.cancel().catch(() => {}),
    }
  }
  const iterator = stream[Symbol.asyncIterator]()
  if ('destroy' in stream && 'on' in stream) {
    const destroyable = stream as typeof stream & Destroyable
    // An error event after the reading has ended would crash the process.
    destroyable.on('error', () => {})
    return { next: async () => iterator.next(), cancel: () => void destroyable.destroy() }
  }
  return {
    next: async () => iterator.next(),
    cancel: () => void Promise.resolve(iterator.return?.()).catch(() => {}),
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return Buffer.from(value)
  if (value instanceof Uint8Array) return value
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  // Not by instanceof: jsdom has an ArrayBuffer of its own.
  const kind = Object.prototype.toString.call(value)
  return /^\[object (?:Shared)?ArrayBuffer\]$/.test(kind) ? new Uint8Array(value as ArrayBuffer) : undefined
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
