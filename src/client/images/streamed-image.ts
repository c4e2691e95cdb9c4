import type { FileStream, ImageOnDisk, NamedStream, StreamedImage } from './avatar-image.ts'

/** The image that is sent as a stream, or nothing for what is none. */
export function streamedImageOf(img: unknown): StreamedImage | undefined {
  const { stream, path, name, type, length = 0 } = img as Partial<NamedStream & ImageOnDisk & FileStream>
  const right = stream
    ? isStream(stream) && name
    : typeof path === 'string' || path instanceof (isStream(img) ? Uint8Array : URL)
  const texts = [name, type].every((text) => text === undefined || typeof text === 'string')
  return right && texts && Number.isSafeInteger(length) && length >= 0 ? (img as StreamedImage) : undefined
}

/**
 * Keeps a stream from failing unheard before it is read. What comes back ends it once the call is over, lest its file
 * stay open.
 */
export function claimStream(img: unknown): () => void {
  const { stream = img } = (img ?? {}) as { stream?: unknown }
  const claimed = stream as { on?(event: string, listener: () => void): void; destroy?(): void } | undefined
  if (!isStream(claimed)) return () => {}
  claimed.on?.('error', () => {})
  return () => claimed.destroy?.()
}

function isStream(value: unknown): value is AsyncIterable<Uint8Array | string> {
  return typeof (value as AsyncIterable<unknown> | undefined)?.[Symbol.asyncIterator] === 'function'
}
