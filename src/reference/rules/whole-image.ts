/*! Contains image-size, MIT licensed, Copyright © Aditya Yadav. */
import { imageSize } from 'image-size'
import type { UploadedImage } from '../http/parse-multipart.ts'

/** Whether a file is an image that has pixels and, where the format shows it, is not cut off. */
export function isWholeImage({ bytes }: UploadedImage): boolean {
  try {
    const { width, height, type } = imageSize(bytes)
    return width > 0 && height > 0 && (isComplete[type ?? '']?.(bytes) ?? true)
  } catch {
    // The library does not know the format.
    return false
  }
}

/** Whether a file is complete, by the library's name of its type. For other types only the header is checked. */
const isComplete: { readonly [type: string]: ((bytes: Uint8Array) => boolean) | undefined } = {
  png: hasImageEnd,
  jpg: (bytes) => [0xff, 0xd9].every((byte, at) => bytes[endOfContent(bytes) - 2 + at] === byte),
  gif: (bytes) => bytes[endOfContent(bytes) - 1] === 0x3b,
  webp: (bytes) => bytes.length >= 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true),
}

/** Walks the chunks of a PNG by their lengths up to the last one, IEND. */
function hasImageEnd(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const imageEnd = 0x49454e44
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === imageEnd) return true
  return false
}

/** The length without the zeros that some cameras append. */
function endOfContent(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return end
}
