import type { FileStream, ImageOnDisk, NamedStream, StreamedImage } from './avatar-image.ts'

/** The image to stream; undefined if the value is not one. */
export function streamedImageOf(img: unknown): StreamedImage | undefined {
  const { stream, path, name, type, length = 0 } = img as Partial<NamedStream & ImageOnDisk & FileStream>
  const right = stream
    ? isStream(stream) && name
    : typeof path === 'string' || path instanceof (isStream(img) ? Uint8Array : URL)
  const texts = [name, type].every((text) => text === undefined || typeof text === 'string')
  return right && texts && Number.isSafeInteger(length) && length >= 0 ? (img as StreamedImage) : undefined
}

/**
 * Handles the errors of a stream before anybody reads it. The function it returns destroys the stream once the call is
 * over, so that its file doesn't stay open.
 */
export function adoptStream(img: unknown): () => void {
  const { stream = img } = (img ?? {}) as { stream?: unknown }
  const adopted = stream as Adopted | undefined
  if (!isStream(adopted)) return () => {}
  adopted.on?.('error', () => {})
  return () => {
    if (adopted.destroy) adopted.destroy()
    // A web stream that somebody still reads refuses; who reads it ends it.
    else (async () => (adopted.cancel ? adopted.cancel() : adopted.return?.()))().catch(() => {})
  }
}

/** What ends a Node stream, a web stream or a generator. */
interface Adopted {
  on?(event: string, listener: () => void): void
  destroy?(): void
  cancel?(): Promise<void>
  return?(): unknown
}

function isStream(value: unknown): value is AsyncIterable<Uint8Array | string> {
  return typeof (value as AsyncIterable<unknown> | undefined)?.[Symbol.asyncIterator] === 'function'
}
