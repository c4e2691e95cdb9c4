/*! Contains image-size, MIT licensed, Copyright © Aditya Yadav. */
import { imageSize } from 'image-size'
import type { UploadedImage } from '../reference-options.ts'

/** Whether a file is an image with pixels, and not cut off at its end where that can be told. */
export function isWholeImage({ bytes }: UploadedImage): boolean {
  try {
    const { width, height, type } = imageSize(bytes)
    return width > 0 && height > 0 && (ends[type ?? '']?.(bytes) ?? true)
  } catch {
    // What the library does not know is no image.
    return false
  }
}

/** How the end of a file is known, by the library's name of its type. Other types are taken at their header's word. */
const ends: { readonly [type: string]: ((bytes: Uint8Array) => boolean) | undefined } = {
  png: endsInImageEnd,
  jpg: (bytes) => [0xff, 0xd9].every((byte, at) => bytes[endOfContent(bytes) - 2 + at] === byte),
  gif: (bytes) => bytes[endOfContent(bytes) - 1] === 0x3b,
  webp: (bytes) => bytes.length >= 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true),
}

/** Walks the chunks of a PNG: each says how long it is, and the last one is IEND. */
function endsInImageEnd(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const imageEnd = 0x49454e44
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at))
    if (view.getUint32(at + 4) === imageEnd) return true
  return false
}

/** Cameras may fill a file up with zeros. */
function endOfContent(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return end
}
